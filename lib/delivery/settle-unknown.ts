import { giveBack, refuse } from '../pin/moves';
import type { Pin, Sent } from '../pin/pin';
import type { PostList } from '../postbreeze/client';
import type { Result } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import { MINUTE, SECOND } from '../time';
import { settleError } from './after-failure';
import { problem, sentOf } from './apply-post';
import { checkpoint, type Step, update } from './step';

/** How far this browser's clock and Postbreeze's may be apart. */
const SKEW = MINUTE;
/** How long after its start a create call that timed out may still be carried out. */
const SETTLE_AFTER = 30 * SECOND;
/** How long we look for a post that is scheduled, or that may be among unreadable entries: lists can be minutes late. */
const LOOKS_END = 15 * MINUTE;
/** How often we create a draft again because the last one cannot be found. */
const BLIND_CREATES_MAX = 2;

/**
 * Finds out what became of a create call whose outcome is unknown. Answers the pin with its post if found, without one if
 * another may be created. Undefined: the pin is settled, to look again or ask the user.
 *
 * A list is no proof of absence. A draft is never published by itself, so after one look it is created again, twice at
 * most. For a scheduled post we keep looking and then ask the user: better a pin that may already be scheduled than two.
 */
export async function settleUnknown(step: Step, pin: Pin): Promise<Pin | undefined> {
  const { world } = step;
  const { sent, createStartedAt, isSurelyAbsent = false } = pin.done;
  if (!sent) return forget(step, pin);
  const startedAt = Math.min(createStartedAt ?? 0, world.now()); // the clock may have been set back
  const isScheduled = sent.scheduledFor !== null;
  const answer = await listPosts(step, isScheduled);
  // A key that may not list, or a list of another shape, must not hold up what is harmless: a draft.
  const isHopeless = !answer.ok && (answer.error.kind === 'refused' || answer.error.kind === 'malformed');
  const list: typeof answer = isHopeless && !isScheduled ? { ok: true, value: { posts: [], unread: 1 } } : answer;
  if (!list.ok) {
    await settleError(step, pin, list.error);
    return undefined;
  }
  const found = await findOurs(step, pin, list.value.posts, startedAt);
  if (found) return keep(step, pin, found);
  const gone = world.now() - startedAt;
  const isTelling = !isScheduled && list.value.unread === 0;
  const patience = isTelling || isSurelyAbsent ? SETTLE_AFTER : LOOKS_END;
  if (gone < patience) {
    const wait = Math.min(Math.max(SETTLE_AFTER, gone), patience - gone + SECOND);
    await lookAgain(step, pin, startedAt, gone < SETTLE_AFTER ? startedAt + SETTLE_AFTER : world.now() + wait);
    return undefined;
  }
  if (isScheduled && !isSurelyAbsent) return giveUpLooking(step, pin, 'OUTCOME_UNKNOWN');
  if ((pin.done.blindCreates ?? 0) >= BLIND_CREATES_MAX) return giveUpLooking(step, pin, 'CREATE_UNSEEN');
  return forget(step, pin);
}

/** All posts of the account's workspace. If a scheduled one must not be missed, those of every workspace too. */
async function listPosts({ client, account }: Step, isThorough: boolean): Promise<Result<PostList>> {
  const workspaceId = account?.workspaceId ?? '';
  const list = await client.listPosts(workspaceId);
  if (!list.ok || !isThorough || workspaceId === '') return list;
  const all = await client.listPosts('');
  // Some may list one workspace at a time only; what this one shows is then not all there is.
  if (!all.ok && all.error.kind === 'refused')
    return { ok: true, value: { ...list.value, unread: list.value.unread + 1 } };
  if (!all.ok) return all;
  const { posts, unread } = all.value;
  return { ok: true, value: { posts: [...list.value.posts, ...posts], unread: list.value.unread + unread } };
}

async function lookAgain(step: Step, pin: Pin, startedAt: number, at: number): Promise<void> {
  const now = step.world.now();
  await update(step, pin, (row) => {
    const lastError = row.lastError?.code === 'LOOKING' ? row.lastError : problem('LOOKING', now);
    const done = { ...row.done, createStartedAt: startedAt };
    return giveBack({ ...row, done, lastError }, now, { nextAttemptAt: at });
  });
}

/** We cannot find the post: ask the user. */
async function giveUpLooking(step: Step, pin: Pin, code: string): Promise<Pin | undefined> {
  const now = step.world.now();
  if (pin.state === 'failed') return pin; // asked already
  const isDraft = code === 'CREATE_UNSEEN';
  const done: Partial<Pin['done']> = isDraft ? { createStartedAt: null, sent: null, blindCreates: 0 } : {};
  await update(step, pin, (row) => refuse({ ...row, done: { ...row.done, ...done } }, problem(code, now), now));
  return undefined;
}

function forget(step: Step, pin: Pin): Promise<Pin | undefined> {
  return checkpoint(step, pin, ({ done, ...row }) => {
    const { isSurelyAbsent: _used, blindCreates = 0, ...others } = done;
    const free = { createStartedAt: null, sent: null, blindCreates: blindCreates + 1 };
    return { ...row, lastError: null, done: { ...others, ...free } };
  });
}

function keep(step: Step, pin: Pin, post: Post): Promise<Pin | undefined> {
  return checkpoint(step, pin, (row) => {
    const { sent } = row.done;
    // A scheduled post is read like any other; a draft still has to be scheduled.
    const said = sent && (post.status === 'DRAFT' ? { ...sent, scheduledFor: null } : sentOf(post, sent));
    return { ...row, lastError: null, done: { ...row.done, postId: post.id, sent: said, blindCreates: 0 } };
  });
}

async function findOurs(step: Step, pin: Pin, posts: readonly Post[], startedAt: number): Promise<Post | undefined> {
  const { sent, pastPostIds = [] } = pin.done;
  for (const post of sent ? findOurPosts(posts, sent, startedAt) : []) {
    if (pastPostIds.includes(post.id)) continue;
    const holder = await step.world.store.findPinOfPost(post.id);
    if (holder === undefined || holder === pin.id) return post;
  }
  return undefined;
}

/**
 * Posts made by the call that began at `startedAt`, oldest first: they have the ids of this pin's own uploads, its
 * account, the right moment, and were made by a program. A copy made in the dashboard has the same ids but comes later.
 * Without uploads nothing tells our post from another program's with the same text, so none is taken.
 */
export function findOurPosts(posts: readonly Post[], sent: Sent, startedAt: number): Post[] {
  const createdAt = (post: Post) => post.createdAt ?? startedAt;
  return posts.filter((post) => fits(post, sent, startedAt)).sort((a, b) => createdAt(a) - createdAt(b));
}

function fits(post: Post, sent: Sent, startedAt: number): boolean {
  const ids = new Set([
    ...post.media.map(({ mediaAssetId }) => mediaAssetId),
    ...post.targets.flatMap((target) => target.mediaIds),
  ]);
  return (
    sent.mediaIds.some((id) => ids.has(id)) &&
    post.createdViaApi !== false &&
    Math.abs((post.createdAt ?? startedAt) - startedAt) <= SETTLE_AFTER + SKEW &&
    post.targets.some(({ socialAccountId }) => socialAccountId === sent.accountId)
  );
}
