import {
  ask,
  forgetPost,
  IllegalMove,
  isAtPostbreeze,
  isPostGone,
  retry,
  schedule,
  scheduleAgain,
  takeBack,
} from '../pin/moves';
import { createDraft, isFromElsewhere, isUnsettled, type Pin } from '../pin/pin';
import { SECOND } from '../time';
import { t } from '../words/t';
import { siteOf, touchBoard } from './books';
import { changePins, changeWithEdit, readPin, updatePin } from './pins';

/**
 * Scheduling, taking back, removing and bringing back, each in one store transaction; what else the planner does goes through
 * `changeAll` of undo.ts. Wake the engine after each. They throw `IllegalMove` (words for the user) and `StoreFull`; nothing has
 * changed then.
 */

/** How long a removal at Postbreeze waits, so that undo costs nothing. */
export const UNDO_FOR = 8 * SECOND;

/** Schedules a draft; a working copy is applied to its pin (`EditRefused` if too late). Answers the pin. */
export async function schedulePin(id: string, now: number): Promise<Pin> {
  const draft = await readPin(id);
  const pin = draft?.editOf ? await applyEdit(id, now) : await moved(id, (found) => schedule(found, now));
  if (pin.accountId && pin.board) await touchBoard(pin.accountId, pin.board.id, siteOf(pin.source.pageUrl), now);
  return pin;
}

/**
 * Makes an unpublished pin a draft again. If Postbreeze has it, the engine cancels and deletes it there first, and until
 * then its `request` is `take-back`. If it is published in the meantime, it stays published and says so.
 */
export async function takeBackPin(id: string, now: number): Promise<Pin> {
  return moved(id, (pin) => takeBack(pin, now));
}

/** Nothing left to cancel: Postbreeze has at most a draft of it. */
const NOTHING_TO_STOP = new Set<Pin['state']>(['draft', 'published', 'canceled']);

/** Removes a pin, as `removePins` does. Answers it as it was; undefined when there is none. */
export async function removePin(id: string, now: number): Promise<Pin | undefined> {
  return (await removePins([id], now))[0];
}

/**
 * Removes pins in one transaction. Pins at Postbreeze are canceled and deleted there first, after `UNDO_FOR`; their rows
 * go once that is done. If another browser may send a pin, only its row goes. Answers the pins as they were, for
 * `restorePins`.
 */
export async function removePins(ids: string[], now: number): Promise<Pin[]> {
  let before: Pin[] = [];
  // Decide within the transaction: the engine may just be claiming a pin.
  const decide = (found: (Pin | undefined)[]) => {
    before = found.filter((pin) => pin !== undefined);
    const [there, here] = [before.filter(isToBeStopped), before.filter((pin) => !isToBeStopped(pin))];
    return {
      put: there.map((pin) => ({ ...ask(pin, 'remove', now), nextAttemptAt: now + UNDO_FOR })),
      remove: here.map(({ id }) => id),
    };
  };
  await changePins(ids, decide, now);
  return before;
}

/** Whether Postbreeze has to cancel it first. */
function isToBeStopped(pin: Pin): boolean {
  return isAtPostbreeze(pin) && !NOTHING_TO_STOP.has(pin.state) && !isFromElsewhere(pin);
}

/** Undoes a removal, like `restorePins`. Answers the pin as it is now. */
export async function restorePin(before: Pin, now: number): Promise<Pin> {
  const [restored = before] = await restorePins([before], now);
  return restored;
}

/**
 * Undoes removals in one transaction: withdraws those that have not begun, else stores the pins again, to be sent again if
 * they were to be. Answers the pins as they are now.
 */
export async function restorePins(removed: readonly Pin[], now: number): Promise<Pin[]> {
  let restored: Pin[] = [];
  const restore = (before: Pin, pin: Pin | undefined): Pin => {
    if (pin) return { ...pin, request: before.request, nextAttemptAt: before.nextAttemptAt, updatedAt: now };
    if (before.state === 'handed-over') return scheduleAgain(before, now);
    return setFree(isToBeStopped(before) ? withoutPost(before) : before);
  };
  await changePins(
    removed.map(({ id }) => id),
    (found) => {
      restored = removed.map((before, place) => restore(before, found[place]));
      return { put: restored };
    },
  );
  return restored;
}

function setFree(pin: Pin): Pin {
  return { ...pin, state: pin.state === 'sending' ? 'queued' : pin.state, leaseId: null, leaseUntil: null };
}

/** The removal went through: the post is canceled and deleted. */
function withoutPost(pin: Pin): Pin {
  const { lastError } = pin;
  const isSettled = lastError?.code === 'OUTCOME_UNKNOWN';
  return { ...forgetPost(pin), lastError: isSettled ? { ...lastError, code: 'POST_GONE' } : lastError };
}

async function moved(id: string, move: (pin: Pin) => Pin): Promise<Pin> {
  const pin = await updatePin(id, move);
  if (!pin) throw new IllegalMove(t('general.refused.pinGone'));
  return pin;
}

/** What a person decides about a pin, besides its slides. */
export const CONTENT = [
  'accountId',
  'board',
  'title',
  'description',
  'link',
  'template',
  'when',
  'publishAt',
  'handOver',
] as const satisfies (keyof Pin)[];
export type Content = Pick<Pin, (typeof CONTENT)[number]>;

