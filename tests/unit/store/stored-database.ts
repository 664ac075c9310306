import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A whole database as it was stored by some version: its stores with their indexes, and their rows. */
export interface StoredDatabase {
  version: number;
  stores: Record<
    string,
    { keyPath: string | string[]; indexes: Record<string, { keyPath: string; multiEntry?: boolean }>; rows: unknown[] }
  >;
}

export function readStored(name: string): StoredDatabase {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'databases', name), 'utf8'));
}

/** Puts a stored database where the extension's is, without any of the extension's code. */
export async function restore(name: string, { version, stores }: StoredDatabase): Promise<void> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const [store, { keyPath, indexes, rows }] of Object.entries(stores)) {
      const created = opening.result.createObjectStore(store, { keyPath });
      for (const [index, { keyPath, multiEntry = false }] of Object.entries(indexes))
        created.createIndex(index, keyPath, { multiEntry });
      for (const row of rows) created.put(row);
    }
  };
  await new Promise<void>((resolve, reject) => {
    opening.onsuccess = () => resolve();
    opening.onerror = () => reject(opening.error);
  });
  opening.result.close();
}

/** A database as it stands, blobs left out. */
export async function dump(name: string): Promise<StoredDatabase> {
  const opening = indexedDB.open(name);
  const database = await settle(opening);
  const stores: StoredDatabase['stores'] = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const indexes = Object.fromEntries(
      [...store.indexNames].map((index) => {
        const { keyPath, multiEntry } = store.index(index);
        return [index, { keyPath: keyPath as string, ...(multiEntry && { multiEntry }) }];
      }),
    );
    stores[name] = { keyPath: store.keyPath as string, indexes, rows: await settle(store.getAll()) };
  }
  database.close();
  return { version: database.version, stores };
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
