import { CHANGE_REFUSED, type Pin, type Problem } from './pin';

export { CHANGE_REFUSED };

/** What the one button beside a problem does. */
export type ProblemAction = 'edit' | 'retry' | 'options' | 'dashboard' | 'none';

/** A problem in the user's words. */
export interface Explanation {
  /** What happened: a sentence. */
  title: string;
  /** What to do: a sentence; '' when nothing has to be done. */
  fix: string;
  action: ProblemAction;
}

const entry = (title: string, fix: string, action: ProblemAction): Explanation => ({ title, fix, action });

const ITSELF = 'You need do nothing: it is tried again by itself.';

/**
 * All codes with their meaning and fix. The first group is Postbreeze's ("Errors" and "Pinterest" pages of its documentation),
 * the second ours.
 */
export const PROBLEMS: Record<string, Explanation> = {
  PIN_BOARD_REQUIRED: entry('The pin has no board.', 'Choose a board.', 'edit'),
  PIN_BOARD_NOT_FOUND: entry('This Pinterest account has no such board.', 'Choose another board.', 'edit'),
  PIN_CAROUSEL_SIZE: entry('A carousel takes 2 to 5 slides.', 'Take slides away, or add one.', 'edit'),
  PIN_MIXED_ASPECT: entry('The slides differ in shape.', 'Make all of them 1:1 or all of them 2:3.', 'edit'),
  PIN_VIDEO_NOT_SUPPORTED: entry('There is a video among the slides.', 'Take it away.', 'edit'),
  PIN_LINK_INVALID: entry('The link leads nowhere.', 'Open the link in a private window and correct it.', 'edit'),
  PIN_RATE_LIMITED: entry(
    'Pinterest takes no more pins from this account for a while.',
    'You need do nothing: Postbreeze tries again by itself.',
    'none',
  ),
  PLAN_LIMIT_POSTS: entry(
    'Your Postbreeze plan is used up for this month.',
    'Upgrade the plan, or wait for the next month; then try again.',
    'dashboard',
  ),
  STORAGE_LIMIT: entry(
    'Your storage at Postbreeze is full.',
    'Free some space at Postbreeze, then try again.',
    'dashboard',
  ),
  MUST_SPECIFY_EXACTLY_ONE: entry(
    'Postbreeze did not understand this browser’s request.',
    'Update Pinbreeze, then try again.',
    'retry',
  ),

  NETWORK: entry('Postbreeze could not be reached.', 'Check your connection; it is tried again by itself.', 'none'),
  TIMEOUT: entry('Postbreeze did not answer in time.', ITSELF, 'none'),
  SERVER: entry('Postbreeze has trouble.', ITSELF, 'none'),
  MALFORMED: entry('Postbreeze gave an answer that makes no sense.', ITSELF, 'none'),
  RATE_LIMITED: entry('Postbreeze takes no more calls for a moment.', ITSELF, 'none'),
  GAVE_UP: entry(
    'It was tried many times without success.',
    'Try again now, or look at Postbreeze’s status first.',
    'retry',
  ),
  REFUSED: entry('Postbreeze refused the pin.', 'Read its reason, change the pin, and try again.', 'edit'),
  FORBIDDEN: entry(
    'Your key may not do this at Postbreeze.',
    'Check the key’s role, plan and workspaces.',
    'dashboard',
  ),
  NOT_PUBLISHED: entry(
    'Pinterest did not publish the pin.',
    'Read the reason, change the pin if need be, and try again.',
    'retry',
  ),
  OUTCOME_UNKNOWN: entry(
    'It may already be scheduled.',
    'Look at Postbreeze: if it is there, say so; if not, schedule it again.',
    'dashboard',
  ),
  POST_GONE: entry(
    'It was deleted at Postbreeze.',
    'Schedule it again, unless it was deleted there without being canceled: then it may still be published.',
    'retry',
  ),
  CANCELED_ELSEWHERE: entry('It was canceled at Postbreeze.', 'Schedule it again if you want it.', 'none'),
  UNSCHEDULED_ELSEWHERE: entry(
    'It was made a draft at Postbreeze.',
    'Schedule it again by trying again, or remove it.',
    'retry',
  ),
  NOT_SCHEDULED: entry('Postbreeze took the pin but did not schedule it.', ITSELF, 'none'),
  CHANGED_ELSEWHERE: entry('It was changed at Postbreeze.', '', 'none'),
  ALREADY_PUBLISHED: entry(
    'It was published before your change reached it.',
    'Pinterest lets nothing be changed any more.',
    'none',
  ),
  NEEDS_APPROVAL: entry('It waits for approval at Postbreeze.', 'Approve it in the dashboard.', 'dashboard'),
  IMAGE_GONE: entry('A picture is no longer in this browser.', 'Choose the picture again.', 'edit'),
  IMAGE_UNREADABLE: entry('A picture cannot be sent.', 'Mend it, or choose another.', 'edit'),
  ACCOUNT_NOT_FOUND: entry(
    'This Pinterest account is no longer connected to Postbreeze.',
    'Choose another account, or connect it again.',
    'edit',
  ),
  ACCOUNT_NOT_ACTIVE: entry(
    'The Pinterest account must be connected anew.',
    'Reconnect it in the Postbreeze dashboard, then try again.',
    'dashboard',
  ),
  MEDIA_NOT_FOUND: entry('Postbreeze no longer has a picture of this pin.', 'Try again: it is uploaded anew.', 'retry'),
  UPLOAD_REFUSED: entry('Postbreeze’s storage refused a picture.', 'You need do nothing: it is uploaded anew.', 'none'),
  IMPORTED_LATE: entry(
    'Its time had passed when it was imported.',
    'It may have gone out from where it was exported: look there before you send it from here.',
    'none',
  ),
  IMPORTED_ELSEWHERE: entry(
    'It comes from another browser, which may have sent it or may still do so.',
    'So that it does not go out twice: remove it here, or remove it there and schedule it here.',
    'none',
  ),
  IMPORTED_SINCE: entry(
    'It was to leave right away when it was exported, and may have done so since.',
    'Look at Postbreeze first. If it is not there, schedule it here; else remove it.',
    'none',
  ),
  IMPORTED_CHANGE: entry(
    'A change of it was on its way when it was exported from another browser.',
    'Postbreeze may hold it as it was. Edit or reschedule it here to be sure; what you say last holds.',
    'edit',
  ),
  INCOMPLETE: entry('The pin lacks a board, an account or a time.', 'Complete it.', 'edit'),
  KEY_MISSING: entry('No Postbreeze key yet.', 'Enter it in the options.', 'options'),
  KEY_REJECTED: entry('Postbreeze does not accept the key.', 'Enter a valid key in the options.', 'options'),
  ACCOUNT_EXPIRED: entry(
    'The Pinterest account must be connected anew.',
    'Reconnect it in the Postbreeze dashboard.',
    'dashboard',
  ),
  INTERNAL: entry('Something in Pinbreeze went wrong.', ITSELF, 'none'),
  STORE_FULL: entry('The disk is full.', 'Free some space; nothing more can be saved until then.', 'none'),
};

