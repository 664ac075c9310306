import { isSafePicture } from '../images/weigh-svg';
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

/** Where an export was made. */
export type Origin = 'here' | 'elsewhere';

/** Keeps a picture if its bytes are what its name (their SHA-256, hex) says, and safe to decode. */
export async function importImage(hash: string, bytes: Uint8Array, now: number): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex === hash && isSafePicture(bytes)) await putBlob(hash, new Blob([bytes as Uint8Array<ArrayBuffer>]), now);
}

/** Adds the pins that are not here, all in one transaction. */
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
 * A pin of our own export whose row is gone. It may have been sent before its row went, so every pin that would go out is held, with
 * its fate as far as we know it.
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
 * As it was in another browser, which goes on with it; so that the two never both do:
 * - what is not handed over is held, also what failed there, since it may have been tried again;
 * - what was asked of a post is that browser's to carry out; here the post is read back, and a change that was on its way is
 *   told, since nobody here can know whether it arrived;
 * - a draft, a working copy, and what Postbreeze has or nobody sends, come as they are: none goes out by itself.
 */
function calmForeign(pin: Pin, fate: Fate | undefined, now: number): Pin {
  const { formerPostIds: _theirs, ...done } = pin.done; // what that browser gave up is not this one's to cancel
  const free: Pin = { ...setFree(pin), request: null, done };
  if (free.state === 'queued') return holdQuietly(free, fate ? BY_FATE[fate.fate] : IMPORTED_ELSEWHERE, now);
  if (free.state === 'failed') return { ...free, held: free.done.handedOverAt === null && !isUnsettled(free) };
  if (free.state === 'handed-over' && pin.request === 'update')
    return { ...free, lastError: problem(`${CHANGE_REFUSED}IMPORTED_CHANGE`, now) };
  return free;
}

/** Waits for the user. The status line says so; there is no notification. */
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

/** Under a key of its own, so that it replaces no damaged row of this browser, and a second import sets nothing aside twice. */
async function setAside(transaction: Writing, row: unknown, reason: string, index: number, now: number): Promise<void> {
  const { id } = (typeof row === 'object' && row !== null ? row : {}) as { id?: unknown };
  const key = `import:${typeof id === 'string' ? id : `${now}-${index}`}`;
  await transaction.objectStore('damaged').put({ id: key, from: 'import', row, reason, foundAt: now });
}

/** What became of an import's pins. */
export interface Imported {
  added: number;
  /** Of those added, what waits for the user because it may go out, or have gone out, from elsewhere. */
  held: number;
  /** Here already, and left as they are. */
  same: number;
  /** Set aside. */
  damaged: number;
}

/** The same in words, for a status line. */
export function describeImport({ added, held, same, damaged }: Imported): { words: string; tone: 'good' | 'warn' } {
  const sentences = [
    t('general.import.added', { count: added }),
    held > 0 && t('general.import.held', { count: held }),
    same > 0 && t('general.import.same', { count: same }),
    damaged > 0 && t('general.import.damaged', { count: damaged }),
  ];
  return { words: sentences.filter(Boolean).join(' '), tone: held > 0 || damaged > 0 ? 'warn' : 'good' };
}
