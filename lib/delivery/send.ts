import { forgetPost, refuse } from '../pin/moves';
import { hasUnknownCreate, mayBeScheduled, type Pin } from '../pin/pin';
import { type ApiError, isOutcomeUnknown, type Result } from '../postbreeze/result';
import type { Post, PostBody } from '../postbreeze/wire';
import type { Way } from '../store/engine-memory';
import { pauseIfInactive, settleError, tryAgain } from './after-failure';
import { problem, showsContent } from './apply-post';
import { buildPost, listMissing, withoutTime } from './post-body';
import { readForReason } from './read-post';
import { runRequest, stopFormerPosts } from './requests';
import { settleUnknown } from './settle-unknown';
import {
  checkpoint,
  earliestFor,
  LEAVES_WITHIN,
  LONGEST_LEAD,
  namesThePast,
  noteClock,
  type Step,
  update,
} from './step';
import { uploadMissing } from './uploads';
import {
  dropUnknownUploads,
  fieldOf,
  giveUpWays,
  hasStatus,
  isFinal,
  isScheduled,
  knownUnscheduled,
  listWays,
  noteFailure,
  nothingCreated,
  settleRefusal,
  settleScheduled,
  type Tried,
} from './ways';

/**
 * Hands a claimed pin over, starting at the first missing step: look up the outcome of an earlier call, upload, create a
 * draft, schedule it. A draft comes first because the create call has no idempotency key, and browsers repeat calls by
 * themselves when a connection breaks: of however many drafts, only the one whose id we noted is scheduled, by calls that
 * are safe to repeat. Where no call schedules a draft, the post is created with its time instead (`ways.ts`).
 */
export async function send(step: Step, claimed: Pin): Promise<void> {
  const tried: Tried = { failures: new Map(), names: [] };
  let pin = hasUnknownCreate(claimed) ? await settleUnknown(step, claimed) : claimed;
  if (pin && !isUnwanted(pin) && pin.done.postId !== null && mayBeScheduled(pin)) pin = await lookFirst(step, pin);
  while (pin) {
    if (isUnwanted(pin)) return runRequest(step, pin);
    pin = await uploadMissing(step, pin);
    pin = pin && (await stopFormerPosts(step, pin));
    pin = pin && (await takeNextWay(step, pin, tried));
  }
}

/** An earlier call may have scheduled the post. Answers the pin if it is still a draft. */
async function lookFirst(step: Step, pin: Pin): Promise<Pin | undefined> {
  const post = await readForReason(step, pin, pin.done.postId ?? '');
  if (!post) return undefined;
  if (isScheduled(post)) return settleScheduled(step, pin, post);
  return checkpoint(step, pin, knownUnscheduled);
}

/** Makes one call. Answers the pin if there is more to do. */
async function takeNextWay(step: Step, pin: Pin, tried: Tried): Promise<Pin | undefined> {
  const { postId, draftSays } = pin.done;
  const ways = listWays(await step.world.store.readScheduling(), tried);
  if (postId === null) {
    const [way] = ways;
    if (way === undefined) return giveUpWays(step, pin, tried);
    return way === 'create' ? createScheduled(step, pin, tried) : createDraft(step, pin);
  }
  const isCurrent = draftSays === buildPost(pin, '', 0).sent.content;
  const usable = isCurrent ? ways.filter((way) => way !== 'create') : ways.filter((way) => way === 'patch');
  const [way] = usable;
  if (way !== undefined) return scheduleDraft(step, pin, postId, way, tried);
  // The draft cannot be scheduled or updated: stop it and create another post.
  const isOver = isCurrent && !ways.includes('create');
  return isOver ? giveUpWays(step, pin, tried) : checkpoint(step, pin, forgetPost);
}

/** Notes what the next call says before it leaves. No `body`: the pin has changed in the meantime. */
async function journal(step: Step, pin: Pin, call: 'draft' | Way): Promise<{ pin: Pin; body?: PostBody } | undefined> {
  const now = step.world.now();
  let body: PostBody | undefined;
  const written = await checkpoint(step, pin, (row) => {
    body = undefined;
    if (isUnwanted(row) || listMissing(row).length > 0) return row;
    const whole = buildPost(row, step.world.timeZone(), earliestFor(step, row));
    const isDraftCurrent = row.done.draftSays === whole.sent.content;
    if (call.startsWith('schedule:') && !isDraftCurrent) return row;
    const next = call === 'draft' ? withoutTime(whole) : whole;
    body = next.body;
    const createStartedAt = call === 'draft' || call === 'create' ? now : row.done.createStartedAt;
    const draftSays = call === 'patch' && !isDraftCurrent ? '' : (row.done.draftSays ?? '');
    return { ...row, request: null, done: { ...row.done, createStartedAt, draftSays, sent: next.sent } };
  });
  return written && { pin: written, ...(body && { body }) };
}

/** Creates the draft and notes its id. Undefined: the pin is settled otherwise. */
async function createDraft(step: Step, pin: Pin): Promise<Pin | undefined> {
  const written = await journal(step, pin, 'draft');
  if (!written?.body) return written?.pin;
  const answer = await create(step, written.pin, written.body);
  if (answer.ok) return keepPost(step, written.pin, answer.value);
  await settleNotCreated(step, written.pin, answer.error);
  return undefined;
}

