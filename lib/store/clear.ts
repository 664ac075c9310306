import { announce, type Topic } from './changes';
import { type Writing, write } from './database';
import { INSTALLATION } from './installation';

const TOPICS: Topic[] = ['pins', 'boards', 'accounts', 'settings', 'pause', 'damaged'];
/** Calls already made still count against Postbreeze's rate limits, and an export made here is still one of this browser's. */
const KEPT = new Set(['pace', INSTALLATION.name]);

/** Deletes everything that is stored, in one transaction: the user's confirmed word. */
export async function clearStore(): Promise<void> {
  await write(['pins', 'drafts', 'blobs', 'blobChecks', 'boards', 'accounts', 'singles', 'damaged', 'fates'], clearAll);
  for (const topic of TOPICS) announce(topic);
}

async function clearAll(transaction: Writing): Promise<void> {
  const singles = transaction.objectStore('singles');
  for (const name of await singles.getAllKeys()) if (!KEPT.has(name)) await singles.delete(name);
  for (const name of transaction.objectStoreNames) if (name !== 'singles') await transaction.objectStore(name).clear();
}
