import { t } from '../words/t';
import {
  hasUnknownCreate,
  isFromElsewhere,
  isPostGone,
  isUnsettled,
  type Pin,
  type PinState,
  type Problem,
  type Request,
} from './pin';

export { isPostGone, isUnsettled };

/**
 * Every legal move and where it leads. Whatever is not here is refused with `IllegalMove`.
 *
 * ```
 *           schedule            claim             handOver             publish
 *  draft ─────────────▶ queued ─────────▶ sending ─────────▶ handed-over ─────────▶ published
 *    ▲ ◀───────────────  ▲ ▲ ◀─────────────  │  └─ refuse ─▶ failed ◀── refuse ──────┘ │
 *    │     unschedule    │ │ giveBack        │                │ ▲  retryPost           │
 *    │                   │ └─────────────────┼── retry ───────┘ └─────────────────────▶│
 *    └───────────────────┼───────────────────┼── unschedule (failed, canceled)         │
 *                        └── scheduleAgain ──┴── canceled ◀── cancel (at Postbreeze) ──┘
 *  draft ◀── takeBack ── queued, sending, handed-over, failed
 * ```
 */
export const LEGAL_MOVES = {
  draft: { schedule: 'queued' },
  queued: { unschedule: 'draft', takeBack: 'draft', claim: 'sending', cancel: 'canceled', refuse: 'failed' },
  sending: { giveBack: 'queued', handOver: 'handed-over', refuse: 'failed', cancel: 'canceled', takeBack: 'draft' },
  'handed-over': {
    publish: 'published',
    refuse: 'failed',
    cancel: 'canceled',
    scheduleAgain: 'queued',
    takeBack: 'draft',
  },
  published: {},
  failed: {
    retry: 'queued',
    retryPost: 'handed-over',
    adopt: 'handed-over',
    scheduleAgain: 'queued',
    unschedule: 'draft',
    takeBack: 'draft',
    cancel: 'canceled',
    publish: 'published',
  },
  canceled: { scheduleAgain: 'queued', unschedule: 'draft' },
} as const satisfies Record<PinState, Partial<Record<string, PinState>>>;

type Moves = { [S in PinState]: keyof (typeof LEGAL_MOVES)[S] }[PinState];
/** The name of a move of `LEGAL_MOVES`. */
export type Move = Extract<Moves, string>;
export const MOVES = [...new Set(Object.values(LEGAL_MOVES).flatMap((moves) => Object.keys(moves)))] as Move[];

/** A move that the pin's state does not allow, or for which the pin lacks something (no time, no account…). */
export class IllegalMove extends Error {
  override name = 'IllegalMove';
}

/** Where a move leads from a state; undefined when it is not legal. */
export function findTarget(state: PinState, move: Move): PinState | undefined {
  return (LEGAL_MOVES[state] as Partial<Record<Move, PinState>>)[move];
}

/** Makes a move: the pin in its new state with `change` applied. Throws `IllegalMove`. */
export function makeMove(pin: Pin, move: Move, now: number, change: Partial<Pin> = {}): Pin {
  const state = findTarget(pin.state, move);
  if (!state) throw new IllegalMove(t('general.refused.move'));
  return { ...pin, ...change, state, updatedAt: now };
}

const NO_LEASE = { leaseId: null, leaseUntil: null } as const;
const FRESH = { attempts: 0, nextAttemptAt: null, lastError: null, held: false } as const;
const NO_POST = {
  postId: null,
  createStartedAt: null,
  sent: null,
  handedOverAt: null,
  blindCreates: 0,
  draftSays: '',
} as const;

/** The user schedules a draft. `when: 'now'` takes `now` as its time. Throws when account, board, slides or time are missing. */
export function schedule(pin: Pin, now: number): Pin {
  const publishAt = pin.when === 'now' ? now : pin.publishAt;
  if (publishAt === null) throw new IllegalMove(t('general.refused.noTime'));
  if (!pin.accountId || !pin.board) throw new IllegalMove(t('general.refused.noBoard'));
  if (pin.slides.length === 0) throw new IllegalMove(t('general.refused.noPicture'));
  return makeMove(pin, 'schedule', now, { ...FRESH, publishAt });
}

/**
 * Back to a draft: a pin that Postbreeze does not hold. Its uploads are kept, and a draft of it at Postbreeze is used again;
 * what was known of any other post is forgotten.
 */
