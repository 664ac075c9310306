import { ask, forgetPost, IllegalMove, isAtPostbreeze, schedule, scheduleAgain, takeBack } from '../pin/moves';
import { isFromElsewhere, type Pin } from '../pin/pin';
import { SECOND } from '../time';
import { t } from '../words/t';
import { siteOf, touchBoard } from './books';
import { applyEdit } from './edits';
import { changePins, readPin, updatePin } from './pins';

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
