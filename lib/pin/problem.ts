import { type MessageKey, t } from '../words/t';
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
  POST_GONE_LATE: 'retry',
  ANOTHERS_POST: 'edit',
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
  // Finished posts may be cleared away: what is missing after its time may well be out.
  const isLate = problem.code === 'POST_GONE' && pin?.publishAt != null && (pin.lastError?.at ?? 0) > pin.publishAt;
  const code = isLate ? 'POST_GONE_LATE' : findCode(problem);
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

/** What a picture's problem offers, in order; see `MendOffer`. */
type Remedy = 'ask-permission' | 'take-from-screen' | 'read-again';

/** Every code of `slide.problem` but the `HTTP_…` ones, with what may help. Words: `pictures.<code>`. */
const REMEDIES = {
  EMPTY: ['read-again'],
  WEB_PAGE: ['take-from-screen'],
  NOT_AN_IMAGE: ['take-from-screen'],
  UNSUPPORTED: ['take-from-screen'],
  TRUNCATED: ['read-again', 'take-from-screen'],
  DAMAGED: ['read-again', 'take-from-screen'],
  TOO_LARGE: ['take-from-screen'],
  BOMB: ['take-from-screen'],
  TIMEOUT: ['read-again', 'take-from-screen'],
  BLOCKED: ['take-from-screen'],
  UNREADABLE: ['read-again', 'take-from-screen'],
  NEEDS_PERMISSION: ['ask-permission', 'take-from-screen'],
  PAGE_NEEDED: [],
  NEEDS_DRAWING: ['read-again'],
  NOT_SHOWN: ['ask-permission', 'take-from-screen'],
  TOO_HEAVY: [],
  STOPPED: ['read-again'],
  IMAGE_NOT_READ: ['read-again'],
  STORE_FULL: ['read-again'],
} as const satisfies Record<string, readonly Remedy[]>;

type KnownPictureCode = keyof typeof REMEDIES;

/** Why a picture could not be read: also `HTTP_` and the status its host answered with. */
export type PictureProblemCode = KnownPictureCode | `HTTP_${number}`;

/** Words and remedies for a slide's problem; unknown codes get words that are always true. */
export function explainPicture(code: string): { words: string; remedies: readonly Remedy[] } {
  if (isKnown(code)) return { words: t(`pictures.${code}` satisfies MessageKey), remedies: REMEDIES[code] };
  const status = Number(/^HTTP_(\d{3})$/.exec(code)?.[1]);
  if (!status) return { words: t('pictures.unknown'), remedies: ['read-again'] };
  if (status === 404 || status === 410) return { words: t('pictures.gone'), remedies: ['take-from-screen'] };
  if (status === 401 || status === 403)
    return { words: t('pictures.ownPageOnly'), remedies: ['take-from-screen', 'ask-permission'] };
  // Spelt out, since a status is no quantity: 1,020 would be wrong.
  return { words: t('pictures.hostError', { status: String(status) }), remedies: ['read-again', 'take-from-screen'] };
}

function isKnown(code: string): code is KnownPictureCode {
  return Object.hasOwn(REMEDIES, code);
}
