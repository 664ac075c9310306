import type { Page } from '@playwright/test';
import type { Pin } from '../../../lib/pin/pin';
import { toDraftRow, toPinRow } from '../../../lib/store/schema';

/** Puts pins into the extension's store behind its back, from one of its own pages, and tells its screens to look again. */
export async function storePins(page: Page, pins: Pin[]): Promise<void> {
  const rows = pins.map((pin) =>
    pin.state === 'draft' ? { store: 'drafts', row: toDraftRow(pin) } : { store: 'pins', row: toPinRow(pin) },
  );
  await page.evaluate(async (rows) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('pinbreeze');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction(['pins', 'drafts'], 'readwrite');
    for (const { store, row } of rows) transaction.objectStore(store).put(row);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
    const channel = new BroadcastChannel('pinbreeze');
    channel.postMessage('pins');
    channel.close();
  }, rows);
}

/** The same for `count` copies of a waiting pin, each with an id, a title and a time of its own; made in the page, since it is a lot. */
export async function storeCopies(page: Page, pin: Pin, count: number): Promise<void> {
  await page.evaluate(
    async ({ row, count }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('pinbreeze');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const transaction = database.transaction('pins', 'readwrite');
      for (let i = 0; i < count; i++)
        transaction
          .objectStore('pins')
          .put({ ...row, id: `copy-${i}`, title: `Pin number ${i}`, createdAt: row.createdAt + i });
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
      const channel = new BroadcastChannel('pinbreeze');
      channel.postMessage('pins');
      channel.close();
    },
    { row: toPinRow(pin), count },
  );
}
