import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { StoreName, StoreSchema } from './schema';

type Database = IDBPDatabase<StoreSchema>;
type Upgrade = IDBPTransaction<StoreSchema, StoreName[], 'versionchange'>;

/** `MIGRATIONS[n]` leads from version n to n + 1. Nothing but IndexedDB may be awaited in them. */
const MIGRATIONS: ((database: Database, transaction: Upgrade) => void | Promise<void>)[] = [createStores];

/** Brings a database of any earlier version (0: none yet) to the present one. */
export async function migrate(database: Database, from: number, transaction: Upgrade): Promise<void> {
  for (const step of MIGRATIONS.slice(from)) await step(database, transaction);
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
