import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import type { Readings } from '../../sandbox/readings';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS, DEMO_KEY } from '../../sandbox/seed';

export const START = Date.parse('2026-06-01T12:00:00.000Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** An answer, its body parsed where it is JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  body: any;
}

/** A stand-in on free ports, ended with the test, its base time standing still at START, and a client for it. */
export async function openSandbox(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ apiPort: 0, storagePort: 0, now: () => START, rateLimits: [], ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, ...clientOf(sandbox) };
}

/** A stand-in that reads open points so, and a draft in it. */
export async function openWithDraft(readings: Partial<Readings>) {
  const opened = await openSandbox({ readings });
  await opened.call('POST', '/posts', pinBody());
  const [post] = [...opened.sandbox.state.posts.values()];
  return { ...opened, post: post!, path: `/posts/${post!.id}` };
}

function clientOf(sandbox: Sandbox) {
  async function send(url: string, init: RequestInit): Promise<Answer> {
    const answer = await fetch(url, init);
    const text = await answer.text();
    const isJson = answer.headers.get('Content-Type')?.includes('json') && text !== '';
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json: RequestInit = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const all = { Authorization: `Bearer ${DEMO_KEY}`, ...type, ...headers };
    return send(`${sandbox.apiUrl}${path}`, { method, headers: all, ...json });
  }

  function control(method: string, path: string, body?: unknown): Promise<Answer> {
    const json: RequestInit = body === undefined ? {} : { body: JSON.stringify(body) };
    return send(`${sandbox.controlUrl}${path}`, { method, headers: { 'Content-Type': 'application/json' }, ...json });
  }

  /** Presigns and stores; answers the media id. */
  async function upload(bytes: Uint8Array<ArrayBuffer>, contentType = 'image/jpeg'): Promise<string> {
    const { body } = await call('POST', '/media/presign', { filename: 'picture.jpg', contentType });
    const stored = await send(body.uploadUrl, { method: 'PUT', headers: body.headers, body: bytes });
    if (stored.status !== 200) throw new Error(`storage answered ${stored.status}: ${stored.body}`);
    return body.mediaAsset.id;
  }

  /** Creates a post of these pictures, a minute from the stand-in's now; answers what the call answered. */
  async function create(pictures: Uint8Array<ArrayBuffer>[], over: Record<string, unknown> = {}): Promise<Answer> {
    const mediaIds: string[] = [];
    for (const picture of pictures) mediaIds.push(await upload(picture));
    return call('POST', '/posts', pinBody({ ...inAMinute(), mediaIds, ...over }));
  }

  /** Creates as above, lets the time pass, and answers the post as it is read back. */
  async function publish(pictures: Uint8Array<ArrayBuffer>[], over: Record<string, unknown> = {}) {
    const { body, status } = await create(pictures, over);
    if (status !== 201) throw new Error(`create answered ${status}: ${JSON.stringify(body)}`);
    await sandbox.clock.move(2 * MINUTE);
    return (await call('GET', `/posts/${body.id}`)).body;
  }

  const inAMinute = () => ({ scheduledFor: new Date(sandbox.clock.now() + MINUTE).toISOString() });

  return { send, call, control, upload, create, publish, inAMinute };
}

/** A flat create body that keeps every rule but those about media; a draft unless given a time. */
export function pinBody(over: Record<string, unknown> = {}): Record<string, unknown> {
  return { content: 'Cardamom buns', platforms: [pinterest()], ...over };
}

/** One entry of `platforms` for the demo account. */
export function pinterest(options: Record<string, unknown> = {}, accountId: string = DEMO_ACCOUNT_ID) {
  return { accountId, platformOptions: { platform: 'PINTEREST', board: DEMO_BOARDS[1].id, ...options } };
}

/** A real picture of one colour. */
export async function picture(
  width = 600,
  height = 900,
  format: 'jpeg' | 'png' | 'webp' | 'gif' = 'jpeg',
): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp({ create: { width, height, channels: 3, background: { r: 40, g: 120, b: 110 } } });
  return new Uint8Array(await image.toFormat(format).toBuffer());
}
