import { PinState } from '../pin/pin';
import { read } from './database';

/** How many records of each kind are kept, and pins by their state; reads no record. */
export async function countRows() {
  return read(['pins', 'drafts', 'boards', 'accounts', 'damaged'], async (transaction) => {
    const count = (store: 'pins' | 'drafts' | 'boards' | 'accounts' | 'damaged') =>
      transaction.objectStore(store).count();
    const [pins, drafts, boards, accounts, damaged] = await Promise.all([
      count('pins'),
      count('drafts'),
      count('boards'),
      count('accounts'),
      count('damaged'),
    ]);
    const states: Record<string, number> = {};
    const byState = transaction.objectStore('pins').index('state');
    for (const state of PinState.options) {
      const found = await byState.count(IDBKeyRange.bound([state], [state, []]));
      if (found > 0) states[state] = found;
    }
    return { pins, drafts, boards, accounts, damaged, states };
  });
}
