import { DAY } from '../time';
import { read, type Writing, write } from './database';

/** How long a blob outlives the last pin that needs it, for undo and for drafts in the making. Milliseconds. */
export const BLOB_GRACE = DAY;
const SWEPT_AT_ONCE = 50;

/** Stores a picture's bytes under their SHA-256 (hex), once. Throws `StoreFull`. */
export async function putBlob(hash: string, blob: Blob, now = Date.now()): Promise<void> {
  await write(['blobs', 'blobChecks'], async (transaction) => {
    const isKnown = (await transaction.objectStore('blobs').getKey(hash)) !== undefined;
    if (!isKnown) await transaction.objectStore('blobs').put({ hash, blob });
    await transaction.objectStore('blobChecks').put({ hash, checkAt: now + BLOB_GRACE, loose: false });
  });
}

export async function readBlob(hash: string): Promise<Blob | undefined> {
  const row = await read(['blobs'], (transaction) => transaction.objectStore('blobs').get(hash));
  return row?.blob;
}

/**
 * Marks blobs that a pin no longer needs, within a transaction over `blobChecks`; the sweep finds out whether another
 * does.
 */
export async function markLoose(transaction: Writing, hashes: string[], now: number): Promise<void> {
  const checks = transaction.objectStore('blobChecks');
  for (const hash of hashes) await checks.put({ hash, checkAt: now + BLOB_GRACE, loose: true });
}

/**
 * Deletes blobs that no pin has needed for the grace period, a few at a time. Looks only at those due for a check. Answers
 * how many it deleted.
 */
export async function sweepBlobs(now: number): Promise<number> {
  const range = IDBKeyRange.upperBound(now);
  const isAny = await read(['blobChecks'], (transaction) =>
    transaction.objectStore('blobChecks').index('checkAt').getKey(range),
  );
  if (isAny === undefined) return 0;
  return write(['blobs', 'blobChecks', 'pins', 'drafts'], async (transaction) => {
    const checks = transaction.objectStore('blobChecks');
    const due = await checks.index('checkAt').getAll(range, SWEPT_AT_ONCE);
    let freed = 0;
    for (const check of due) {
      const isNeeded = await isReferenced(transaction, check.hash);
      if (isNeeded || !check.loose) {
        await checks.put({ hash: check.hash, checkAt: now + BLOB_GRACE, loose: !isNeeded });
        continue;
      }
      await transaction.objectStore('blobs').delete(check.hash);
      await checks.delete(check.hash);
      freed++;
    }
    return freed;
  });
}

async function isReferenced(transaction: Writing, hash: string): Promise<boolean> {
  const inPins = await transaction.objectStore('pins').index('blobs').count(hash);
  return inPins > 0 || (await transaction.objectStore('drafts').index('blobs').count(hash)) > 0;
}