/** Whether `changeContent` would take it. */
export function canChangeContent(pin: Pin): boolean {
  return pin.state !== 'published' && pin.request !== 'remove' && pin.request !== 'take-back' && !isUnsettled(pin);
}

/**
 * Changes a pin's content; the engine then changes it at Postbreeze too if the pin is there. A failed pin is tried again,
 * as after an edit. Drafts, canceled pins and pins that wait for the user keep their state.
 */
export function changeContent(pin: Pin, content: Partial<Content>, now: number): Pin {
  if (!canChangeContent(pin)) throw new IllegalMove(t('general.refused.content'));
  if (content.handOver !== undefined && pin.state !== 'queued' && pin.state !== 'draft')
    throw new IllegalMove(t('general.refused.hasLeft'));
  const isAtRest = pin.state === 'draft' || pin.state === 'canceled' || (pin.state === 'queued' && pin.held);
  if (isAtRest) return { ...pin, ...content, updatedAt: now };
  const changed = pin.state === 'failed' ? retry(pin, now) : pin;
  const fresh = { attempts: 0, nextAttemptAt: null, lastError: null, updatedAt: now };
  return { ...changed, ...content, ...fresh, request: changed.state === 'queued' ? null : 'update' };
}

/** The edit comes too late. The working copy stays; `keepEditAsNew` turns it into a new pin. */
export class EditRefused extends IllegalMove {
  override name = 'EditRefused';
}

/**
 * The working copy in which a pin is edited: a draft with `editOf`, or the one already begun. The pin itself stays where
 * it is until the copy is scheduled. A time that has passed becomes "now". Throws `IllegalMove` for a published pin or a
 * draft.
 */
export async function startEdit(id: string, now: number, newId: string = crypto.randomUUID()): Promise<Pin> {
  let copy: Pin | undefined;
  await changeWithEdit(id, (pin, begun) => {
    copy = begun;
    if (begun) return {};
    if (!pin) throw new IllegalMove(t('general.refused.pinGone'));
    if (pin.state === 'published' || pin.state === 'draft') throw new IllegalMove(t('general.refused.move'));
    const isPast = pin.publishAt !== null && pin.publishAt <= now;
    const time = isPast
      ? ({ when: 'now', publishAt: null } as const)
      : ({ when: 'time', publishAt: pin.publishAt } as const);
    copy = { ...copyContent(pin, newId, now), ...time, editOf: id };
    return { put: [copy] };
  });
  return copy as Pin;
}

/** A draft with the same content and no time. */
export async function duplicatePin(id: string, now: number, newId: string = crypto.randomUUID()): Promise<Pin> {
  const pin = await readPin(id);
  if (!pin) throw new IllegalMove(t('general.refused.pinGone'));
  const copy: Pin = { ...copyContent(pin, newId, now), isCopy: true };
  await changePins([], () => ({ put: [copy] }));
  return copy;
}

/**
 * Moves a working copy's content into its pin and deletes the copy, in one transaction. A pin at Postbreeze is changed
 * there too (`request: 'update'`). Throws `EditRefused`; nothing has changed then.
 */
export async function applyEdit(draftId: string, now: number): Promise<Pin> {
  const draft = await readPin(draftId);
  if (!draft?.editOf) throw new IllegalMove(t('general.refused.editGone'));
  let result: Pin | undefined;
  await changePins([draftId, draft.editOf], ([copy, pin]) => {
    if (!copy?.editOf) throw new IllegalMove(t('general.refused.editGone'));
    if (!pin) throw new EditRefused(t('general.refused.editedPinGone'));
    if (pin.state === 'published') throw new EditRefused(t('general.refused.editTooLate'));
    result = mergeEdit(pin, copy, now);
    return { put: [result], remove: [draftId] };
  });
  return result as Pin;
}

/** Turns a working copy into a new pin, once its pin is published or gone. */
export async function keepEditAsNew(draftId: string, now: number): Promise<Pin> {
  let kept: Pin | undefined;
  await changePins([draftId], ([draft]) => {
    if (!draft) throw new IllegalMove(t('general.refused.editGone'));
    kept = { ...draft, editOf: null, updatedAt: now };
    return { put: [kept] };
  });
  return kept as Pin;
}

function mergeEdit(pin: Pin, copy: Pin, now: number): Pin {
  const publishAt = copy.when === 'now' ? now : copy.publishAt;
  if (publishAt === null || !copy.accountId || !copy.board || copy.slides.length === 0)
    throw new IllegalMove(t('general.refused.incomplete'));
  const { accountId, board, title, description, link, slides, when, handOver } = copy;
  const content = { accountId, board, title, description, link, slides, when, handOver, publishAt };
  if (pin.state === 'canceled' || isPostGone(pin)) return { ...scheduleAgain(pin, now), ...content };
  const changed = pin.state === 'failed' ? retry(pin, now) : pin;
  const fresh = { attempts: 0, nextAttemptAt: null, lastError: null, held: false, updatedAt: now };
  return { ...changed, ...content, ...fresh, request: changed.state === 'queued' ? null : 'update' };
}

function copyContent(pin: Pin, id: string, now: number): Pin {
  const { accountId, board, title, description, link, slides, source, handOver } = pin;
  return { ...createDraft({ id, source, handOver, now }), accountId, board, title, description, link, slides };
}
