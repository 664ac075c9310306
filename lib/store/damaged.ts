import { announce } from './changes';
import { read, write } from './database';
import type { DamagedRow } from './schema';

/** Rows that did not parse, set aside so that they block nothing. */
export async function listDamaged(): Promise<DamagedRow[]> {
  return read(['damaged'], (transaction) => transaction.objectStore('damaged').getAll());
}

/** Deletes a damaged row. Only the user decides that. */
export async function deleteDamaged(id: string): Promise<void> {
  await write(['damaged'], (transaction) => transaction.objectStore('damaged').delete(id));
  announce('damaged');
}

/** Moves a row that does not parse out of its store, if it is still there. */
export async function setAside(damaged: DamagedRow & { from: 'pins' | 'drafts' }): Promise<void> {
  await write([damaged.from, 'damaged'], async (transaction) => {
    const store = transaction.objectStore(damaged.from);
    if (!(await store.get(damaged.id))) return;
    await transaction.objectStore('damaged').put(damaged);
    await store.delete(damaged.id);
  });
  announce('damaged');
}
