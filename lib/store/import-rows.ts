import { isSafePicture } from '../images/svg';
import type { Fate } from '../pin/fate';
import { findNews } from '../pin/next-step';
import {
  CHANGE_REFUSED,
  IMPORTED_AGAIN,
  IMPORTED_ELSEWHERE,
  IMPORTED_PUBLISHED,
  IMPORTED_REMOVED,
  isFromElsewhere,
  isUnsettled,
  type Pin,
  type Problem,
} from '../pin/pin';
import { t } from '../words/t';
import { putBlob } from './blobs';
import { announce } from './changes';
import { type Writing, write } from './database';
import { readFate } from './fates';
import { parsePin, toDraftRow, toPinRow } from './schema';

export type Origin = 'here' | 'elsewhere';

/** Stores a picture if its name is its bytes' SHA-256 (hex) and it is safe to decode. */
export async function importImage(hash: string, bytes: Uint8Array, now: number): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex === hash && isSafePicture(bytes)) await putBlob(hash, new Blob([bytes as Uint8Array<ArrayBuffer>]), now);
}

/** Adds the pins that are missing here, in one transaction. */
export async function importPins(rows: unknown[], origin: Origin, now: number): Promise<Imported> {
  const imported: Imported = { added: 0, held: 0, same: 0, damaged: 0 };
  await write(['pins', 'drafts', 'damaged', 'fates'], async (transaction) => {
    for (const [index, row] of rows.entries()) {
      const parsed = parsePin(row);
      if (!('pin' in parsed)) {
        await setAside(transaction, row, parsed.reason, index, now);
        imported.damaged++;
      } else if (await isHere(transaction, parsed.pin.id)) imported.same++;
      else {
        const fate = await readFate(transaction, parsed.pin.id);
        const pin = origin === 'here' ? calmOwn(parsed.pin, fate, now) : calmForeign(parsed.pin, fate, now);
        await add(transaction, pin);
        imported.added++;
        if (pin.state === 'queued' && pin.held) imported.held++;
      }
    }
  });
  announce('pins');
  if (imported.damaged > 0) announce('damaged');
  return imported;
}

/**
 * A pin of our own export whose row is gone. It may have been sent in the meantime, so it is held if it would go out, and
 * says what we know of its fate.
 */
function calmOwn(pin: Pin, fate: Fate | undefined, now: number): Pin {
  const free = setFree(pin);
  if (free.state === 'failed' && fate) return { ...free, held: true };
  if (isFromElsewhere(free) || free.state !== 'queued') return free;
  return holdQuietly(free, fate ? BY_FATE[fate.fate] : IMPORTED_AGAIN, now);
}

const BY_FATE: Record<Fate['fate'], string> = {
  published: IMPORTED_PUBLISHED,
  canceled: IMPORTED_REMOVED,
  removed: IMPORTED_REMOVED,
};

/**
 * A pin of another browser, which goes on with it; both must never send it:
 *
 * - if it is not handed over it is held, even if it failed there, since that browser may try again;
 * - that browser carries out what was asked of the post; we only read it, and say that a change may not have arrived;
 * - drafts, working copies, and pins that Postbreeze has or nobody sends come as they are, since none goes out by itself.
 */
function calmForeign(pin: Pin, fate: Fate | undefined, now: number): Pin {
  const { formerPostIds: _theirs, ...done } = pin.done; // not ours to cancel
  const free: Pin = { ...setFree(pin), request: null, done };
  if (free.state === 'queued') return holdQuietly(free, fate ? BY_FATE[fate.fate] : IMPORTED_ELSEWHERE, now);
  if (free.state === 'failed') return { ...free, held: free.done.handedOverAt === null && !isUnsettled(free) };
  if (free.state === 'handed-over' && pin.request === 'update')
    return { ...free, lastError: problem(`${CHANGE_REFUSED}IMPORTED_CHANGE`, now) };
  return free;
}

/** Holds the pin for the user. The status line says so; there is no notification. */
function holdQuietly(pin: Pin, why: string, now: number): Pin {
  const held: Pin = { ...pin, held: true, lastError: problem(why, now), attempts: 0, nextAttemptAt: null };
  return { ...held, told: findNews(held)?.id ?? held.told };
}

function setFree(pin: Pin): Pin {
  return { ...pin, leaseId: null, leaseUntil: null, state: pin.state === 'sending' ? 'queued' : pin.state };
}

function problem(code: string, now: number): Problem {
  return { code, statusCode: null, message: '', requestId: null, at: now };
}

async function isHere(transaction: Writing, id: string): Promise<boolean> {
  const inPins = await transaction.objectStore('pins').getKey(id);
  return inPins !== undefined || (await transaction.objectStore('drafts').getKey(id)) !== undefined;
}

async function add(transaction: Writing, pin: Pin): Promise<void> {
  if (pin.state === 'draft') await transaction.objectStore('drafts').put(toDraftRow(pin));
  else await transaction.objectStore('pins').put(toPinRow(pin));
}

/** Has a key of its own, so that it replaces no damaged row of this browser, and a second import adds nothing. */
async function setAside(transaction: Writing, row: unknown, reason: string, index: number, now: number): Promise<void> {
  const { id } = (typeof row === 'object' && row !== null ? row : {}) as { id?: unknown };
  const key = `import:${typeof id === 'string' ? id : `${now}-${index}`}`;
  await transaction.objectStore('damaged').put({ id: key, from: 'import', row, reason, foundAt: now });
}

/** What became of an import's pins. */
export interface Imported {
  added: number;
  /** Added pins that wait for the user, since they may go out, or have gone out, elsewhere. */
  held: number;
  /** Already here and left alone. */
  same: number;
  damaged: number;
}

/** The sentence for the status line. */
export function describeImport({ added, held, same, damaged }: Imported): { words: string; tone: 'good' | 'warn' } {
  const sentences = [
    t('general.import.added', { count: added }),
    held > 0 && t('general.import.held', { count: held }),
    same > 0 && t('general.import.same', { count: same }),
    damaged > 0 && t('general.import.damaged', { count: damaged }),
  ];
  return { words: sentences.filter(Boolean).join(' '), tone: held > 0 || damaged > 0 ? 'warn' : 'good' };
}
