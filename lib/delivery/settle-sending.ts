import type { Pin } from '../pin/pin';
import { type ApiError, failed } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import type { Way } from '../store/engine-memory';
import { settleError } from './after-failure';
import { applyPost, sentOf } from './apply-post';
import { isAboutThePin, pauseIfInactive } from './pausing';
import { saysWhatWasSent } from './post-body';
import { checkpoint, type Step, update } from './step';
import { listFailed, type Tried } from './ways';

/** How a call that was to schedule a pin ended, judged by what it or the post itself said. */

/** This way did not schedule the pin, which is known for certain: the next may. `error` null: it was taken, without effect. */
export async function noteFailure(
  step: Step,
  pin: Pin,
  way: Way,
  error: ApiError | null,
  tried: Tried,
  change: (pin: Pin) => Pin,
): Promise<Pin | undefined> {
  tried.failures.set(way, error);
  if (way.startsWith('schedule:')) tried.names.push(...(error?.fields ?? []));
  await step.world.store.forgetWay(way);
  return checkpoint(step, pin, change);
}

/** No way is left. What was refused says why; the draft, if there is one, is kept. */
export async function giveUpWays(step: Step, pin: Pin, { failures }: Tried): Promise<undefined> {
  const refusal = [...failures.values()].findLast((error) => error !== null);
  return settleRefusal(step, pin, refusal ?? failed('refused', 'NOT_SCHEDULED', 'The post is still a draft.').error);
}

/** The pin is refused, or its account cannot publish. */
export async function settleRefusal(step: Step, pin: Pin, error: ApiError): Promise<undefined> {
  if (await pauseIfInactive(step, pin, error, knownUnscheduled)) return undefined;
  const change = (row: Pin) => dropUnknownUploads(knownUnscheduled(row), error.code);
  await settleError(step, pin, error, { change });
  return undefined;
}

/** Postbreeze holds the pin. What the user changed while the calls were under way goes after it. */
export async function settleScheduled(
  step: Step,
  pin: Pin,
  post: Post,
  by?: { way: Way; tried: Tried },
): Promise<undefined> {
  const now = step.world.now();
  if (by) await step.world.store.noteWay(by.way, listFailed(by.tried), now);
  const said = pin.done.sent;
  await update(step, pin, (row) => {
    const sent = said && sentOf(post, said);
    const settled = applyPost({ ...row, lastError: null, done: { ...row.done, sent } }, post, now);
    const isChanged =
      settled.state === 'handed-over' && settled.request === null && said && !saysWhatWasSent(row, said);
    return isChanged ? { ...settled, request: 'update', nextAttemptAt: null } : settled;
  });
  return undefined;
}

/** Uploads that Postbreeze does not know (any more) are made anew when the pin is tried again. */
export function dropUnknownUploads(pin: Pin, code: string): Pin {
  return code.startsWith('MEDIA_') ? { ...pin, done: { ...pin.done, media: {} } } : pin;
}

/** A refusal that another way of asking does not change: it names the pin, or what the key may do. */
export function isFinal(error: ApiError): boolean {
  return isAboutThePin(error) || error.statusCode === 403;
}

/** Whether an answer says enough to judge by it. */
export function isTold({ status }: Post): boolean {
  return status !== '';
}

/** Whether the post is past being a draft. */
export function isScheduled({ status, scheduledAt }: Post): boolean {
  return status === '' ? scheduledAt !== null : status !== 'DRAFT';
}

/** The post was seen as a draft: no call of ours has scheduled it. */
export function knownUnscheduled(pin: Pin): Pin {
  return { ...pin, done: { ...pin.done, sent: pin.done.sent && { ...pin.done.sent, scheduledFor: null } } };
}

/** The create call was refused. */
export function nothingCreated(pin: Pin): Pin {
  return { ...pin, done: { ...pin.done, createStartedAt: null, sent: null } };
}
