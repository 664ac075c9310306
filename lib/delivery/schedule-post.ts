import type { Pin } from '../pin/pin';
import { type ApiError, failed } from '../postbreeze/result';
import type { Post, PostBody } from '../postbreeze/wire';
import { pauseIfInactive } from './account-check';
import { applyPost, sentOf } from './apply-post';
import { saysTheSame } from './post-body';
import { settleLook } from './read-post';
import { dropUnknownUploads } from './send';
import { LEAVES_WITHIN, settleError, tryAgain, update, type Work } from './work';

/** Gives the pin's draft, just written down, its content and its time. May be repeated; from then on Postbreeze holds the pin. */
export async function schedulePost(work: Work, pin: Pin, postId: string, body: PostBody): Promise<void> {
  const answer = await work.client.updatePost(postId, body, pin.updatedAt + LEAVES_WITHIN);
  if (!answer.ok) {
    if (answer.error.kind === 'refused') return settleRefusal(work, pin, postId, answer.error);
    return settleError(work, pin, answer.error);
  }
  if (answer.value.status !== 'DRAFT') return settleScheduled(work, pin, answer.value);
  const { error } = failed('server', 'NOT_SCHEDULED', 'The post is still a draft.');
  return settleError(work, pin, error, { change: knownUnscheduled });
}

/** What the user changed while the call was under way goes after it. */
async function settleScheduled(work: Work, pin: Pin, post: Post): Promise<void> {
  const now = work.world.now();
  const said = pin.done.sent;
  await update(work, pin, (row) => {
    const sent = said && sentOf(post, said);
    const settled = applyPost({ ...row, lastError: null, done: { ...row.done, sent } }, post, now);
    const isChanged = settled.state === 'handed-over' && settled.request === null && !saysTheSame(row, pin);
    return isChanged ? { ...settled, request: 'update', nextAttemptAt: null } : settled;
  });
}

/** The post itself tells: gone, a draft that is refused, or scheduled by an earlier call whose answer never came. */
async function settleRefusal(work: Work, pin: Pin, postId: string, error: ApiError): Promise<void> {
  const seen = await work.client.getPost(postId);
  if (!seen.ok) return tryAgain(work, pin, seen.error);
  const post = seen.value;
  const now = work.world.now();
  if (!post) {
    await settleLook(work, pin, null);
  } else if (post.status !== 'DRAFT') {
    await update(work, pin, (row) => applyPost(row, post, now));
  } else if (isPast(work, pin, error)) {
    await settleError(work, pin, { ...error, kind: 'server', retryAfterMs: null }, { change: knownUnscheduled });
  } else if (!(await pauseIfInactive(work, pin, error, knownUnscheduled))) {
    await settleError(work, pin, error, { change: (row) => dropUnknownUploads(knownUnscheduled(row), error.code) });
  }
}

/** Whether its time was past by the time it arrived: this worker was suspended, or the clocks differ. Then it is sent anew. */
function isPast({ world, clock }: Work, { done }: Pin, { serverAt }: ApiError): boolean {
  if (serverAt !== null) clock.ahead = serverAt - world.now();
  return done.sent?.scheduledFor != null && done.sent.scheduledFor <= (serverAt ?? world.now());
}

/** The post was seen as a draft: no call of ours has scheduled it. */
function knownUnscheduled(pin: Pin): Pin {
  return { ...pin, done: { ...pin.done, sent: pin.done.sent && { ...pin.done.sent, scheduledFor: null } } };
}