export function unschedule(pin: Pin, now: number): Pin {
  const isGone = isPostGone(pin);
  if (isUnsettled(pin) && !isGone) throw new IllegalMove(t('general.refused.unknown'));
  const free = pin.done.handedOverAt === null && !isGone ? pin : forgetPost(pin);
  return makeMove(free, 'unschedule', now, { ...FRESH, request: null, post: null });
}

/** The engine takes the pin for itself until `leaseUntil`. A pin that Postbreeze holds keeps its state. */
export function claim(pin: Pin, lease: { id: string; until: number }, now: number): Pin {
  const change = { leaseId: lease.id, leaseUntil: lease.until, attempts: pin.attempts + 1 };
  return pin.state === 'queued' ? makeMove(pin, 'claim', now, change) : { ...pin, ...change };
}

/** The engine gives the pin back, to be tried again at `nextAttemptAt` (null: at its own time). */
export function giveBack(pin: Pin, now: number, change: Partial<Pin>): Pin {
  return pin.state === 'sending'
    ? makeMove(pin, 'giveBack', now, { ...NO_LEASE, ...change })
    : { ...pin, ...NO_LEASE, ...change, updatedAt: now };
}

/** Postbreeze holds the pin now as `postId`. */
export function settleHandOver(pin: Pin, postId: string, now: number, change: Partial<Pin>): Pin {
  const done = { ...pin.done, postId, handedOverAt: now };
  return makeMove(pin, 'handOver', now, { ...NO_LEASE, ...FRESH, done, ...change });
}

/** The pin needs the user. Nothing of it is lost. */
export function refuse(pin: Pin, problem: Problem, now: number, change: Partial<Pin> = {}): Pin {
  return makeMove(pin, 'refuse', now, {
    ...NO_LEASE,
    nextAttemptAt: null,
    held: false,
    request: null,
    lastError: problem,
    ...change,
  });
}

/**
 * Tries a failed pin again: at Postbreeze where it holds the post, else from here, resuming at the first missing step. The
 * user asked for it, so a time that has passed is not asked about again.
 */
export function retry(pin: Pin, now: number): Pin {
  if (isPostGone(pin)) return { ...scheduleAgain(pin, now), when: whenFor(pin, now) };
  const { code = '', statusCode = null } = pin.lastError ?? {};
  const isElse = /^(?:PIN|PLAN|STORAGE|ACCOUNT|MUST)_/.test(code); // about something other than the uploads
  const isRefused = [400, 404, 409, 410, 422].includes(statusCode ?? 0) && !isElse;
  const isMedia = code.startsWith('MEDIA_');
  // Uploads do not last for ever, and not every refusal says that one is missing: they are made again.
  const done = isRefused || isMedia ? { ...pin.done, media: {} } : pin.done;
  const request = code === 'UNSCHEDULED_ELSEWHERE' || isMedia ? 'update' : 'retry';
  return done.postId && done.handedOverAt !== null
    ? makeMove(pin, 'retryPost', now, { ...FRESH, done, request })
    : makeMove(pin, 'retry', now, { ...FRESH, done, request: null, when: whenFor(pin, now) });
}

function whenFor({ when, publishAt }: Pick<Pin, 'when' | 'publishAt'>, now: number): Pin['when'] {
  return publishAt !== null && publishAt <= now ? 'now' : when;
}

/**
 * Sends the pin as a new post, whatever became of an earlier one: because the user said so, or the earlier one is known not to publish.
 * Where it is only unknown whether its post was scheduled, that same post is scheduled again, so that there is one at most.
 */
export function scheduleAgain(pin: Pin, now: number): Pin {
  if (pin.state === 'failed' && isUnsettled(pin) && !isPostGone(pin)) {
    const done = pin.done.postId === null ? { ...pin.done, isSurelyAbsent: true } : pin.done;
    return makeMove(pin, 'scheduleAgain', now, { ...FRESH, request: null, done });
  }
  return makeMove(forgetPost(pin), 'scheduleAgain', now, { ...FRESH, ...NO_LEASE, request: null });
}

/** The pin is to have another post. The id of the one before is kept: it is read and canceled before there is a new one. */
export function forgetPost(pin: Pin): Pin {
  const { postId, formerPostIds = [] } = pin.done;
  const dropped = dropPost(pin);
  return postId === null
    ? dropped
    : {
        ...dropped,
        done: { ...dropped.done, formerPostIds: [...formerPostIds.filter((id) => id !== postId), postId] },
      };
}

