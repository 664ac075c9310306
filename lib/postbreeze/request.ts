import { isOutOfReach } from '../page/identity/private-host';
import { SECOND } from '../time';
import { type ApiError, failed, type Result, readError } from './result';

/** What a client needs of the world. */
export interface ClientWorld {
  fetch: typeof fetch;
  /** `pb_live_…`; goes nowhere but into the header. */
  key: string;
  /** The API's base address, without a slash at its end. */
  baseUrl: string;
  now: () => number;
  /** Takes one call out of the shared budget; answers 0, or the ms until there is room. Default: no budget. */
  beforeCall?: () => Promise<number>;
  /** Called after a 429 with the ms that Postbreeze asked us to wait, so that nothing else calls meanwhile. */
  onLimit?: (retryAfterMs: number | null) => Promise<void>;
  /** For calls with JSON; default 25 s, below the 30 s after which Chrome ends a worker that waits. */
  timeoutMs?: number;
  /** For an upload of so many bytes; default `uploadTimeout`. */
  uploadTimeoutMs?: number;
}

const TIMEOUT = 25 * SECOND;
/** Bytes a second below which a connection counts as broken. */
const SLOWEST = 50_000;

/** Nothing is followed, stored or sent along but what the call says. */
const BARE: RequestInit = { redirect: 'error', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' };

/** How long an upload may take, in ms. */
export function uploadTimeout(bytes: number): number {
  return TIMEOUT + (bytes / SLOWEST) * SECOND;
}

/**
 * A body that the browser does not send twice by itself. Measured: where a connection that was used before breaks, Chromium 156
 * repeats a POST on its own, over HTTP/1.1 and HTTP/2 and with `keepalive` too; only a streamed body, which it takes over HTTP/2
 * alone, is never repeated. Where streams are not to be had (Firefox), the text: what such a call left behind is looked up
 * before another.
 */
function toUnrepeatable(url: string, text: string): RequestInit {
  return canStream(url) ? ({ body: new Blob([text]).stream(), duplex: 'half' } as RequestInit) : { body: text };
}

/** A browser that does not know streamed bodies does not ask for `duplex`, or takes the stream for text. */
function canStream(url: string): boolean {
  if (!url.startsWith('https:')) return false;
  let isAsked = false;
  const init = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      isAsked = true;
      return 'half';
    },
  };
  return !new Request(url, init as RequestInit).headers.has('Content-Type') && isAsked;
}

/**
 * One call of the API. The value is the parsed body, `undefined` where there is none. After `deadline` (epoch ms) it is not
 * sent any more (`unsent`): whoever took over meanwhile counts on that. `isUnrepeatable`: see `toUnrepeatable`.
 */
export async function request(
  world: ClientWorld,
  method: string,
  path: string,
  body?: object,
  deadline = Number.POSITIVE_INFINITY,
  isUnrepeatable = false,
): Promise<Result<unknown>> {
  const wait = (await world.beforeCall?.()) ?? 0;
  if (wait > 0) return failed('unsent', 'UNSENT', 'Waiting so as not to exceed Postbreeze’s rate limit.', wait);
  if (world.now() > deadline) return failed('unsent', 'UNSENT', 'Too late to send this.', SECOND);
  const headers: Record<string, string> = { Authorization: `Bearer ${world.key}`, Accept: 'application/json' };
  if (body) headers['Content-Type'] = 'application/json';
  const url = `${world.baseUrl}${path}`;
  const text = body && JSON.stringify(body);
  const answer = await exchange(world, world.timeoutMs ?? TIMEOUT, url, {
    method,
    headers,
    ...(text && (isUnrepeatable ? toUnrepeatable(url, text) : { body: text })),
  });
  if (!answer.ok && answer.error.kind === 'limit') await world.onLimit?.(answer.error.retryAfterMs);
  return answer;
}

/**
 * Puts the bytes where presign said, with exactly its headers; `true` when they are stored. A place that is not as safe as the API
 * itself (in the clear, or in this private network) is `malformed`, and not asked.
 */
export async function put(
  world: ClientWorld,
  uploadUrl: string,
  headers: Record<string, string>,
  blob: Blob,
): Promise<Result<true>> {
  const isSafe = new URL(uploadUrl).protocol === new URL(world.baseUrl).protocol || uploadUrl.startsWith('https:');
  if (!isSafe || isOutOfReach(uploadUrl, world.baseUrl))
    return failed('malformed', 'MALFORMED', 'Postbreeze named no public place to upload to.');
  const init = { method: 'PUT', headers, body: new Blob([blob]) }; // without a type, which would add a header of its own
  const answer = await exchange(world, world.uploadTimeoutMs ?? uploadTimeout(blob.size), uploadUrl, init, true);
  return answer.ok ? { ok: true, value: true } : answer;
}

async function exchange(
  world: ClientWorld,
  timeoutMs: number,
  url: string,
  init: RequestInit,
  ignoresBody = false,
): Promise<Result<unknown>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const response = await world.fetch(url, { ...BARE, ...init, signal: stop.signal });
    const text = await response.text();
    if (!response.ok) return { ok: false, error: explainStatus(response, text, world.now()) };
    return ignoresBody ? { ok: true, value: undefined } : parseBody(text);
  } catch (error) {
    if (stop.signal.aborted) return failed('timeout', 'TIMEOUT', `No answer within ${timeoutMs / SECOND} s.`);
    if (!isFetchFailure(error)) throw error; // not the network's fault: a bug, or the end of this world
    return failed('network', 'NETWORK', 'No connection, or it broke.');
  } finally {
    clearTimeout(timer);
  }
}

function explainStatus(response: Response, text: string, now: number): ApiError {
  const body = parseBody(text);
  return readError(response.status, response.headers, body.ok ? body.value : undefined, now);
}

function parseBody(text: string): Result<unknown> {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return failed('malformed', 'MALFORMED', 'Postbreeze’s answer is not JSON.');
  }
}

/** `fetch` and body reading fail with `TypeError` for anything about the network, and with a `DOMException` when aborted. */
function isFetchFailure(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException;
}
