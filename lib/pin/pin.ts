import * as z from 'zod/mini';
import { Slide } from './slide';

/** The schema version written into each row; raise it with an entry in `upgrade.ts` and a migration in `lib/store`. */
export const PIN_VERSION = 3;

/**
 * Where a pin stands. The legal moves between the states are in `moves.ts`.
 *
 * - `draft`: being composed; only this browser knows it.
 * - `queued`: scheduled, waiting for its hand-over; only this browser knows it.
 * - `sending`: claimed by the engine; a lease says until when.
 * - `handed-over`: Postbreeze holds it and will publish it.
 * - `published`: it is on Pinterest.
 * - `failed`: it needs the user; `lastError` says why.
 * - `canceled`: it will not be published; kept until the user removes it.
 */
export const PIN_STATES = ['draft', 'queued', 'sending', 'handed-over', 'published', 'failed', 'canceled'] as const;
export const PinState = z.enum(PIN_STATES);
export type PinState = z.infer<typeof PinState>;

/** When the pin leaves this browser: at `publishAt`, or as soon as it is scheduled (Postbreeze then keeps the time). */
export const HandOver = z.enum(['at-time', 'right-away']);
export type HandOver = z.infer<typeof HandOver>;

/** How the user chose the time. `slot`: the next free one; `time`: typed; `now`. */
export const WhenChoice = z.enum(['slot', 'time', 'now']);
export type WhenChoice = z.infer<typeof WhenChoice>;

/** Epoch ms, within what a `Date` can hold: an imported 1e300 must not stop a screen that formats it. */
const time = z.number().check(z.gte(-8.64e15), z.lte(8.64e15));

export const BoardRef = z.object({ id: z.string(), name: z.string() });
export type BoardRef = z.infer<typeof BoardRef>;

/**
 * Why a pin stopped or waits. `code` is Postbreeze's (`PIN_BOARD_NOT_FOUND`) or ours (`NETWORK`, `TIMEOUT`, `OUTCOME_UNKNOWN`,
 * `IMAGE_GONE` …); words and fix come from `problem.ts` by code. `message` is the server's own, shown as detail.
 */
export const Problem = z.object({
  code: z.string(),
  statusCode: z.nullable(z.number()),
  message: z.string(),
  requestId: z.nullable(z.string()),
  /** Epoch ms. */
  at: time,
});
export type Problem = z.infer<typeof Problem>;

/** What the user asked of a pin that Postbreeze already holds; the engine carries it out and clears it. */
export const Request = z.enum(['update', 'take-back', 'remove', 'retry']);
export type Request = z.infer<typeof Request>;

/** What was said to Postbreeze about a pin. Times are epoch ms. */
export const Sent = z.object({
  accountId: z.string(),
  boardId: z.string(),
  title: z.string(),
  link: z.string(),
  caption: z.string(),
  mediaIds: z.array(z.string()),
  /** The chosen time behind `scheduledFor`, which is never past; null: what was asked last was not done. */
  publishAt: z.nullable(time),
  /** null: it was created as a draft, which is never published by itself. */
  scheduledFor: z.nullable(time),
  /** All that the body said, times left out, as JSON. */
  content: z.optional(z.string()),
});
export type Sent = z.infer<typeof Sent>;

/** One upload at Postbreeze. `id` is null where presign named none; its public address serves instead. */
export const Uploaded = z.object({ id: z.nullable(z.string()), url: z.string() });
export type Uploaded = z.infer<typeof Uploaded>;

const Words = z.object({ title: z.string(), description: z.string(), link: z.string() });

/** The one record that tells everything about a pin. All times are epoch ms. */
export const Pin = z.object({
  id: z.string(),
  version: z.number(),
  state: PinState,
  accountId: z.nullable(z.string()),
  board: z.nullable(BoardRef),
  title: z.string(),
  description: z.string(),
  link: z.string(),
  slides: z.array(Slide),
  when: WhenChoice,
  publishAt: z.nullable(time),
  handOver: HandOver,
  source: z.object({
    pageUrl: z.string(),
    pageTitle: z.string(),
    collectedAt: time,
    /** The site's own name, and the price that the page states, for templates. */
    site: z.optional(z.string()),
    price: z.optional(z.string()),
  }),
  /** A draft that changes another pin carries its id; scheduling the draft applies it there and the draft is gone. */
  editOf: z.nullable(z.string()),
  /** A duplicate: begun from another pin, not from its page, so that page's composer does not go on with it. */
  isCopy: z.optional(z.boolean()),
  /** Its place among the pins of its plan, from 0. */
  place: z.optional(z.number()),
  /** The template that made its words, the words from before, and what it made of them (see `template.ts`). */
  template: z.optional(z.object({ id: z.string(), own: Words, made: Words })),
  /** Pins decided together (pictures of a page, boards of a pin, rows of a file) share one id. */
  planId: z.nullable(z.string()),
  /** The page's draft whose pictures its plan was made of, as it stood then: scheduling the plan ends that draft. */
  planDraft: z.optional(z.object({ id: z.string(), updatedAt: time })),
  /** Something asked of the post at Postbreeze that is not settled yet. */
  request: z.nullable(Request),
  /** Not due until the user says so: it is late and the user wants to be asked, or it came from another browser's export. */
  held: z.boolean(),
  attempts: z.number(),
  nextAttemptAt: z.nullable(time),
  leaseId: z.nullable(z.string()),
  leaseUntil: z.nullable(time),
  lastError: z.nullable(Problem),
  /** Checkpoints: paid steps that must not be paid again. */
  done: z.object({
    /** What was uploaded, by slide and hash of its bytes (`<slide id>:<hash>`): other bytes are another upload. */
    media: z.record(z.string(), Uploaded),
    postId: z.nullable(z.string()),
    /** Set before the create call's first byte leaves; with `postId` null its outcome is unknown. */
    createStartedAt: z.nullable(time),
    /** What the draft at Postbreeze is known to say (as `sent.content`); absent: unknown. */
    draftSays: z.optional(z.string()),
    /** How often a create call was made again because no look found the earlier one's post. */
    blindCreates: z.optional(z.number()),
    /** The user said that the post of unknown outcome is not there: it may be made again once a look agrees. */
    isSurelyAbsent: z.optional(z.boolean()),
    /** Posts given up as gone: read and canceled once more before a new post is created. */
    formerPostIds: z.optional(z.array(z.string())),
    /** Every post that this pin had and has no more: none of them is what a later create call made. */
    pastPostIds: z.optional(z.array(z.string())),
    /** What the last create or update call said; written before it leaves, so that our own post is found again by it. */
    sent: z.nullable(Sent),
    handedOverAt: z.nullable(time),
  }),
  /** What Postbreeze said last; null before the hand-over. */
  post: z.nullable(
    z.object({
      status: z.string(),
      externalUrl: z.nullable(z.string()),
      publishedAt: z.nullable(time),
      /** When Postbreeze will publish it, by its own word. */
      scheduledAt: z.nullable(time),
      checkedAt: time,
      /** When Postbreeze last changed it; what it shows with an earlier time is a stale copy. */
      updatedAt: z.optional(z.nullable(time)),
    }),
  ),
  /** The chosen time of which it was told that the pin is overdue. */
  toldOverdue: z.optional(z.number()),
  /** What the user was last notified of about this pin (see `findNews` in `news.ts`); '' for nothing. */
  told: z.string(),
  createdAt: time,
  updatedAt: time,
});
export type Pin = z.infer<typeof Pin>;