/** Creates the post with its time. Never repeat this call: its outcome is looked up before anything else is sent. */
async function createScheduled(step: Step, pin: Pin, tried: Tried): Promise<Pin | undefined> {
  const written = await journal(step, pin, 'create');
  if (!written?.body) return written?.pin;
  const answer = await create(step, written.pin, written.body);
  if (!answer.ok) {
    noteClock(step, answer.error);
    if (answer.error.kind === 'refused' && isPast(step, written.pin, answer.error)) {
      await tryAgain(step, written.pin, answer.error, nothingCreated);
      return undefined;
    }
    if (isOutcomeUnknown(answer.error) || answer.error.kind !== 'refused' || isFinal(answer.error)) {
      await settleNotCreated(step, written.pin, answer.error);
      return undefined;
    }
    return noteFailure(step, written.pin, 'create', answer.error, tried, nothingCreated);
  }
  const kept = await keepPost(step, written.pin, answer.value);
  if (!kept) return undefined;
  const post = hasStatus(answer.value) ? answer.value : await readForReason(step, kept, answer.value.id);
  if (!post) return undefined;
  if (isScheduled(post)) return settleScheduled(step, kept, post, { way: 'create', tried });
  return noteFailure(step, kept, 'create', null, tried, knownUnscheduled);
}

function create(step: Step, { done }: Pin, body: PostBody): Promise<Result<Post>> {
  return step.client.createPost(body, (done.createStartedAt ?? step.world.now()) + LEAVES_WITHIN);
}

async function settleNotCreated(step: Step, pin: Pin, error: ApiError): Promise<void> {
  if (isOutcomeUnknown(error)) return settleError(step, pin, error);
  if (await pauseIfInactive(step, pin, error, nothingCreated)) return;
  await settleError(step, pin, error, { change: (row) => dropUnknownUploads(nothingCreated(row), error.code) });
}

/** Gives the draft its time, and its content if that has changed. Safe to repeat, since it is one post. */
async function scheduleDraft(step: Step, pin: Pin, postId: string, way: Way, tried: Tried): Promise<Pin | undefined> {
  const written = await journal(step, pin, way);
  if (!written?.body) return written?.pin;
  const { body, pin: row } = written;
  const deadline = row.updatedAt + LEAVES_WITHIN;
  const answer =
    way === 'patch'
      ? await step.client.updatePost(postId, body, deadline)
      : await step.client.schedulePost(postId, fieldOf(way), row.done.sent?.scheduledFor ?? 0, deadline);
  const error = answer.ok ? null : answer.error;
  if (error) noteClock(step, error);
  if (error && error.kind !== 'refused' && error.kind !== 'malformed') {
    await settleError(step, row, error);
    return undefined;
  }
  const post = answer.ok && hasStatus(answer.value) ? answer.value : await readForReason(step, row, postId);
  if (!post) return undefined;
  if (isScheduled(post)) return settleScheduled(step, row, post, { way, tried });
  if (error?.kind === 'refused') {
    if (isPast(step, row, error)) {
      await tryAgain(step, row, error, knownUnscheduled);
      return undefined;
    }
    if (isFinal(error)) return settleRefusal(step, row, error);
  }
  const isShown = error === null || (row.done.sent !== null && showsContent(post, row.done.sent));
  const isTaken = way === 'patch' && error?.kind !== 'refused' && isShown;
  return noteFailure(step, row, way, error?.kind === 'refused' ? error : null, tried, (draft) => {
    const { sent } = draft.done;
    const known = knownUnscheduled(draft);
    return isTaken ? { ...known, done: { ...known.done, draftSays: sent?.content ?? '' } } : known;
  });
}

async function keepPost(step: Step, pin: Pin, post: Post): Promise<Pin | undefined> {
  const holder = await step.world.store.findPinOfPost(post.id);
  if (holder !== undefined && holder !== pin.id) {
    const now = step.world.now();
    await update(step, pin, (row) => refuse(nothingCreated(row), problem('ANOTHERS_POST', now), now));
    return undefined;
  }
  const kept = await checkpoint(step, pin, (row) => {
    const draftSays = row.done.sent?.content ?? '';
    return { ...row, done: { ...row.done, postId: post.id, draftSays, blindCreates: 0 } };
  });
  if (!kept) await leaveToOther(step, pin, post);
  return kept;
}

/**
 * This worker was suspended and another took the pin over. If that one is still searching, our post ends its search. If it
 * has another post, ours is one too many; we know its id from this very answer, so we may stop and delete it.
 */
async function leaveToOther(step: Step, pin: Pin, post: Post): Promise<void> {
  let isSpare = false;
  await step.world.store.updatePin(pin.id, (row) => {
    const { postId, createStartedAt } = row.done;
    isSpare = postId !== null && postId !== post.id;
    const isSearching = postId === null && createStartedAt !== null && createStartedAt === pin.done.createStartedAt;
    return isSearching ? { ...row, done: { ...row.done, postId: post.id } } : undefined;
  });
  if (!isSpare) return;
  if (pin.done.sent?.scheduledFor != null) await step.client.cancelPost(post.id);
  await step.client.deletePost(post.id);
}

/** Whether its time had passed on arrival: the worker was suspended, or the clocks differ. If so, it is sent again with a later time. */
function isPast({ world }: Step, { done }: Pin, error: ApiError): boolean {
  const at = done.sent?.scheduledFor ?? null;
  if (at === null) return false;
  return at <= (error.serverAt ?? world.now()) || (namesThePast(error) && at - world.now() < LONGEST_LEAD);
}

/** Whether the user has taken it back or removed it. */
function isUnwanted(pin: Pin): boolean {
  return pin.request === 'take-back' || pin.request === 'remove';
}
