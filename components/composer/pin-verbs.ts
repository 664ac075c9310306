import { IllegalMove } from '../../lib/pin/moves';
import type { Pin } from '../../lib/pin/pin';
import { duplicatePin, EditRefused, keepEditAsNew, startEdit } from '../../lib/store/edits';
import { removePin, restorePin, schedulePin, unschedulePin } from '../../lib/store/verbs';
import type { Scheduled } from './world';

export { duplicatePin, keepEditAsNew, removePin, restorePin, startEdit };

/** Schedules a draft, or answers in words why not. */
export async function schedule(id: string, now: number): Promise<Scheduled> {
  try {
    return { ok: true, pin: await schedulePin(id, now) };
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error;
    return { ok: false, words: error.message, canKeepAsNew: error instanceof EditRefused };
  }
}

/** Back to a draft; undefined when the pin has left this browser. */
export async function unschedule(id: string, now: number): Promise<Pin | undefined> {
  try {
    return await unschedulePin(id, now);
  } catch (error) {
    if (error instanceof IllegalMove) return undefined;
    throw error;
  }
}
