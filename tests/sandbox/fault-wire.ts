import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { Fault, FaultKind, FaultQueue } from './faults.ts';
import { makeEnvelope, makeXmlError, Refusal } from './refusal.ts';
import type { SandboxEnv } from './world.ts';

type Deliver<Kind extends FaultKind> = (
  c: Context<SandboxEnv>,
  fault: Extract<Fault, { kind: Kind }>,
  /** What would have been answered; undefined where the work was not done. */
  answer: Response | undefined,
) => Promise<Response>;

function resetConnection(c: Context<SandboxEnv>): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

async function holdConnection(c: Context<SandboxEnv>): Promise<Response> {
  const { socket } = c.env.incoming;
  socket.resume();
  if (!socket.destroyed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return RESPONSE_ALREADY_SENT;
}

async function cutInHalf(c: Context<SandboxEnv>, answer: Response | undefined): Promise<Response> {
  const body = new Uint8Array(answer ? await answer.arrayBuffer() : Buffer.from('{"id":"'));
  if (body.byteLength === 0) return resetConnection(c); // nothing to cut: the answer itself is lost
  const { outgoing, incoming } = c.env;
  outgoing.writeHead(answer?.status ?? 200, {
    'Content-Type': answer?.headers.get('Content-Type') ?? 'application/json',
    'Content-Length': body.byteLength,
  });
  await new Promise<void>((resolve) => {
    outgoing.write(body.subarray(0, body.byteLength >> 1), () => resolve());
  });
  // A FIN in the middle of the body: a reset could overtake the half that was sent.
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PROXY_PAGE = '<!doctype html><title>Error</title><h1>The upstream server did not answer properly</h1>';

type Form = NonNullable<Extract<Fault, { kind: 'malformed' }>['form']>;

const MALFORMED: Record<Form, (text: string) => Response> = {
  html: () => new Response(PROXY_PAGE, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  truncated: (text) => new Response(text.slice(0, Math.max(1, text.length >> 1)), { headers: JSON_TYPE }),
  'wrong-shape': (text) => Response.json(text.trimStart().startsWith('[') ? { ok: true } : [{ ok: true }]),
  empty: () => new Response('', { headers: JSON_TYPE }),
  null: () => Response.json(null),
};

/** The storage host has no envelope: its refusals are S3's XML. */
function answerStatus(c: Context<SandboxEnv>, fault: Extract<Fault, { kind: 'status' }>): Response {
  const { status, code = `FAULT_${fault.status}`, message = 'A fault on demand.', headers = {} } = fault;
  if (fault.html) {
    return new Response(PROXY_PAGE, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } });
  }
  if (c.get('entry').origin === 'storage') return makeXmlError(status, code, message, headers);
  return makeEnvelope(new Refusal(code, message, fault.extras, { status, headers }));
}

const DELIVERY: { [Kind in FaultKind]: { commits: boolean; deliver: Deliver<Kind> } } = {
  lost: { commits: false, deliver: async (c) => resetConnection(c) },
  dropAfterCommit: { commits: true, deliver: async (c) => resetConnection(c) },
  stall: { commits: false, deliver: (c) => holdConnection(c) },
  cut: { commits: true, deliver: (c, _fault, answer) => cutInHalf(c, answer) },
  malformed: {
    commits: true,
    deliver: async (_c, { form = 'html' }, answer) => MALFORMED[form]((await answer?.text()) ?? '{}'),
  },
  status: { commits: false, deliver: async (c, fault) => answerStatus(c, fault) },
  delay: { commits: true, deliver: async (_c, _fault, answer) => answer ?? new Response(null) },
};

/** Spoils the requests that a pending fault matches. Stands before the key check, as a broken network would. */
export function injectFaults(faults: FaultQueue): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const entry = c.get('entry');
    const fault = faults.take(entry);
    if (!fault) return next();

    entry.fault = fault.kind;
    const { commits, deliver } = DELIVERY[fault.kind] as { commits: boolean; deliver: Deliver<FaultKind> };
    if (fault.kind === 'delay') await sleep(fault.ms);
    const isDone = 'commit' in fault ? (fault.commit ?? commits) : commits;
    if (isDone) await next();
    const answer = await deliver(c, fault, isDone ? c.res : undefined);
    c.res = undefined; // else Hono would carry the old headers over
    c.res = answer;
  };
}
