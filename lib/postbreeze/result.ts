import { DAY } from '../time';

/**
 * Why a call came to nothing, by what it means for the caller:
 *
 * - `unsent`: not sent for now: no room in the rate limit before `retryAfterMs`, too late, or another drain has the pin.
 * - `network`, `timeout`: no answer; the call may have been carried out.
 * - `malformed`: a success whose body makes no sense; the call was probably carried out.
 * - `server` (5xx, 408, any 4xx but 429 without Postbreeze's envelope): not Postbreeze's word, but that of a gateway or a
 *   captive portal; the call may have been carried out.
 * - `limit` (429): not carried out; again after `retryAfterMs`, if given.
 * - `key` (401): not carried out, nor will any other call be.
 * - `refused` (any other 4xx with the envelope): not carried out; `code` says why.
 */
export interface ApiError {
  kind: 'unsent' | 'network' | 'timeout' | 'malformed' | 'server' | 'limit' | 'key' | 'refused';
  /** Postbreeze's code, or ours where it gave none: `NETWORK`, `TIMEOUT`, `MALFORMED`, `UNSENT`, `HTTP_<status>`. */
  code: string;
  statusCode: number | null;
  /** For people; never decide by it. */
  message: string;
  requestId: string | null;
  retryAfterMs: number | null;
  /** The names of fields that the refusal mentions in its `details`, in their order. */
  fields: string[];
  /** The server's own time (`Date` header, epoch ms): this browser's clock may be wrong. */
  serverAt: number | null;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: ApiError };

/** Whether nobody can know from this error alone if the call was carried out. */
export function isOutcomeUnknown(error: ApiError): boolean {
  return OUTCOME_UNKNOWN.has(error.kind);
}

const OUTCOME_UNKNOWN = new Set<ApiError['kind']>(['network', 'timeout', 'malformed', 'server']);

/** The longest wait that is believed, in ms; anything longer is a mistake. */
const LONGEST_WAIT = DAY;
const FIELDS_MAX = 10;

/** An error that is not Postbreeze's answer. */
export function failed(kind: ApiError['kind'], code: string, message: string, retryAfterMs: number | null = null) {
  const error: ApiError = {
    kind,
    code,
    statusCode: null,
    message,
    requestId: null,
    retryAfterMs,
    fields: [],
    serverAt: null,
  };
  return { ok: false, error } as const;
}

/**
 * Reads a refusal: Postbreeze's envelope `{statusCode, code, message, requestId, …}` where there is one, the status where a
 * proxy answered instead. `now` (epoch ms) is for a `Retry-After` that is a date.
 */
export function readError(status: number, headers: Headers, body: unknown, now: number): ApiError {
  const envelope: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const waits = [readRetryAfter(headers.get('Retry-After'), now), readNumber(envelope.retryAfterMs)];
  const known = waits.filter((wait) => wait !== null);
  return {
    kind: kindOf(status, isEnvelope(envelope)),
    code: readText(envelope.code) ?? `HTTP_${status}`,
    statusCode: status,
    message: redact(readText(envelope.message) ?? `Postbreeze answered with status ${status}.`),
    requestId: readText(envelope.requestId),
    retryAfterMs: known.length > 0 ? Math.min(Math.max(...known), LONGEST_WAIT) : null,
    fields: [...findFields(envelope.details)].slice(0, FIELDS_MAX),
    serverAt: readDate(headers.get('Date')),
  };
}

function kindOf(status: number, isPostbreeze: boolean): ApiError['kind'] {
  if (status === 429) return 'limit';
  if (!isPostbreeze) return 'server';
  if (status === 401) return 'key';
  return status >= 500 || status === 408 ? 'server' : 'refused';
}

/** Errors always come in the envelope (stated); what has none is not from Postbreeze. */
function isEnvelope({ code, statusCode, requestId }: Record<string, unknown>): boolean {
  return [code, requestId].some((value) => readText(value) !== null) || typeof statusCode === 'number';
}

/** Takes keys out of text: a refusal may quote the header that it refuses. */
function redact(text: string): string {
  return text.replace(/pb_(live|test)_\w+/g, 'pb_$1_…');
}

/** The names in an untyped `details`: its keys, and the texts that look like a name. */
function* findFields(details: unknown, depth = 0): Generator<string> {
  if (typeof details === 'string' && /^[\w.[\]-]{1,60}$/.test(details)) yield* details.split(/[.[\]]+/).filter(Boolean);
  if (typeof details !== 'object' || details === null || depth > 4) return;
  for (const [key, value] of Object.entries(details)) {
    if (!Array.isArray(details)) yield key;
    yield* findFields(value, depth + 1);
  }
}

/** RFC 9110, section 10.2.3: seconds, or a date. Milliseconds from now, not negative; null when there is none. */
function readRetryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function readDate(header: string | null): number | null {
  const at = header ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function readText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function readNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}
