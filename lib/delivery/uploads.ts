import type { Pin, Problem, Uploaded } from '../pin/pin';
import type { Slide } from '../pin/slide';
import { failed, type Result } from '../postbreeze/result';
import { problem } from './apply-post';
import { listMissing, mediaKey } from './post-body';
import { checkpoint, giveUp, settleError, update, type Work } from './work';

const EXTENSIONS: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/**
 * Uploads what is missing, the slides of the pin in parallel; each upload is written down as soon as it is stored. Answers the
 * pin with all of them, or undefined when it was settled otherwise (given back, failed, or no longer ours).
 */
export async function uploadMissing(work: Work, pin: Pin): Promise<Pin | undefined> {
  const unusable = findUnusable(pin, work.world.now());
  if (unusable) return settleUnusable(work, pin, unusable);
  const missing = listMissing(pin);
  if (missing.length === 0) return pin;
  const answers = await Promise.all(missing.map((slide) => uploadSlide(work, pin, slide)));
  const gone = answers.find((answer) => answer === 'gone');
  if (gone) return settleUnusable(work, pin, problem('IMAGE_GONE', work.world.now()));
  for (const answer of answers) {
    if (typeof answer === 'string' || answer.ok) continue;
    await settleError(work, pin, answer.error);
    return undefined;
  }
  return checkpoint(work, pin, (row) => row);
}

async function uploadSlide(work: Work, pin: Pin, slide: Slide): Promise<Result<true> | 'gone'> {
  const { world, client } = work;
  const blob = slide.ready && (await world.store.readBlob(slide.ready.hash));
  const key = mediaKey(slide);
  if (!slide.ready || !blob || !key) return 'gone';
  const { type, hash } = slide.ready;
  const filename = `${hash.slice(0, 16)}.${EXTENSIONS[type] ?? 'img'}`;
  const place = await client.presign(
    { filename, contentType: type, bytes: blob.size },
    work.account?.workspaceId ?? '',
  );
  if (!place.ok) return place;
  const stored = await client.upload(place.value.uploadUrl, place.value.headers, blob);
  // The storage host is not the API: what it refuses (a place that expired, say) is mended by a new place, not by the user.
  if (!stored.ok) return stored.error.kind === 'server' ? stored : retryable(stored.error.code, stored.error.message);
  const uploaded: Uploaded = { id: place.value.mediaAsset?.id ?? null, url: place.value.publicUrl };
  const kept = await checkpoint(work, pin, (row) => keepUpload(row, key, uploaded));
  return kept ? { ok: true, value: true } : failed('pace', 'PACE', 'Another drain has the pin now.');
}

function retryable(code: string, message: string): Result<never> {
  return code === 'NETWORK' || code === 'TIMEOUT'
    ? failed(code === 'NETWORK' ? 'network' : 'timeout', code, message)
    : failed('server', 'UPLOAD_REFUSED', message);
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

/** A pin without its picture cannot be sent; a change of a post with such a picture is dropped, with the reason. */
async function settleUnusable(work: Work, pin: Pin, why: Problem): Promise<undefined> {
  await update(work, pin, (row) => giveUp(row, why, work.world.now()));
  return undefined;
}
