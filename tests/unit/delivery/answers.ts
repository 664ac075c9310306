import { SECOND } from '../../../lib/time';

/** One way in which an answer can go wrong. `commits`: the work is done all the same. `twice`: it is done twice. */
export interface Answer {
  name: string;
  commits: boolean;
  twice?: true;
  /** Tells the engine nothing that another answer does not: pairs of faults go without it by default. */
  isLike?: true;
  /** What comes back; throws as `fetch` does. `whole` is the true answer where the work was done. */
  deliver: (whole: Response | undefined, wait: (ms: number) => Promise<void>) => Promise<Response>;
}

const json = { 'Content-Type': 'application/json' };
const broken = () => new TypeError('fetch failed');

function envelope(status: number, code: string, headers: Record<string, string> = {}): Response {
  const body = { statusCode: status, code, message: `A fault: ${code}`, requestId: 'req_fault' };
  return new Response(JSON.stringify(body), { status, headers: { ...json, ...headers } });
}

function halfOf(whole: Response | undefined): Response {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":"po'));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(stream, { status: whole?.status === 204 ? 200 : (whole?.status ?? 200), headers: json });
}

function status(name: string, commits: boolean, make: () => Response): Answer {
  return { name, commits, deliver: async () => make() };
}

function like(answer: Answer): Answer {
  return { ...answer, isLike: true };
}

/** Everything that the stand-in can be made to answer, each at least once. */
export const ANSWERS: Answer[] = [
  // What a browser does by itself where a connection that it used before breaks.
  { name: 'resent by the browser', commits: true, twice: true, deliver: async (whole) => whole ?? Response.error() },
  { name: 'lost before', commits: false, deliver: () => Promise.reject(broken()) },
  { name: 'lost after commit', commits: true, deliver: () => Promise.reject(broken()) },
  ...[false, true].map((commits) => ({
    name: `stalled ${commits ? 'after commit' : 'before'}`,
    commits,
    deliver: async (_: unknown, wait: (ms: number) => Promise<void>) => {
      await wait(25 * SECOND);
      throw new DOMException('The operation was aborted.', 'AbortError');
    },
  })),
  { name: 'cut after commit', commits: true, deliver: async (whole) => halfOf(whole) },
  status('malformed: html', true, () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } })),
  like(status('malformed: shape', true, () => new Response('[{"ok":true}]', { headers: json }))),
  status('malformed: null', true, () => new Response('null', { headers: json })),
  status('malformed: empty', true, () => new Response('', { headers: json })),
  status('400 unknown code', false, () => envelope(400, 'SOMETHING_NEW')),
  status('401', false, () => envelope(401, 'KEY_INVALID')),
  like(status('403 plan', false, () => envelope(403, 'PLAN_LIMIT_POSTS'))),
  status('404', false, () => envelope(404, 'POST_NOT_FOUND')),
  like(status('409', false, () => envelope(409, 'CONFLICT'))),
  status('422 board', false, () => envelope(422, 'PIN_BOARD_NOT_FOUND')),
  status('429 with Retry-After', false, () => envelope(429, 'RATE_LIMITED', { 'Retry-After': '17' })),
  like(status('429 without Retry-After', false, () => envelope(429, 'RATE_LIMITED'))),
  status('500', false, () => envelope(500, 'INTERNAL_ERROR')),
  status('502 html after commit', true, () => new Response('<h1>Bad gateway</h1>', { status: 502 })),
  like(status('503 with Retry-After', false, () => envelope(503, 'UNAVAILABLE', { 'Retry-After': '40' }))),
];

/** Spoils one exchange. */
export async function spoil(
  answer: Answer,
  exchange: () => Promise<Response>,
  wait: (ms: number) => Promise<void>,
): Promise<Response> {
  if (answer.twice) await exchange();
  const whole = answer.commits ? await exchange() : undefined;
  return answer.deliver(whole, wait);
}
