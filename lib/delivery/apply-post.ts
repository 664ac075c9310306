import { giveBack, isPostGone, makeMove, refuse, settleHandOver } from '../pin/moves';
import { CHANGE_REFUSED, type Pin, type Problem, type Sent } from '../pin/pin';
import type { Post } from '../postbreeze/wire';
import { DAY, HOUR, MINUTE, SECOND } from '../time';
import { buildPost, listMissing } from './post-body';

/** What a post's status means for the pin. */
type Fate = 'waiting' | 'unscheduled' | 'approval' | 'published' | 'failed' | 'canceled';

type Target = Post['targets'][number];

/**
 * Applies what Postbreeze says about a pin's post: the pin is handed over, published, failed or canceled then. Gives its
 * lease back. Takes over changes made in the dashboard, and notes that.
 */
export function applyPost(pin: Pin, post: Post, now: number): Pin {
  if (isStale(pin, post, now)) return giveBack(pin, now, { nextAttemptAt: now + STALE_WAIT });
  const target = findTarget(pin, post);
  const said = { ...pin, post: describePost(post, target, now), done: { ...pin.done, postId: post.id } };
  const found = isPostGone(said) ? takeVerdictBack(said, now) : said;
  const held = found.state === 'sending' ? settleHandOver(found, post.id, now, {}) : found;
  const fate = readFate(post, target);
  // Published is final; we only kept looking for its address.
  if (held.state === 'published' && fate !== 'published') return giveBack(held, now, { nextAttemptAt: null });
  return APPLY[fate](held, post, target, now);
}

/** How soon to read again what a stale copy showed. */
const STALE_WAIT = 15 * SECOND;

/** No copy lags behind for longer than this; what is still older by then is another clock. */
const STALE_FOR = 15 * MINUTE;

/** Whether a copy of the post is older than what we know: what it says undoes nothing. Postbreeze may keep whole seconds only. */
function isStale({ post: known, done }: Pin, { id, updatedAt }: Post, now: number): boolean {
  if (done.postId !== id || updatedAt === null || !known || now - known.checkedAt > STALE_FOR) return false;
  return updatedAt < (known.updatedAt ?? updatedAt) - SECOND;
}

/** We took the post for gone, and here it is. */
function takeVerdictBack(pin: Pin, now: number): Pin {
  const { handedOverAt } = pin.done;
  return makeMove(pin, 'adopt', now, { lastError: null, done: { ...pin.done, handedOverAt: handedOverAt ?? now } });
}

const APPLY: Record<Fate, (pin: Pin, post: Post, target: Target | undefined, now: number) => Pin> = {
  waiting: (pin, post, target, now) => {
    const changed = takeOverChanges(pin, post, target, now);
    const limited = target?.errorCode ? problemOf(target, now) : findLasting(changed);
    return giveBack({ ...changed, attempts: 0, lastError: limited }, now, {
      nextAttemptAt: lookAt(changed, post, now),
    });
  },
  approval: (pin, post, target, now) => {
    const lastError = problem('NEEDS_APPROVAL', now);
    const changed = takeOverChanges(pin, post, target, now);
    return giveBack({ ...changed, attempts: 0, lastError }, now, { nextAttemptAt: lookAt(changed, post, now) });
  },
  unscheduled: (pin, _post, _target, now) =>
    pin.state === 'handed-over' && pin.request === null
      ? refuse(pin, problem('UNSCHEDULED_ELSEWHERE', now), now)
      : giveBack(pin, now, { nextAttemptAt: null }),
  published: (pin, post, target, now) => {
    const publishedAt = target?.publishedAt ?? post.scheduledAt ?? now;
    const nextAttemptAt = target?.externalUrl ? null : nextCheckForAddress(publishedAt, now);
    const tooLate = pin.request !== null && pin.request !== 'retry';
    const lastError = tooLate ? problem('ALREADY_PUBLISHED', now) : null;
    const settled = { ...(tooLate ? adopt(pin, post, target) : pin), attempts: 0, lastError, request: null };
    const free = giveBack(settled, now, { nextAttemptAt });
    return free.state === 'published' ? free : makeMove(free, 'publish', now);
  },
  failed: (pin, _post, target, now) =>
    pin.state === 'failed' || pin.request !== null
      ? giveBack(pin, now, { nextAttemptAt: null })
      : refuse(pin, target?.errorCode ? problemOf(target, now) : problem('NOT_PUBLISHED', now), now),
  canceled: (pin, _post, _target, now) => {
    if (pin.request === 'remove' || pin.request === 'take-back') return giveBack(pin, now, { nextAttemptAt: null });
    const lastError = problem('CANCELED_ELSEWHERE', now);
    const free = giveBack({ ...pin, request: null, lastError, attempts: 0 }, now, { nextAttemptAt: null });
    return free.state === 'canceled' ? free : makeMove(free, 'cancel', now);
  },
};