/** Before the code of a refused change of a post that Postbreeze goes on holding: `CHANGE_REFUSED:PIN_BOARD_NOT_FOUND`. */
export const CHANGE_REFUSED = 'CHANGE_REFUSED:';

/** Why a pin from another browser's export is held: that browser may send it too. */
export const IMPORTED_ELSEWHERE = 'IMPORTED_ELSEWHERE';
/** Why a pin waits though its time has come: its account cannot publish. */
export const ACCOUNT_EXPIRED = 'ACCOUNT_EXPIRED';

/** Whether an account in this state cannot publish: any but `ACTIVE`; a state that is not told says nothing. */
export function isExpired(status: string): boolean {
  return status !== '' && status.toUpperCase() !== 'ACTIVE';
}

/** Why a pin from this browser's own export is held: it may have gone out, or been removed, since the export was made. */
export const IMPORTED_AGAIN = 'IMPORTED_AGAIN';
export const IMPORTED_PUBLISHED = 'IMPORTED_PUBLISHED';
export const IMPORTED_REMOVED = 'IMPORTED_REMOVED';

/** `IMPORTED_SINCE` is what earlier versions wrote. */
const HELD_BY_IMPORT = new Set<string | undefined>([
  IMPORTED_ELSEWHERE,
  IMPORTED_AGAIN,
  IMPORTED_PUBLISHED,
  IMPORTED_REMOVED,
  'IMPORTED_SINCE',
]);

/** Whether the pin may have gone out, or may yet, from where its export was made, and the user has not decided yet. */
export function isFromElsewhere({ state, held, lastError }: Pin): boolean {
  return held && (state === 'failed' || HELD_BY_IMPORT.has(lastError?.code));
}

/** Whether a create call went out whose outcome nobody knows yet: a draft, or a scheduled post where `sent` has a time. */
export function hasUnknownCreate(pin: Pin): boolean {
  return pin.done.createStartedAt !== null && pin.done.postId === null;
}

/** Whether Postbreeze may hold the pin, scheduled, without this browser knowing. */
export function mayBeScheduled({ done: { postId, createStartedAt, handedOverAt, sent } }: Pin): boolean {
  const hasCalled = postId !== null || createStartedAt !== null;
  return hasCalled && handedOverAt === null && sent !== null && sent.scheduledFor !== null;
}

/** Whether the failed pin's post is gone by Postbreeze's word: nothing can be asked of it any more, so the pin needs another. */
export function isPostGone({ state, lastError }: Pin): boolean {
  return state === 'failed' && lastError?.code === 'POST_GONE';
}

/** Whether the engine has to look what became of a call before it goes on, or the user has to. */
export function isUnsettled(pin: Pin): boolean {
  return mayBeScheduled(pin) || (hasUnknownCreate(pin) && pin.state !== 'failed');
}

/** An empty draft for a page. */
export function createDraft(from: { id: string; source: Pin['source']; handOver: HandOver; now: number }): Pin {
  return {
    id: from.id,
    version: PIN_VERSION,
    state: 'draft',
    accountId: null,
    board: null,
    title: '',
    description: '',
    link: '',
    slides: [],
    when: 'slot',
    publishAt: null,
    handOver: from.handOver,
    source: from.source,
    editOf: null,
    planId: null,
    request: null,
    held: false,
    attempts: 0,
    nextAttemptAt: null,
    leaseId: null,
    leaseUntil: null,
    lastError: null,
    done: { media: {}, postId: null, createStartedAt: null, sent: null, handedOverAt: null },
    post: null,
    told: '',
    createdAt: from.now,
    updatedAt: from.now,
  };
}
