import type { Readings } from '../sandbox/readings.ts';

/** One answer, as it came. */
export interface Answer {
  status: number;
  /** The parsed body; undefined where there was none. */
  body: unknown;
  headers: Headers;
  /** When it came, epoch ms. */
  at: number;
}

export interface AskOptions {
  /** The API's base address, without a slash at its end. */
  apiUrl: string;
  key: string;
  /** Never more calls than this. */
  most: number;
  now?: () => number;
  /** Told of each call, for the terminal. */
  onCall?: (line: string) => void;
}

/** Thrown instead of a call too many. */
export class OutOfCalls extends Error {}

export type Ask = ReturnType<typeof createAsk>;

/**
 * Asks Postbreeze, and counts. What is not Postbreeze's answer (a page, a redirect, an HTTP error without its envelope) is noted
 * as `network` and asked again, twice at most: whatever that made twice is found by its words and removed at the end.
 */
export function createAsk({ apiUrl, key, most, now = Date.now, onCall }: AskOptions) {
  const seen = { calls: 0, network: 'plain' as Readings['network'] };
  let kept = 0;

  async function call(method: string, path: string, body?: object): Promise<Answer> {
    if (seen.calls >= most - kept) throw new OutOfCalls(`${most} calls were not enough.`);
    seen.calls += 1;
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${key}`,
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json' }),
      },
      signal: AbortSignal.timeout(30_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    onCall?.(`${String(seen.calls).padStart(2)} ${method} ${path.replace(/\?.*/, '')} → ${response.status}`);
    return { status: response.status, headers: response.headers, body: parse(text), at: now() };
  }

  return {
    seen,
    /** Keeps so many calls back, until told otherwise. */
    keep: (calls: number) => {
      kept = calls;
    },
    async ask(method: string, path: string, body?: object): Promise<Answer> {
      for (let again = 2; ; again--) {
        const answer = await call(method, path, body);
        const network = nameStranger(answer);
        if (network === 'plain') return answer;
        seen.network = network;
        if (again === 0) throw new Error(`Something between here and Postbreeze answers in its place (${network}).`);
      }
    },
  };
}

const NO_JSON = Symbol('no JSON');

function parse(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}

function nameStranger({ status, body }: Answer): Readings['network'] {
  if (status >= 300 && status < 400) return 'redirect';
  if (body !== NO_JSON) return 'plain';
  return status < 300 ? 'portal' : 'gateway-404';
}
