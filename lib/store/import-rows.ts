import { LATE_AFTER } from '../pin/hand-over';
import type { Pin } from '../pin/pin';
import { putBlob } from './blobs';
import { type Writing, write } from './database';
import { parsePin, toDraftRow, toPinRow } from './pin-row';
import { announce } from './signal';

/** What became of an import's pins. */
export interface Imported {
  added: number;
  /** Here already, and left as they are. */
  same: number;
  /** Set aside. */
  damaged: number;
}

/** Keeps a picture if its bytes are what its name (their SHA-256, hex) says. */
export async function importImage(hash: string, bytes: Uint8Array, now: number): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex === hash) await putBlob(hash, new Blob([bytes as Uint8Array<ArrayBuffer>]), now);
}

/** Adds the pins that are not here, all in one transaction. */
export async function importPins(rows: unknown[], now: number): Promise<Imported> {
  const imported: Imported = { added: 0, same: 0, damaged: 0 };
  await write(['pins', 'drafts', 'damaged'], async (transaction) => {
    for (const [index, row] of rows.entries()) {
      const parsed = parsePin(row);
      if (!('pin' in parsed)) {
        await setAside(transaction, row, parsed.reason, index, now);
        imported.damaged++;
      } else if (await isHere(transaction, parsed.pin.id)) imported.same++;
      else {
        await add(transaction, calm(parsed.pin, now));
        imported.added++;
      }
    }
  });
  announce('pins');
  if (imported.damaged > 0) announce('damaged');
  return imported;
}

const NO_ANSWER = { statusCode: null, message: '', requestId: null };

/** Nobody works on it here; one whose time has passed asks first, since it may have gone out elsewhere. */
function calm(pin: Pin, now: number): Pin {
  const free: Pin = { ...pin, leaseId: null, leaseUntil: null, state: pin.state === 'sending' ? 'queued' : pin.state };
  const isOverdue = free.state === 'queued' && (free.publishAt ?? now) < now - LATE_AFTER;
  if (!isOverdue) return free;
  return { ...free, held: true, lastError: { ...NO_ANSWER, code: 'IMPORTED_LATE', at: now } };
}

async function isHere(transaction: Writing, id: string): Promise<boolean> {
  const inPins = await transaction.objectStore('pins').getKey(id);
  return inPins !== undefined || (await transaction.objectStore('drafts').getKey(id)) !== undefined;
}

async function add(transaction: Writing, pin: Pin): Promise<void> {
  if (pin.state === 'draft') await transaction.objectStore('drafts').put(toDraftRow(pin));
  else await transaction.objectStore('pins').put(toPinRow(pin));
}

/** Under its own id where it has one, so that a second import sets nothing aside twice. */
async function setAside(transaction: Writing, row: unknown, reason: string, index: number, now: number): Promise<void> {
  const { id } = (typeof row === 'object' && row !== null ? row : {}) as { id?: unknown };
  const key = typeof id === 'string' ? id : `import-${now}-${index}`;
  await transaction.objectStore('damaged').put({ id: key, from: 'import', row, reason, foundAt: now });
}