/** The pin has no post any more: it is canceled and deleted at Postbreeze. The uploads are kept. */
export function dropPost(pin: Pin): Pin {
  const { postId, pastPostIds = [] } = pin.done;
  const past = postId === null ? {} : { pastPostIds: [...pastPostIds.filter((id) => id !== postId), postId] };
  return { ...pin, post: null, done: { ...pin.done, ...NO_POST, ...past } };
}

/** The user says that the post of unknown outcome is there: nothing more is sent. */
export function adopt(pin: Pin, now: number): Pin {
  return makeMove(pin, 'adopt', now, { ...FRESH, request: null, done: { ...pin.done, handedOverAt: now } });
}

/**
 * Makes a draft of a pin that is not published: at once where only this browser knows it; else the engine first cancels and
 * deletes it at Postbreeze (`settleTakenBack`).
 */
export function takeBack(pin: Pin, now: number): Pin {
  if (isPostGone(pin)) return unschedule(pin, now);
  const isAsked = isAtPostbreeze(pin) && pin.state !== 'canceled';
  if (!isAsked) return unschedule(pin, now);
  if (!findTarget(pin.state, 'takeBack')) throw new IllegalMove(t('general.refused.move'));
  return { ...ask(pin, 'take-back', now), held: false };
}

/** Postbreeze holds nothing of the pin any more: it is a draft here. The uploads are kept. */
export function settleTakenBack(pin: Pin, now: number): Pin {
  return makeMove(dropPost(pin), 'takeBack', now, { ...FRESH, ...NO_LEASE, request: null });
}

/** Another time; one that has passed is now. A pin at Postbreeze is changed there too. */
export function reschedule(pin: Pin, publishAt: number, now: number): Pin {
  const change = { publishAt, when: whenFor({ when: 'time', publishAt }, now), held: false };
  if (pin.state === 'draft') return { ...pin, publishAt, when: 'time', updatedAt: now };
  if (pin.state === 'canceled' || isPostGone(pin)) return { ...scheduleAgain(pin, now), ...change };
  if (pin.state === 'queued') return { ...pin, ...change, nextAttemptAt: null, lastError: null, updatedAt: now };
  if (pin.state === 'handed-over' || pin.state === 'sending') return { ...ask(pin, 'update', now), ...change };
  if (pin.state === 'failed' && pin.done.postId && pin.done.handedOverAt !== null)
    return makeMove(pin, 'retryPost', now, { ...FRESH, ...change, request: 'update' });
  if (pin.state === 'failed') return makeMove(pin, 'retry', now, { ...FRESH, ...change });
  throw new IllegalMove(t('general.refused.move'));
}

/** The user lets a held late pin go out now. */
export function release(pin: Pin, now: number): Pin {
  if (!pin.held || pin.state !== 'queued') throw new IllegalMove(t('general.refused.notHeld'));
  const change = { held: false, publishAt: now, when: 'now', nextAttemptAt: null, lastError: null } as const;
  return { ...pin, ...change, updatedAt: now };
}

/** The user lets a pin of another browser's export go out from this one, at its own time or at another. */
export function scheduleHere(pin: Pin, publishAt: number | null, now: number): Pin {
  if (!isFromElsewhere(pin) || pin.state !== 'queued') throw new IllegalMove(t('general.refused.notHeld'));
  return publishAt === null ? { ...pin, ...FRESH, updatedAt: now } : reschedule({ ...pin, ...FRESH }, publishAt, now);
}

/** Sets a request for the post at Postbreeze; the engine carries it out. */
export function ask(pin: Pin, request: Request, now: number): Pin {
  if (pin.state !== 'handed-over' && pin.state !== 'sending' && pin.state !== 'failed' && !isAtPostbreeze(pin))
    throw new IllegalMove(t('general.refused.move'));
  return { ...pin, request, attempts: 0, nextAttemptAt: null, updatedAt: now };
}

/** Whether Postbreeze holds the pin, or a draft of it, or may do so. */
export function isAtPostbreeze(pin: Pin): boolean {
  return pin.state === 'handed-over' || pin.state === 'sending' || hasUnknownCreate(pin) || pin.done.postId !== null;
}
