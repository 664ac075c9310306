import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { describeFate } from '../pin/fate';
import { parsePin, toFateRow, toPinRow } from './pin-row';
import type { StoreName, StoreSchema } from './schema';

type Database = IDBPDatabase<StoreSchema>;
type Upgrade = IDBPTransaction<StoreSchema, StoreName[], 'versionchange'>;

/** `MIGRATIONS[n]` leads from version n to n + 1. Nothing but IndexedDB may be awaited in them. */
const MIGRATIONS: ((database: Database, transaction: Upgrade) => void | Promise<void>)[] = [
  createStores,
  rewritePins,
  addPlansAndFates,
];

/** Brings a database of any earlier version (0: none yet) to the present one. */
export async function migrate(database: Database, from: number, transaction: Upgrade): Promise<void> {
  for (const step of MIGRATIONS.slice(from)) await step(database, transaction);
}

/** Writes every pin anew in its present schema; the keys beside it are as they were. What does not parse is set aside. */
async function rewritePins(_database: Database, transaction: Upgrade): Promise<void> {
  const damaged = transaction.objectStore('damaged');
  for (const from of ['pins', 'drafts'] as const) {
    const store = transaction.objectStore(from);
    for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
      const parsed = parsePin(cursor.value);
      const { value: row } = cursor;
      if ('pin' in parsed) await cursor.update({ ...parsed.pin, by: row.by } as never);
      else {
        await damaged.put({ id: row.id, from, row, reason: parsed.reason, foundAt: 0 });
        await cursor.delete();
      }
    }
  }
}

/** Pins get their plan, when they are overdue and whose slot they take; what is published already gets its fate. */
async function addPlansAndFates(database: Database, transaction: Upgrade): Promise<void> {
  for (const name of ['pins', 'drafts'] as const) transaction.objectStore(name).createIndex('planId', 'planId');
  const fates = database.createObjectStore('fates', { keyPath: 'id' });
  fates.createIndex('at', 'at');
  fates.createIndex('link', 'by.link');
  fates.createIndex('postId', 'by.postId');
  fates.createIndex('hashes', 'hashes', { multiEntry: true });
  await rewritePins(database, transaction);
  const pins = transaction.objectStore('pins');
  pins.createIndex('overdue', 'by.overdue');
  for (let cursor = await pins.openCursor(); cursor; cursor = await cursor.continue()) {
    const parsed = parsePin(cursor.value);
    if (!('pin' in parsed)) continue;
    await cursor.update(toPinRow(parsed.pin));
    if (parsed.pin.state === 'published')
      await fates.put(toFateRow(describeFate(parsed.pin, 'published', parsed.pin.updatedAt)));
  }
}

function createStores(database: Database): void {
  const pins = database.createObjectStore('pins', { keyPath: 'id' });
  pins.createIndex('createdAt', 'createdAt');
  pins.createIndex('due', 'by.due');
  pins.createIndex('leaseUntil', 'by.leaseUntil');
  pins.createIndex('needsUser', 'by.needsUser');
  pins.createIndex('news', 'by.news');
  pins.createIndex('takes', 'by.takes');
  pins.createIndex('postId', 'by.postId');
  pins.createIndex('state', 'by.state');
  pins.createIndex('blobs', 'by.blobs', { multiEntry: true });
  const drafts = database.createObjectStore('drafts', { keyPath: 'id' });
  drafts.createIndex('createdAt', 'createdAt');
  drafts.createIndex('page', 'by.page');
  drafts.createIndex('editOf', 'by.editOf');
  drafts.createIndex('blobs', 'by.blobs', { multiEntry: true });
  database.createObjectStore('blobs', { keyPath: 'hash' });
  database.createObjectStore('blobChecks', { keyPath: 'hash' }).createIndex('checkAt', 'checkAt');
  database.createObjectStore('boards', { keyPath: ['accountId', 'id'] }).createIndex('accountId', 'accountId');
  database.createObjectStore('accounts', { keyPath: 'id' });
  database.createObjectStore('singles', { keyPath: 'name' });
  database.createObjectStore('damaged', { keyPath: 'id' });
}
