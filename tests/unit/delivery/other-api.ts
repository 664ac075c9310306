import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { WakeReason } from '../../../lib/delivery/engine';
import { describeHolder } from '../../../lib/pin/holder';
import type { Pin } from '../../../lib/pin/pin';
import { explain } from '../../../lib/pin/problem';
import { putAccounts } from '../../../lib/store/books';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { applyEdit, schedulePin, startEdit } from '../../../lib/store/verbs';
import { MINUTE } from '../../../lib/time';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_WORKSPACE_ID } from '../../sandbox/seed';
import { makeAccount } from '../options/kit';
import { makeDraft, paint, storeSlide } from './pins';
import type { Postbreeze } from './postbreeze';
import { Universe } from './universe';

/** What JSON holds. */
export type Json = ReturnType<typeof JSON.parse>;

/** Sees each API request; may answer it. `pass` sends it to the stand-in. Path is without /api/v1. */
export type Variant = (call: {
  request: Request;
  method: string;
  path: string;
  query: string;
  pass: (over?: { method?: string; path?: string; body?: string }) => Promise<Response>;
  w: W;
}) => Promise<Response>;

export interface W {
  u: Universe;
  sandbox: Sandbox;
  variant: Variant | undefined;
  /** Every call and its answer: `+12s PATCH /posts/… 200`. */
  log: string[];
  end: () => Promise<void>;
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json', ...headers } });
export const refusal = (status: number, code: string, headers: Record<string, string> = {}, extras: object = {}) =>
  json({ statusCode: status, code, message: `A variant: ${code}`, requestId: 'req_v', ...extras }, status, headers);

/** Changes the JSON of an answer. */
export async function turn(response: Response, change: (value: Json) => unknown): Promise<Response> {
  const text = await response.text();
  if (text === '') return new Response(null, { status: response.status });
  return json(change(JSON.parse(text)), response.status);
}

/** The real engine and client → real HTTP → this variant → real HTTP → the stand-in, on the universe's clock. */
export async function world(variant?: Variant): Promise<W> {
  let now = () => Date.UTC(2026, 5, 1, 12);
  const sandbox = await startSandbox({
    apiPort: 0,
    storagePort: 0,
    now: () => now(),
    resolveLink: async () => true,
    fetchMedia: () => paint(7),
  });
  const w = { sandbox, variant, log: [] } as unknown as W;
  const api = new URL(sandbox.apiUrl);
  const listener = getRequestListener(
    async (request: Request) => {
      const url = new URL(request.url);
      const path = url.pathname.replace('/api/v1', '');
      const text = request.method === 'GET' ? undefined : await request.text();
      const pass = async (over: { method?: string; path?: string; body?: string } = {}) => {
        await sandbox.publish();
        const headers: Record<string, string> = {};
        for (const name of ['authorization', 'content-type', 'accept']) {
          const value = request.headers.get(name);
          if (value) headers[name] = value;
        }
        const body = over.method === 'GET' ? undefined : (over.body ?? text);
        const answer = await fetch(`${api.origin}/api/v1${over.path ?? path}${url.search}`, {
          method: over.method ?? request.method,
          headers,
          ...(body !== undefined && body !== '' && { body }),
        });
        const kept = [...answer.headers].filter(
          ([name]) => !['content-length', 'connection', 'transfer-encoding', 'keep-alive'].includes(name),
        );
        const bytes = await answer.arrayBuffer();
        return new Response(answer.status === 204 ? null : bytes, { status: answer.status, headers: kept });
      };
      const copy = new Request(request.url, {
        method: request.method,
        headers: request.headers,
        ...(text !== undefined && text !== '' && { body: text }),
      });
      try {
        const answer = w.variant
          ? await w.variant({ request: copy, method: request.method, path, query: url.search, pass, w })
          : await pass();
        if (!answer.headers.has('date')) answer.headers.set('Date', new Date(w.u.now).toUTCString()); // else Node tells real time
        w.log.push(`+${Math.round((w.u.now - START) / 1000)}s ${request.method} ${path}${url.search} ${answer.status}`);
        return answer;
      } catch (error) {
        console.error('variant failed', error);
        throw error;
      }
    },
    { overrideGlobalObjects: false },
  );
  const server: Server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const connect = (clock: () => number): Postbreeze => {
    now = clock;
    return {
      apiUrl: base,
      state: sandbox.state,
      requests: sandbox.requests,
      fetch: (request) => fetch(request),
      publish: () => sandbox.publish(),
      livePosts: (title) =>
        [...sandbox.state.posts.values()].filter(
          ({ status, targets }) =>
            status !== 'DRAFT' &&
            targets[0]?.platformOptions.title === title &&
            targets.some(({ status }) => status !== 'CANCELED' && status !== 'FAILED'),
        ),
    };
  };
  w.u = await Universe.create(connect);
  await putAccounts([makeAccount({ id: DEMO_ACCOUNT_ID, workspaceId: DEMO_WORKSPACE_ID, seenAt: 0 })]);
  w.end = async () => {
    w.u.end();
    server.closeAllConnections();
    server.close();
    await sandbox.close();
  };
  return w;
}
const START = Date.UTC(2026, 5, 1, 12);

export async function schedule(w: W, id = 'p', over: Partial<Pin> = {}, seed = 1, after = 2 * MINUTE): Promise<void> {
  await saveDraft(makeDraft(id, [await storeSlide(seed, `s-${id}`)], w.u.now + after, over));
  await schedulePin(id, w.u.now);
}

/** Handed over, to be published in 50 minutes; 20 minutes have passed. */
export async function handOver(w: W, id = 'p', seed = 1, over: Partial<Pin> = {}): Promise<void> {
  await schedule(w, id, { handOver: 'right-away', publishAt: w.u.now + 50 * MINUTE, ...over }, seed);
  await w.u.run('message', w.u.now + MINUTE);
  const pin = await readPin(id);
  if (pin?.state !== 'handed-over') throw new Error(`The way does not begin: ${pin?.state} ${pin?.lastError?.code}`);
  await w.u.advanceTo(w.u.now + 20 * MINUTE);
}

/** Like run, with room for more rings; answers whether it came to rest before `until`. */
export async function runFor(w: W, ms: number, reason: WakeReason = 'message'): Promise<boolean> {
  const until = w.u.now + ms;
  w.u.dies = () => w.u.now > until; // else naps would never end where there is something to do every few seconds
  let rest = await w.u.run(reason, until);
  for (let i = 0; i < 40 && !rest && (w.u.alarmAt ?? Infinity) <= until && w.u.now <= until; i++)
    rest = await w.u.run('alarm', until);
  w.u.dies = () => false;
  return rest;
}

/** What a person is told of a pin. */
export async function tell(id = 'p') {
  const pin = await readPin(id);
  if (!pin) return 'GONE' as const;
  const { state, lastError, request, attempts, held, title, description, publishAt, post, nextAttemptAt } = pin;
  const said = lastError ? explain(lastError, pin) : null;
  return {
    state,
    error: lastError?.code ?? null,
    says: said && `${said.title} ${said.fix} [${said.action}]`,
    holder: describeHolder(pin).words,
    request,
    attempts,
    held,
    title,
    description,
    publishAt: publishAt && new Date(publishAt).toISOString(),
    postStatus: post?.status ?? null,
    nextAttemptAt: nextAttemptAt && new Date(nextAttemptAt).toISOString(),
    formerPostIds: pin.done.formerPostIds,
  };
}

export function posts(w: W) {
  return [...w.sandbox.state.posts.values()].map(({ id, status, scheduledAt, deletedAt, caption, targets }) => ({
    id,
    status,
    at: scheduledAt && new Date(scheduledAt).toISOString(),
    deleted: deletedAt !== null,
    caption,
    title: targets[0]?.platformOptions.title,
    target: targets[0]?.status,
  }));
}

/** The pin's posts that were or will be published. */
export const live = (w: W, id = 'p') => w.u.postbreeze.livePosts(`Title of ${id}`);
export const published = (w: W, id = 'p') => live(w, id).filter(({ status }) => status === 'PUBLISHED').length;

/** Edits a pin as the composer does: a copy is changed, then applied. */
export async function edit(w: W, over: object = {}, id = 'p') {
  const copy = await startEdit(id, w.u.now, `copy-${Math.random()}`);
  await saveDraft({ ...copy, ...over });
  return applyEdit(copy.id, w.u.now);
}
/** The same, for tests in which the pin is there. */
export const told = async (id = 'p') => (await tell(id)) as Json;
/** What a hotel's sign-in page answers to everything. */
export const portal = () =>
  new Response('<!doctype html><title>Sign in</title>', { headers: { 'Content-Type': 'text/html' } });
export const postOf = (w: W, path: string) => w.sandbox.state.posts.get(/^\/posts\/([^/]+)/.exec(path)?.[1] ?? '');
/** Changes every post that is read. */
export const onGets =
  (change: (post: Json) => Json): Variant =>
  async ({ method, path, pass }) => {
    const answer = await pass();
    if (method !== 'GET' || !path.startsWith('/posts') || !answer.ok) return answer;
    return turn(answer, (value) => (Array.isArray(value) ? value.map(change) : change(value)));
  };
