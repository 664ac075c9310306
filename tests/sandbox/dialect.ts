import type { Context, MiddlewareHandler } from 'hono';
import type { Readings } from './readings.ts';
import type { SandboxEnv, World } from './world.ts';

/** Turns an answer as we assume it into one of the reading that is set; `path` is without `/api/v1`. */
type Turn = (value: unknown, path: string) => unknown;

const PASSING_STATES: Record<string, string> = { PUBLISHING: 'PROCESSING' };
const TARGET_STATES: Record<string, string> = {
  PENDING: 'QUEUED',
  PUBLISHING: 'PROCESSING',
  PUBLISHED: 'SUCCESS',
  FAILED: 'ERROR',
  CANCELED: 'STOPPED',
};

/**
 * Speaks the readings that concern how answers are written, for whatever call. Stands inside the faults, so that a fault spoils
 * the answer as it would have been written, and outside the calls.
 */
export function speakDialect({ state: { settings }, log, clock }: World): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const isStruck = settings.network !== 'plain' && log.entries.length % 4 === 0;
    if (isStruck) {
      c.res = standInTheWay(settings.network);
      return;
    }
    await next();
    const told = settings.dateHeader === 'its-own' ? clock.now() : clock.now() - settings.clockSkewMs;
    c.header('Date', new Date(told).toUTCString());
    const turns = chooseTurns(settings, c.res.ok);
    if (turns.length > 0) await turnAnswer(c, turns);
  };
}

function standInTheWay(network: Readings['network']): Response {
  const page = (title: string) => `<!doctype html><title>${title}</title><h1>${title}</h1>`;
  const html = { 'Content-Type': 'text/html; charset=utf-8' };
  if (network === 'portal') return new Response(page('Sign in to the network'), { headers: html });
  if (network === 'gateway-404') return new Response(page('404 Not Found'), { status: 404, headers: html });
  return new Response(null, { status: 307, headers: { Location: 'http://elsewhere.invalid/api/v1' } });
}

async function turnAnswer(c: Context<SandboxEnv>, turns: Turn[]): Promise<void> {
  const { status, headers } = c.res;
  if (!headers.get('Content-Type')?.includes('json')) return;
  const path = c.get('entry').path;
  let value: unknown = await c.res.json();
  for (const turn of turns) value = turn(value, path);
  const kept = [...headers].filter(([name]) => name !== 'content-length');
  c.res = undefined; // else Hono would carry the old headers over
  c.res = new Response(JSON.stringify(value), { status, headers: kept });
}

function chooseTurns(settings: Readings, isSuccess: boolean): Turn[] {
  const turns: Turn[] = [];
  const { accountBoards, states, timeFormat } = settings;
  if (isSuccess && accountBoards !== 'meta') turns.push(onPath('/social-accounts', hideBoards(accountBoards)));
  if (isSuccess && states !== 'upper-case') turns.push(onPath('/posts', (post) => renameStates(post, states)));
  if (timeFormat !== 'milliseconds') turns.push((value) => turnLeaves(value, (leaf) => writeTime(leaf, timeFormat)));
  if (settings.numbers === 'strings')
    turns.push((value) => turnLeaves(value, (leaf) => (typeof leaf === 'number' ? String(leaf) : leaf)));
  if (settings.absentValues === 'left-out') turns.push(leaveOutNulls);
  if (settings.unknownFields) turns.push((value) => mapObjects(value, (object) => ({ ...object, ...STRANGE })));
  if (isSuccess && settings.wrapper !== 'bare') turns.push((value) => wrap(value, settings.wrapper));
  return turns;
}

const STRANGE = { etag: 'W/"1"', _links: { self: { href: '/x' } }, tags: [], locale: null };

type Fields = Record<string, unknown>;

/** Applies a change to each object of the answer, where the call is about these. */
function onPath(prefix: string, change: (object: Fields) => Fields): Turn {
  return (value, path) => (path.startsWith(prefix) ? mapObjects(value, change) : value);
}

function mapObjects(value: unknown, change: (object: Fields) => Fields): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  return isObject(value) ? change(value) : value;
}

function hideBoards(boards: Readings['accountBoards']): (account: Fields) => Fields {
  return (account) => ({ ...account, meta: {}, ...(boards === 'none' && { defaultBoardId: null }) });
}

function renameStates(post: Fields, states: Readings['states']): Fields {
  const renameTarget = (status: unknown) =>
    states === 'unknown' ? (TARGET_STATES[String(status)] ?? status) : String(status).toLowerCase();
  const targets = mapObjects(post.targets, (target) => ({ ...target, status: renameTarget(target.status) }));
  const status = states === 'unknown' ? (PASSING_STATES[String(post.status)] ?? post.status) : post.status;
  return { ...post, status, targets };
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function writeTime(leaf: unknown, format: Readings['timeFormat']): unknown {
  if (typeof leaf !== 'string' || !ISO.test(leaf)) return leaf;
  return format === 'seconds' ? `${leaf.slice(0, 19)}Z` : `${leaf.slice(0, -1)}+00:00`;
}

function turnLeaves(value: unknown, turn: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => turnLeaves(item, turn));
  if (!isObject(value)) return turn(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, turnLeaves(item, turn)]));
}

function leaveOutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(leaveOutNulls);
  if (!isObject(value)) return value;
  const there = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(there.map(([key, item]) => [key, leaveOutNulls(item)]));
}

function wrap(value: unknown, wrapper: Readings['wrapper']): unknown {
  if (wrapper === 'data') return { data: value };
  return Array.isArray(value) ? { items: value, nextCursor: null } : value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
