import { createHash } from 'node:crypto';
import { type Reading, read, useDatabaseName, type Writing, write } from '../../../lib/store/database';
import type { StoreName } from '../../../lib/store/schema';
import type { StillPostbreeze } from './postbreeze';
import type { Universe } from './universe';

/** All of a world that outlives its worker, at one moment: what a stop of the world there leaves behind. */
export interface Snapshot {
  rows: Rows;
  postbreeze: ReturnType<StillPostbreeze['save']>;
  browser: Pick<Universe, 'now' | 'alarmAt' | 'badge' | 'notices' | 'errors'>;
}

type Rows = Record<StoreName, unknown[]>;

/** All but the pictures' bytes, which are dear to copy and never change: one that is freed too early stays lost. */
const STORES: StoreName[] = ['pins', 'drafts', 'blobChecks', 'boards', 'accounts', 'singles', 'damaged', 'fates'];

/**
 * Takes a world down as it is now. The rows are read before the rest: of a call that is under way meanwhile, its work may show and
 * its checkpoint not, as in life; never the other way about.
 */
export async function takeSnapshot(universe: Universe, postbreeze: StillPostbreeze): Promise<Snapshot> {
  const rows = await read(STORES, readRows);
  const { now, alarmAt, badge, notices, errors } = universe;
  const browser = { now, alarmAt, badge, notices: [...notices], errors: [...errors] };
  return { rows, postbreeze: postbreeze.save(), browser };
}

let count = 0;
/** fake-indexeddb keeps every transaction of a database and goes through all of them for each new one. */
const RENEWED_EVERY = 10;

/** Puts a world back as it was, with no worker in it. */
export async function putBack(universe: Universe, postbreeze: StillPostbreeze, snapshot: Snapshot): Promise<void> {
  universe.end();
  if (++count % RENEWED_EVERY === 0) await renewDatabase();
  const { browser } = snapshot;
  Object.assign(universe, { ...browser, notices: [...browser.notices], errors: [...browser.errors] });
  postbreeze.putBack(snapshot.postbreeze);
  await write(STORES, (transaction) => writeRows(transaction, snapshot.rows));
}

async function renewDatabase(): Promise<void> {
  const blobs = await read(['blobs'], (transaction) => transaction.objectStore('blobs').getAll());
  await useDatabaseName(`snapshot-${count}`);
  indexedDB.deleteDatabase(`snapshot-${count - RENEWED_EVERY}`);
  await write(['blobs'], async (transaction) => {
    for (const row of blobs) transaction.objectStore('blobs').put(row);
  });
}

async function readRows(transaction: Reading): Promise<Rows> {
  const rows = await Promise.all(STORES.map((name) => transaction.objectStore(name).getAll()));
  return Object.fromEntries(STORES.map((name, index) => [name, rows[index]])) as unknown as Rows;
}

async function writeRows(transaction: Writing, rows: Rows): Promise<void> {
  for (const name of STORES) {
    const store = transaction.objectStore(name);
    store.clear();
    for (const row of rows[name]) store.put(row as never);
  }
}

/** Ids that are made up each time; equal worlds differ in them alone. */
const MADE_UP = /\b(?:post|med|tgt|req)_\w{12}\b|\b[\da-f]{8}(?:-[\da-f]{4,12}){4}\b|\b\d{18}\b/g;

/** Equal for worlds from which the same follows, whatever led to them. */
export function identify({ rows, postbreeze, browser }: Snapshot): string {
  const names = new Map<string, string>();
  const { log: _log, ...state } = postbreeze;
  const text = JSON.stringify([rows, state, browser], (_key, value: unknown) => {
    if (value instanceof Map) return [...value];
    return value instanceof Uint8Array ? value.byteLength : value;
  });
  const plain = text.replace(MADE_UP, (id) => {
    if (!names.has(id)) names.set(id, `#${names.size}`);
    return names.get(id)!;
  });
  return createHash('sha1').update(plain).digest('base64');
}
