import type { Pin, Problem, Uploaded } from '../pin/pin';
import type { Slide } from '../pin/slide';
import { type ApiError, failed, type Result } from '../postbreeze/result';
import { giveUp, settleError } from './after-failure';
import { problem } from './apply-post';
import { listMissing, mediaKey } from './post-body';
import { checkpoint, type Step, update } from './step';
import type { World } from './world';

const EXTENSIONS: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/**
 * Uploads missing slides in parallel, noting each as soon as it is stored. Answers the pin with all of them, or undefined
 * if it is settled otherwise (given back, failed, or no longer ours).
 */
export async function uploadMissing(step: Step, pin: Pin): Promise<Pin | undefined> {
  const unusable = findUnusable(pin, step.world.now());
  if (unusable) return settleUnusable(step, pin, unusable);
  const missing = listMissing(pin);
  if (missing.length === 0) return pin;
  const answers = await Promise.all(missing.map((slide) => uploadSlide(step, pin, slide)));
  const gone = answers.find((answer) => answer === 'gone');
  if (gone) return settleUnusable(step, pin, problem('IMAGE_GONE', step.world.now()));
  for (const answer of answers) {
    if (typeof answer === 'string' || answer.ok) continue;
    await settleError(step, pin, answer.error);
    return undefined;
  }
  return checkpoint(step, pin, (row) => row);
}

async function uploadSlide(step: Step, pin: Pin, slide: Slide): Promise<Result<true> | 'gone'> {
  const { world, client } = step;
  const blob = slide.ready && (await world.store.readBlob(slide.ready.hash));
  const key = mediaKey(slide);
  if (!slide.ready || !blob || !key) return 'gone';
  const { type, hash } = slide.ready;
  const filename = `${hash.slice(0, 16)}.${EXTENSIONS[type] ?? 'img'}`;
  const place = await client.presign(
    { filename, contentType: type, bytes: blob.size },
    step.account?.workspaceId ?? '',
  );
  if (!place.ok) return place;
  const stored = await client.upload(place.value.uploadUrl, place.value.headers, blob);
  if (!stored.ok) return explainUpload(world, place.value.uploadUrl, stored.error);
  const uploaded: Uploaded = { id: place.value.mediaAsset?.id ?? null, url: place.value.publicUrl };
  const kept = await checkpoint(step, pin, (row) => keepUpload(row, key, uploaded));
  return kept ? { ok: true, value: true } : failed('unsent', 'UNSENT', 'Another drain has the pin now.');
}

/**
 * If the storage host refuses an upload (its address has expired, say), a new address helps, not the user. But a host that
 * this browser may not reach needs the user's permission, and for one that is down we stop asking for addresses.
 */
async function explainUpload(
  world: World,
  uploadUrl: string,
  { kind, code, message }: ApiError,
): Promise<Result<never>> {
  if (kind === 'timeout' || kind === 'server') return failed(kind, code, message);
  if (kind !== 'network') return failed('server', 'UPLOAD_REFUSED', message);
  if (await world.hasHost(uploadUrl)) return failed('server', 'UPLOAD_UNREACHABLE', new URL(uploadUrl).host);
  return failed('refused', 'UPLOAD_HOST', new URL(uploadUrl).host);
}

function keepUpload(pin: Pin, key: string, uploaded: Uploaded): Pin {
  return { ...pin, done: { ...pin.done, media: { ...pin.done.media, [key]: uploaded } } };
}

function findUnusable(pin: Pin, now: number): Problem | undefined {
  if (!pin.accountId || !pin.board || pin.slides.length === 0) return problem('INCOMPLETE', now);
  const slide = pin.slides.find(
    ({ rung, ready }) => rung === 'none' || (rung !== 'address' && rung !== 'reading' && !ready),
  );
  return slide && problem(slide.problem || 'IMAGE_UNREADABLE', now);
}

/** Without its picture a new pin cannot be sent; a change to a post is dropped, with the reason. */
async function settleUnusable(step: Step, pin: Pin, why: Problem): Promise<undefined> {
  await update(step, pin, (row) => giveUp(row, why, step.world.now()));
  return undefined;
}