/** The notes that outlast a successful read. */
export function findLasting({ lastError }: Pin): Problem | null {
  return lastError && (lastError.code === 'CHANGED_ELSEWHERE' || lastError.code.startsWith(CHANGE_REFUSED))
    ? lastError
    : null;
}

/** Post statuses as documented ("Posts" page); others wait. A target's own status values are not documented. */
function readFate(post: Post, target: Target | undefined): Fate {
  if (post.status === 'PARTIALLY_PUBLISHED') return target?.publishedAt || target?.externalUrl ? 'published' : 'failed';
  // One word against another: the next look may tell.
  if (post.status === 'PUBLISHED' && target?.errorCode && !target.externalUrl && !target.publishedAt) return 'waiting';
  return FATES.get(post.status) ?? 'waiting';
}

const FATES = new Map<string, Fate>([
  ['DRAFT', 'unscheduled'],
  ['PUBLISHED', 'published'],
  ['FAILED', 'failed'],
  ['CANCELED', 'canceled'],
  ['NEEDS_APPROVAL', 'approval'],
]);

/** Carry out a pending request before reading the post again. */
function lookAt(pin: Pin, post: Post, now: number): number | null {
  if (pin.request !== null) return null;
  return nextCheck(post.scheduledAt ?? pin.publishAt ?? now, now);
}

/** The post's content as if we had just sent it: the base against which later changes show. */
export function sentOf(post: Post, before: Sent, accountId = before.accountId): Sent {
  const target = post.targets.find(({ socialAccountId }) => socialAccountId === accountId) ?? post.targets[0];
  const options = target?.platformOptions;
  return {
    ...before,
    caption: post.caption || before.caption,
    boardId: options?.board || before.boardId,
    title: options?.title || before.title,
    link: options?.link || before.link,
    scheduledFor: post.scheduledAt ?? before.scheduledFor,
  };
}

/**
 * The same after a call of ours that gave the post this time: what Postbreeze made of the words stands, but a time that it moved by a
 * minute or more is a change, and is told like one.
 */
export function baseOf(post: Post, sent: Sent): Sent {
  const said = sentOf(post, sent);
  const isMoved = sent.scheduledFor !== null && Math.abs((said.scheduledFor ?? 0) - sent.scheduledFor) >= MINUTE;
  return isMoved ? { ...said, scheduledFor: sent.scheduledFor } : said;
}

const WORDS = ['caption', 'boardId', 'title', 'link'] as const;

/** Whether a post says what was sent, as far as it shows it; its time apart. */
export function showsContent(post: Post, sent: Sent): boolean {
  const said = sentOf(post, sent);
  return WORDS.every((word) => said[word] === sent[word]);
}

/** Whether a post still says what it said before a call, in all that the call was to change and that a post shows. */
export function isAsBefore(post: Post, before: Sent | null, sent: Sent): boolean {
  if (!before) return false;
  const said = sentOf(post, sent);
  const changed = WORDS.filter((word) => before[word] !== sent[word]);
  const isMoved = !isSameTime(before.scheduledFor, sent.scheduledFor);
  if (changed.length === 0 && !isMoved) return false;
  return (
    changed.every((word) => said[word] === before[word]) &&
    (!isMoved || isSameTime(said.scheduledFor, before.scheduledFor))
  );
}

