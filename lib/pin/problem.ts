import { t } from '../words/t';
import { CHANGE_REFUSED, type Pin, type Problem } from './pin';

export { CHANGE_REFUSED };

/** What the one button beside a problem does. */
export type ProblemAction = 'edit' | 'retry' | 'options' | 'dashboard' | 'allow-host' | 'none';

/** A problem in the user's words. */
export interface Explanation {
  /** What happened: a sentence. */
  title: string;
  /** What to do: a sentence. */
  fix: string;
  action: ProblemAction;
}

/**
 * What the button does, by code; the words are in `lib/words/en/problems.ts`. The first group is Postbreeze's ("Errors" and
 * "Pinterest" pages of its documentation), the second ours.
 */
const ACTIONS = {
  PIN_BOARD_REQUIRED: 'edit',
  PIN_BOARD_NOT_FOUND: 'edit',
  PIN_CAROUSEL_SIZE: 'edit',
  PIN_MIXED_ASPECT: 'edit',
  PIN_VIDEO_NOT_SUPPORTED: 'edit',
  PIN_LINK_INVALID: 'edit',
  PIN_RATE_LIMITED: 'none',
  PLAN_LIMIT_POSTS: 'dashboard',
  STORAGE_LIMIT: 'dashboard',
  MUST_SPECIFY_EXACTLY_ONE: 'retry',
  NETWORK: 'none',
  TIMEOUT: 'none',
  SERVER: 'none',
  MALFORMED: 'none',
  RATE_LIMITED: 'none',
  GAVE_UP: 'retry',
  REFUSED: 'edit',
  FORBIDDEN: 'dashboard',
  NOT_PUBLISHED: 'retry',
  OUTCOME_UNKNOWN: 'dashboard',
  POST_GONE: 'retry',
  CANCELED_ELSEWHERE: 'none',
  UNSCHEDULED_ELSEWHERE: 'retry',
  NOT_SCHEDULED: 'none',
  CHANGED_ELSEWHERE: 'none',
  ALREADY_PUBLISHED: 'none',
  NEEDS_APPROVAL: 'dashboard',
  IMAGE_GONE: 'edit',
  IMAGE_UNREADABLE: 'edit',
  ACCOUNT_NOT_FOUND: 'edit',
  ACCOUNT_NOT_ACTIVE: 'dashboard',
  MEDIA_NOT_FOUND: 'retry',
  UPLOAD_REFUSED: 'none',
  IMPORTED_LATE: 'none',
  IMPORTED_ELSEWHERE: 'none',
  IMPORTED_SINCE: 'none',
  IMPORTED_CHANGE: 'edit',
  INCOMPLETE: 'edit',
  KEY_MISSING: 'options',
  KEY_REJECTED: 'options',
  ACCOUNT_EXPIRED: 'dashboard',
  INTERNAL: 'none',
  STORE_FULL: 'none',
  CREATE_UNSEEN: 'retry',
  LOOKING: 'none',
  UPLOAD_HOST: 'allow-host',
  UPLOAD_UNREACHABLE: 'none',
  OVERDUE: 'none',
  ACCOUNT_NOT_REACHED: 'options',
  STORE_BROKEN: 'none',
  NEWER_DATABASE: 'none',
  IMPORTED_AGAIN: 'none',
  IMPORTED_PUBLISHED: 'none',
  IMPORTED_REMOVED: 'none',
} as const satisfies Record<string, ProblemAction>;

type KnownCode = keyof typeof ACTIONS;

/** Meaning and fix of a problem by its code; codes we do not know fall back on their status, then on Postbreeze's own words. */
export function explain(problem: Pick<Problem, 'code' | 'statusCode' | 'message'>, pin?: Pin): Explanation {
  if (problem.code.startsWith(CHANGE_REFUSED)) {
    const code = problem.code.slice(CHANGE_REFUSED.length);
    const inner = explain({ ...problem, code });
    if (code === 'IMPORTED_CHANGE') return inner;
    return { ...inner, title: t('problems.changeRefused', { reason: inner.title }), action: 'edit' };
  }
  const code = findCode(problem);
  if (!code) return { title: problem.message || t('problems.unknown'), fix: t('problems.tryAgain'), action: 'retry' };
  const title = t(`problems.${code}`);
  return pin?.state === 'failed' && ACTIONS[code] === 'none'
    ? { title, fix: t('problems.tryAgain'), action: 'retry' }
    : { title, fix: t(`problems.${code}.fix`), action: ACTIONS[code] };
}

/** The code under which a problem is explained. `STORAGE_LIMIT…` is documented with its beginning only. */
function findCode({ code, statusCode }: Pick<Problem, 'code' | 'statusCode'>): KnownCode | undefined {
  if (Object.hasOwn(ACTIONS, code)) return code as KnownCode;
  if (code.startsWith('STORAGE_LIMIT')) return 'STORAGE_LIMIT';
  if (statusCode === null) return undefined;
  return statusCode >= 500 ? 'SERVER' : BY_STATUS.get(statusCode);
}

const BY_STATUS = new Map<number, KnownCode>([
  [401, 'KEY_REJECTED'],
  [403, 'FORBIDDEN'],
  [404, 'REFUSED'],
  [429, 'RATE_LIMITED'],
  [400, 'REFUSED'],
  [409, 'REFUSED'],
  [422, 'REFUSED'],
]);