/** Meaning and fix of a problem by its code; codes we do not know fall back on their status, then on Postbreeze's own words. */
export function explain(problem: Pick<Problem, 'code' | 'statusCode' | 'message'>, pin?: Pin): Explanation {
  const refusedChange = problem.code.startsWith(CHANGE_REFUSED) ? problem.code.slice(CHANGE_REFUSED.length) : undefined;
  if (refusedChange !== undefined) {
    const inner = explain({ ...problem, code: refusedChange });
    if (refusedChange === 'IMPORTED_CHANGE') return inner;
    return {
      ...inner,
      title: `Postbreeze still holds it as it was and did not take the change. ${inner.title}`,
      action: 'edit',
    };
  }
  const known = PROBLEMS[problem.code] ?? findByPrefix(problem.code) ?? findByStatus(problem.statusCode);
  if (known)
    return pin?.state === 'failed' && known.action === 'none'
      ? { ...known, fix: 'Try again.', action: 'retry' }
      : known;
  return entry(problem.message || 'Something went wrong.', 'Try again.', 'retry');
}

/** `STORAGE_LIMIT…` is documented with its beginning only. */
function findByPrefix(code: string): Explanation | undefined {
  return code.startsWith('STORAGE_LIMIT') ? PROBLEMS.STORAGE_LIMIT : undefined;
}

function findByStatus(status: number | null): Explanation | undefined {
  if (status === null) return undefined;
  if (status >= 500) return PROBLEMS.SERVER;
  return BY_STATUS[status];
}

const BY_STATUS: Record<number, Explanation | undefined> = {
  401: PROBLEMS.KEY_REJECTED,
  403: PROBLEMS.FORBIDDEN,
  404: PROBLEMS.REFUSED,
  429: PROBLEMS.RATE_LIMITED,
  400: PROBLEMS.REFUSED,
  409: PROBLEMS.REFUSED,
  422: PROBLEMS.REFUSED,
};
