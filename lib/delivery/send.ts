import { hasUnknownCreate, type Pin } from '../pin/pin';
import { isOutcomeUnknown } from '../postbreeze/result';
import type { Post, PostBody } from '../postbreeze/wire';
import { pauseIfInactive } from './account-check';
import { buildPost, listMissing, withoutTime } from './post-body';
import { carryOut } from './requests';
import { schedulePost } from './schedule-post';
import { settleUnknown } from './settle-unknown';
import { uploadMissing } from './uploads';
import { checkpoint, LEAVES_WITHIN, serverNow, settleError, type Work } from './work';

/**
 * Hands a claimed pin over, from the first step that is missing: look what became of an earlier create call, upload, create a
 * draft, schedule it. Created as a draft, since that call has no idempotency key and browsers repeat calls by themselves over a
 * connection that breaks: however many drafts there are, the one whose id is written down is scheduled, by a call that may be
 * repeated.
 */
export async function send(work: Work, claimed: Pin): Promise<void> {
  let pin = hasUnknownCreate(claimed) ? await settleUnknown(work, claimed) : claimed;
  while (pin) {
    if (isUnwanted(pin)) return carryOut(work, pin);
    pin = await uploadMissing(work, pin);
    const written = pin && (await journal(work, pin));
    if (!written) return;
    const { body, pin: row } = written;
    if (!body) pin = row;
    else if (row.done.postId === null) pin = await create(work, row, body);
    else return schedulePost(work, row, row.done.postId, body);
  }
}

/** Writes down what the next call says before its first byte leaves. No body: the pin has changed meanwhile. */
async function journal(work: Work, pin: Pin): Promise<{ pin: Pin; body: PostBody | undefined } | undefined> {
  const now = work.world.now();
  let body: PostBody | undefined;
  const written = await checkpoint(work, pin, (row) => {
    body = undefined;
    if (isUnwanted(row) || listMissing(row).length > 0) return row;
    const whole = buildPost(row, work.world.timeZone(), serverNow(work));
    const isCreated = row.done.postId !== null;
    const next = isCreated ? whole : withoutTime(whole);
    body = next.body;
    const createStartedAt = isCreated ? row.done.createStartedAt : now;
    return { ...row, request: null, done: { ...row.done, createStartedAt, sent: next.sent } };
  });
  return written && { pin: written, body };
}

/** Creates the draft and writes its id down; undefined when the pin was settled otherwise. */
async function create(work: Work, pin: Pin, body: PostBody): Promise<Pin | undefined> {
  const startedAt = pin.done.createStartedAt ?? work.world.now();
  const answer = await work.client.createPost(body, startedAt + LEAVES_WITHIN);
  if (answer.ok) return keepPost(work, pin, answer.value);
  const change = (row: Pin): Pin => ({ ...row, done: { ...row.done, createStartedAt: null, sent: null } });
  if (isOutcomeUnknown(answer.error)) await settleError(work, pin, answer.error);
  else if (!(await pauseIfInactive(work, pin, answer.error, change)))
    await settleError(work, pin, answer.error, { change: (row) => dropUnknownUploads(change(row), answer.error.code) });
  return undefined;
}

async function keepPost(work: Work, pin: Pin, post: Post): Promise<Pin | undefined> {
  const kept = await checkpoint(work, pin, (row) => ({ ...row, done: { ...row.done, postId: post.id } }));
  if (!kept) await leaveToOther(work, pin, post);
  return kept;
}

/**
 * This worker was suspended and another has the pin. Where that one is still searching, our draft spares it the search; where it
 * has another already, ours is one too many.
 */
async function leaveToOther(work: Work, pin: Pin, post: Post): Promise<void> {
  let isSpare = false;
  await work.world.store.updatePin(pin.id, (row) => {
    const { postId, createStartedAt } = row.done;
    isSpare = postId !== null && postId !== post.id;
    const isSearching = postId === null && createStartedAt !== null && createStartedAt === pin.done.createStartedAt;
    return isSearching ? { ...row, done: { ...row.done, postId: post.id } } : undefined;
  });
  if (isSpare) await work.client.deletePost(post.id);
}

/** Uploads that Postbreeze does not know (any more) are made anew when the pin is tried again. */
export function dropUnknownUploads(pin: Pin, code: string): Pin {
  return code.startsWith('MEDIA_') ? { ...pin, done: { ...pin.done, media: {} } } : pin;
}

/** Whether the user took it back or removed it on its way. */
function isUnwanted(pin: Pin): boolean {
  return pin.request === 'take-back' || pin.request === 'remove';
}
