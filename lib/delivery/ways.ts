import type { ApiError } from '../postbreeze/result';
import type { Scheduling, Way } from '../store/engine-memory';

/**
 * How a draft is scheduled is not documented for certain ("Posts" page: PATCH takes a time, `/schedule` takes one without naming
 * the field, create is the only way that is spelt out). So these are tried in turn, each judged by the post, not by hope.
 */
const LADDER: Way[] = ['patch', 'schedule:scheduledFor', 'schedule:scheduledAt'];

const TIME_LIKE = /[Tt]ime|[Dd]ate|[Ss]chedul|[Pp]ublish|^when$|(?:^|_)(?:at|for|on)$|[a-z](?:At|For|On)$/;
const NAMES_TRIED_MAX = 3;

/** What was tried for one pin in one go. */
export interface Tried {
  /** Why each did not schedule; null: it was taken, and the post is still a draft. */
  failures: Map<Way, ApiError | null>;
  /** Field names that a refusal mentioned. */
  names: string[];
}

/** The ways still to try for a pin, in order: what worked before, what has not failed before, the rest; creating with a time last. */
export function listWays({ way, failed }: Scheduling, { failures, names }: Tried): Way[] {
  const named = names
    .filter((name) => TIME_LIKE.test(name))
    .slice(0, NAMES_TRIED_MAX)
    .map((name): Way => `schedule:${name}`);
  const all: Way[] = [...LADDER, ...named, 'create'];
  const isLikely = (one: Way) => failed[one] === undefined;
  const ordered = [...(way ? [way] : []), ...all.filter(isLikely), ...all.filter((one) => !isLikely(one))];
  return [...new Set(ordered)].filter((one) => !failures.has(one));
}

/** What did not work beside one that did, by code. */
export function listFailed({ failures }: Tried): Record<string, string> {
  return Object.fromEntries([...failures].map(([way, error]) => [way, error?.code ?? 'NOT_SCHEDULED']));
}

/** The name of the one field in the body of a draft's own schedule call. */
export function fieldOf(way: Way): string {
  return way.slice('schedule:'.length);
}