/** Takes over changes made in the dashboard, unless a change of ours is under way: that one replaces everything. */
function takeOverChanges(pin: Pin, post: Post, target: Target | undefined, now: number): Pin {
  const { sent } = pin.done;
  if (!sent || pin.request !== null || post.status !== 'SCHEDULED') return pin;
  const said = sentOf(post, sent);
  const isSame =
    said.caption === sent.caption &&
    said.boardId === sent.boardId &&
    said.title === sent.title &&
    said.link === sent.link &&
    isSameTime(said.scheduledFor, sent.scheduledFor);
  const isRefused = pin.lastError?.code.startsWith(CHANGE_REFUSED);
  if (isSame) return isRefused && isWhatWasSent(pin, sent) ? { ...pin, lastError: null } : pin;
  // Postbreeze refused the user's text: keep it here.
  if (isRefused) return { ...pin, done: { ...pin.done, sent: { ...said, publishAt: null } } };
  return { ...adopt(pin, post, target), lastError: problem('CHANGED_ELSEWHERE', now) };
}

/** Whether the pin still says what the last call said; that call may have gone through, whatever we heard. */
function isWhatWasSent(pin: Pin, sent: Sent): boolean {
  const would = { ...buildPost(pin, '', 0).sent, scheduledFor: sent.scheduledFor };
  const words = Object.keys(would) as (keyof Sent)[];
  return listMissing(pin).length === 0 && words.every((word) => String(would[word]) === String(sent[word]));
}

function adopt(pin: Pin, post: Post, target: Target | undefined): Pin {
  const { sent } = pin.done;
  if (!sent || !target) return pin;
  const said = sentOf(post, sent);
  const { boardId, title, link, caption, scheduledFor } = said;
  const publishAt = isSameTime(scheduledFor, sent.scheduledFor) ? pin.publishAt : scheduledFor;
  return {
    ...pin,
    title,
    link,
    description: caption,
    board: pin.board?.id === boardId ? pin.board : { id: boardId, name: boardId },
    publishAt,
    done: { ...pin.done, sent: { ...said, publishAt } },
  };
}

function findTarget(pin: Pin, post: Post): Target | undefined {
  return post.targets.find(({ socialAccountId }) => socialAccountId === pin.accountId) ?? post.targets[0];
}

function describePost(post: Post, target: Target | undefined, now: number): NonNullable<Pin['post']> {
  return {
    status: post.status,
    externalUrl: target?.externalUrl ?? null,
    publishedAt: target?.publishedAt ?? null,
    scheduledAt: post.scheduledAt,
    checkedAt: now,
    updatedAt: post.updatedAt,
  };
}

function problemOf(target: Target, now: number): Problem {
  return { ...problem(target.errorCode ?? 'NOT_PUBLISHED', now), message: target.errorMessage ?? '' };
}

/** A problem that we found ourselves. */
export function problem(code: string, now: number, message = ''): Problem {
  return { code, statusCode: null, message, requestId: null, at: now };
}

/** Postbreeze may keep whole seconds only. */
function isSameTime(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) < SECOND;
}

/** How long publishing usually takes. */
const PUBLISHING = 10 * SECOND;

/**
 * When to read a post again. Before its time: daily, for changes made in the dashboard, and once shortly after it. After
 * its time: after half as long as has passed since, from 15 seconds to a day.
 */
export function nextCheck(scheduledAt: number, now: number): number {
  const first = scheduledAt + PUBLISHING;
  if (now < first) return Math.min(first, now + DAY);
  const wait = Math.min(Math.max((now - scheduledAt) / 2, 15 * SECOND), DAY);
  return now + Math.round(wait);
}

/** When to look for a published pin's missing address; null: stop looking. */
function nextCheckForAddress(publishedAt: number, now: number): number | null {
  return now - publishedAt > HOUR ? null : now + Math.max(MINUTE, now - publishedAt);
}
