import type { Pin } from '../pin/pin';
import { type ApiError, failed } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import type { Scheduling, Way } from '../store/engine-memory';
import { settleError } from './after-failure';
import { applyPost, sentOf } from './apply-post';
import { isAboutThePin, pauseIfInactive } from './pausing';
import { saysWhatWasSent } from './post-body';
import { checkpoint, type Step, update } from './step';

/**
 * How a draft is scheduled is not documented for certain ("Posts" page: PATCH takes a time, `/schedule` takes one without naming
 * the field, create is the only way that is spelt out). So these are tried in turn, each judged by the post.
 */
const LADDER: Way[] = ['patch', 'schedule:scheduledFor', 'schedule:scheduledAt'];

const TIME_LIKE = /[Tt]ime|[Dd]ate|[Ss]chedul|[Pp]ublish|^when$|(?:^|_)(?:at|for|on)$|[a-z](?:At|For|On)$/;
const NAMES_TRIED_MAX = 3;
const NOT_SCHEDULED = 'NOT_SCHEDULED';

/** What was tried for one pin in one step. */
export interface Tried {
  /** Why each did not schedule; null: it was taken, and the post is still a draft. */
  failures: Map<Way, ApiError | null>;
  /** Field names that a refusal mentioned. */
  names: string[];
}

/** The ways still to try for a pin, in order: what worked before, what has not failed, the rest; creating with a time last. */
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

/** What did not work beside one that did, by code. */
function listFailed({ failures }: Tried): Record<string, string> {
  return Object.fromEntries([...failures].map(([way, error]) => [way, codeOf(error)]));
}

const codeOf = (error: ApiError | null) => error?.code ?? NOT_SCHEDULED;

/** The name of the one field in the body of a draft's own schedule call. */
export function fieldOf(way: Way): string {
  return way.slice('schedule:'.length);
}

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
  // Noted at once: should the next call be lost, the attempt after that need not begin with what was refused.
  await step.world.store.noteFailedWay(way, codeOf(error));
  return checkpoint(step, pin, change);
}

/** No way is left. What was refused says why; the draft, if there is one, is kept. */
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

/** Uploads that Postbreeze does not know are repeated at the next try. */
export function dropUnknownUploads(pin: Pin, code: string): Pin {
  return code.startsWith('MEDIA_') ? { ...pin, done: { ...pin.done, media: {} } } : pin;
}

/** A refusal that another way of asking does not change: it names the pin, or what the key may do. */
export function isFinal(error: ApiError): boolean {
  return isAboutThePin(error) || error.statusCode === 403;
}

/** Whether an answer says enough to judge the post by. */
export function hasStatus({ status }: Post): boolean {
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
