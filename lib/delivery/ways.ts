import type { Pin } from '../pin/pin';
import { type ApiError, failed } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import type { Scheduling, Way } from '../store/engine-memory';
import { isAboutThePin, pauseIfInactive, settleError } from './after-failure';
import { applyPost, baseOf } from './apply-post';
import { saysWhatWasSent } from './post-body';
import { checkpoint, type Step, update } from './step';

/**
 * The documentation does not settle how to schedule a draft ("Posts" page: PATCH takes a time, `/schedule` takes one in a
 * field it does not name, only create is spelt out). So we try these in turn and judge each by the post.
 */
const LADDER: Way[] = ['patch', 'schedule:scheduledFor', 'schedule:scheduledAt'];

const TIME_LIKE = /[Tt]ime|[Dd]ate|[Ss]chedul|[Pp]ublish|^when$|(?:^|_)(?:at|for|on)$|[a-z](?:At|For|On)$/;
const NAMES_TRIED_MAX = 3;
const NOT_SCHEDULED = 'NOT_SCHEDULED';

/** What one attempt has tried for one pin. */
export interface Tried {
  /** Why each failed; null: the call was accepted, but the post is still a draft. */
  failures: Map<Way, ApiError | null>;
  /** Field names that refusals mentioned. */
  names: string[];
}

/**
 * The ways left to try for a pin: first what worked last, then what has not failed, then the rest; creating with a time
 * comes last.
 */
export function listWays({ way, failed }: Scheduling, { failures, names }: Tried): Way[] {
  const named = names
    .filter((name) => TIME_LIKE.test(name))
    .slice(0, NAMES_TRIED_MAX)
    .map((name): Way => `schedule:${name}`);
  const all: Way[] = [...LADDER, ...named];
  const isLikely = (one: Way) => failed[one] === undefined;
  const ordered: Way[] = [
    ...(way ? [way] : []),
    ...all.filter(isLikely),
    ...all.filter((one) => !isLikely(one)),
    'create',
  ];
  return [...new Set(ordered)].filter((one) => !failures.has(one));
}

/** What failed before one that worked, by code. */
function listFailed({ failures }: Tried): Record<string, string> {
  return Object.fromEntries([...failures].map(([way, error]) => [way, codeOf(error)]));
}

const codeOf = (error: ApiError | null) => error?.code ?? NOT_SCHEDULED;

/** The one field in the body of a draft's `/schedule` call. */
export function fieldOf(way: Way): string {
  return way.slice('schedule:'.length);
}

/** This way certainly did not schedule the pin; the next may. `error` null: the call was accepted, without effect. */
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
  // Noted at once: if the next call is lost, the next attempt need not start with what was refused.
  await step.world.store.noteFailedWay(way, codeOf(error));
  return checkpoint(step, pin, change);
}

/** No way is left: the last refusal says why. A draft is kept. */
export async function giveUpWays(step: Step, pin: Pin, { failures }: Tried): Promise<undefined> {
  const refusal = [...failures.values()].findLast((error) => error !== null);
  return settleRefusal(step, pin, refusal ?? failed('refused', NOT_SCHEDULED, 'The post is still a draft.').error);
}

/** The pin is refused, or its account cannot publish. */
export async function settleRefusal(step: Step, pin: Pin, error: ApiError): Promise<undefined> {
  if (await pauseIfInactive(step, pin, error, knownUnscheduled)) return undefined;
  const change = (row: Pin) => dropUnknownUploads(knownUnscheduled(row), error.code);
  await settleError(step, pin, error, { change });
  return undefined;
}

/** Postbreeze holds the pin now. If the user has changed it since the call, an update follows. */
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
    const sent = said && baseOf(post, said);
    const settled = applyPost({ ...row, lastError: null, done: { ...row.done, sent } }, post, now);
    const isChanged =
      settled.state === 'handed-over' && settled.request === null && said && !saysWhatWasSent(row, said);
    return isChanged ? { ...settled, request: 'update', nextAttemptAt: null } : settled;
  });
  return undefined;
}

/** Uploads that Postbreeze does not know are made again at the next attempt. */
export function dropUnknownUploads(pin: Pin, code: string): Pin {
  return code.startsWith('MEDIA_') ? { ...pin, done: { ...pin.done, media: {} } } : pin;
}

/** A refusal that no other way avoids: it names the pin, or what the key may do. */
export function isFinal(error: ApiError): boolean {
  return isAboutThePin(error) || error.statusCode === 403;
}

export function hasStatus({ status }: Post): boolean {
  return status !== '';
}

export function isScheduled({ status, scheduledAt }: Post): boolean {
  return status === '' ? scheduledAt !== null : status !== 'DRAFT';
}

/** We saw a draft, so no call of ours has scheduled it. */
export function knownUnscheduled(pin: Pin): Pin {
  return { ...pin, done: { ...pin.done, sent: pin.done.sent && { ...pin.done.sent, scheduledFor: null } } };
}

export function nothingCreated(pin: Pin): Pin {
  return { ...pin, done: { ...pin.done, createStartedAt: null, sent: null } };
}
