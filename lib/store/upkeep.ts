import * as z from 'zod/mini';
import { PinState } from '../pin/pin';
import { announce, type Topic } from './changes';
import { read, StoreFull, type Writing, write } from './database';
import type { DamagedRow } from './schema';
import { readStored, type StoredValue, updateStored } from './settings';

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

/** A random id by which this browser recognizes its own exports. */
export const INSTALLATION: StoredValue<string | null> = {
  name: 'installation',
  schema: z.nullable(z.string()),
  fallback: null,
};

/** Whether an export with this id was made here. One without an id counts as made elsewhere. */
export async function isThisInstallation(id: string | null): Promise<boolean> {
  return id !== null && id === (await readStored(INSTALLATION));
}

/** This installation's id, made on first use; null if the disk is too full to store it. */
export async function nameInstallation(newId = crypto.randomUUID()): Promise<string | null> {
  const known = await readStored(INSTALLATION);
  if (known !== null) return known;
  try {
    return await updateStored(INSTALLATION, (stored) => stored ?? newId);
  } catch (error) {
    if (error instanceof StoreFull) return null;
    throw error;
  }
}

const TOPICS: Topic[] = ['pins', 'boards', 'accounts', 'settings', 'pause', 'damaged'];
/** Past calls still count against Postbreeze's rate limits, and our exports are still ours. */
const KEPT = new Set(['rate-limit', INSTALLATION.name]);

/** Deletes everything in one transaction, once the user has confirmed. */
export async function clearStore(): Promise<void> {
  await write(['pins', 'drafts', 'blobs', 'blobChecks', 'boards', 'accounts', 'singles', 'damaged', 'fates'], clearAll);
  for (const topic of TOPICS) announce(topic);
}

async function clearAll(transaction: Writing): Promise<void> {
  const singles = transaction.objectStore('singles');
  for (const name of await singles.getAllKeys()) if (!KEPT.has(name)) await singles.delete(name);
  for (const name of transaction.objectStoreNames) if (name !== 'singles') await transaction.objectStore(name).clear();
}

const COUNTED = ['pins', 'drafts', 'boards', 'accounts', 'damaged'] as const;

/** How many records of each kind there are, and pins by state; reads no record. */
export async function countRows() {
  return read([...COUNTED], async (transaction) => {
    const counts = {} as Record<(typeof COUNTED)[number], number>;
    for (const store of COUNTED) counts[store] = await transaction.objectStore(store).count();
    const states: Record<string, number> = {};
    const byState = transaction.objectStore('pins').index('state');
    for (const state of PinState.options) {
      const found = await byState.count(IDBKeyRange.bound([state], [state, []]));
      if (found > 0) states[state] = found;
    }
    return { ...counts, states };
  });
}
