import type { Check } from '../pin/checks';
import { type Fate, plainLink } from '../pin/fate';
import type { EarlierPin } from '../pin/mends';
import type { Pin } from '../pin/pin';
import { checkRules } from '../pin/plan';
import { formatTime } from '../words/format';
import { t } from '../words/t';
import { read } from './database';
import { listFates } from './fates';
import { readGround } from './plans';
import { type PinRow, pinOf } from './schema';

/** What is about to be pinned. Hashes are SHA-256 (hex); looks are perceptual hashes of the pictures (hex). */
interface Wanted {
  link: string;
  addresses: readonly string[];
  hashes?: readonly string[];
  looks?: readonly string[];
  /** The pin being edited, which does not count. */
  but?: string | null;
}

/** The pins that this browser has sent or will send, in memory, so that it can be asked often. */
export interface EarlierBook {
  /**
   * Those with the same picture (by address, bytes or look) or the same link without its tracking; pictures first, then
   * latest first. Drafts do not count, nor pins removed before they were published.
   */
  find: (wanted: Wanted) => EarlierPin[];
}

/** States of pins that have gone out or will. */
const COUNTS = ['queued', 'sending', 'handed-over', 'published'] as const satisfies Pin['state'][];

/** Reads the pins that count, and the fates of those whose rows are gone. */
export async function readEarlier(): Promise<EarlierBook> {
  const rows = await read(['pins'], async (transaction) => {
    const byState = transaction.objectStore('pins').index('state');
    const found: PinRow[] = [];
    for (const state of COUNTS)
      found.push(...((await byState.getAll(IDBKeyRange.bound([state], [state, []]))) as PinRow[]));
    return found;
  });
  const known = new Set(rows.map(({ id }) => id));
  const gone = (await listFates()).filter(({ fate, id }) => fate === 'published' && !known.has(id));
  const entries = [...rows.map(ofRow), ...gone.map(ofFate)];
  const pictures = groupBy(entries, ({ pictures: names }) => names);
  const looking = entries.flatMap((entry) => entry.looks.map((look) => ({ look, entry })));
  let links: Map<string, Entry[]> | undefined;

  return {
    find: ({ link, addresses, hashes = [], looks = [], but }) => {
      const wantedLink = plainLink(link);
      // Parsing ten thousand links takes a while, and most questions are about pictures only.
      if (wantedLink !== '') links ??= groupBy(entries, (entry) => (entry.link ? [plainLink(entry.link)] : []));
      const byPicture = new Set([
        ...[...addresses, ...hashes].flatMap((name) => pictures.get(name) ?? []),
        ...(looks.length === 0 ? [] : looking)
          .filter(({ look }) => looks.some((one) => isSameLook(one, look)))
          .map(({ entry }) => entry),
      ]);
      const byLink = new Set((links?.get(wantedLink) ?? []).filter((entry) => !byPicture.has(entry)));
      return [...describe(byPicture, 'picture', but), ...describe(byLink, 'link', but)];
    },
  };
}

/** Answers by book and pin; a pin that changes is a new object. */
const answers = new WeakMap<EarlierBook, WeakMap<Pin, Check[]>>();

/** Says when and where this link or one of these pictures went or will go out, and leads to that pin. One check at most. */
export function checkEarlier(pin: Pin, book: EarlierBook, now: number): Check[] {
  const known = answers.get(book) ?? new WeakMap<Pin, Check[]>();
  answers.set(book, known);
  const answer = known.get(pin);
  if (answer) return answer;
  const addresses = pin.slides.map(({ url }) => url);
  const [earlier] = book.find({ link: pin.link, addresses, ...listContent(pin), but: pin.editOf });
  const checks: Check[] = earlier
    ? [
        {
          id: `earlier-${earlier.by}`,
          severity: 'warning',
          words: describeEarlier(earlier, now),
          slideId: null,
          mend:
            earlier.isGone && !earlier.externalUrl ? null : { kind: 'show', label: t('plan.earlier.show'), earlier },
          otherMends: [],
        },
      ]
    : [];
  known.set(pin, checks);
  return checks;
}

/** The other pins, to compare a pin with: those with its link or a picture of it, and the rules about times. */
export async function readOthers(now: number) {
  const [book, ground] = await Promise.all([readEarlier(), readGround(now)]);
  return {
    /** The checks for a pin that goes out at a time (epoch ms). */
    check: (pin: Pin, at: number | null): Check[] => [...checkEarlier(pin, book, now), ...checkRules(pin, at, ground)],
    /** When and where a picture, by its addresses or the content of `slides`, is planned or was pinned; ''. */
    describePicture: (addresses: readonly string[], slides: Pin['slides'], but: string | null): string => {
      const [earlier] = book.find({ link: '', addresses, ...listContent({ slides }), but });
      return earlier ? describeEarlier(earlier, now) : '';
    },
  };
}

/** The hashes and looks of a pin's pictures, once they are read. */
export function listContent({ slides }: Pick<Pin, 'slides'>): { hashes: string[]; looks: string[] } {
  const facts = slides.flatMap(({ original, ready }) => [original ?? [], ready ?? []].flat());
  return { hashes: facts.map(({ hash }) => hash), looks: facts.flatMap(({ look }) => look ?? []) };
}

/** One sentence about an earlier pin: when, and to which board. */
export function describeEarlier({ by, state, at, boardName }: EarlierPin, now: number): string {
  return t(`plan.earlier.${by}.${state}`, { time: formatTime(at, now), board: boardName });
}

/** A pin as it is looked up. */
interface Entry {
  id: string;
  link: string;
  /** Addresses and hashes. */
  pictures: readonly string[];
  looks: readonly string[];
  /** Undefined where the row does not parse. */
  tell: () => Omit<EarlierPin, 'by'> | undefined;
}

/** Rows are not parsed: that would take long, and few are ever found. */
function ofRow(row: PinRow): Entry {
  const slides = Array.isArray(row.slides) ? row.slides : [];
  const { hashes, looks } = listContent({ slides });
  return {
    id: row.id,
    link: String(row.link ?? ''),
    pictures: [...slides.map(({ url }) => url), ...hashes],
    looks,
    tell: () => {
      const pin = pinOf(row);
      return pin && ofPin(pin);
    },
  };
}

function ofPin({ id, state, board, publishAt, post, updatedAt }: Pin): Omit<EarlierPin, 'by'> {
  const isPublished = state === 'published';
  return {
    id,
    state: isPublished ? 'published' : 'scheduled',
    boardName: board?.name ?? '',
    at: (isPublished ? post?.publishedAt : null) ?? publishAt ?? updatedAt,
    externalUrl: post?.externalUrl ?? null,
    isGone: false,
  };
}

function ofFate({ id, link, hashes, looks, boardName, at, externalUrl }: Fate): Entry {
  return {
    id,
    link,
    pictures: hashes,
    looks,
    tell: () => ({ id, state: 'published', boardName, at, externalUrl, isGone: true }),
  };
}

function groupBy(entries: readonly Entry[], namesOf: (entry: Entry) => readonly string[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const name of namesOf(entry)) {
      const group = groups.get(name);
      if (group) group.push(entry);
      else groups.set(name, [entry]);
    }
  return groups;
}

function describe(entries: ReadonlySet<Entry>, by: EarlierPin['by'], but: Wanted['but']): EarlierPin[] {
  const found = [...entries].flatMap((entry) => {
    const told = entry.id === but ? undefined : entry.tell();
    return told ? [{ ...told, by }] : [];
  });
  return found.sort((a, b) => b.at - a.at);
}

/**
 * How many bits two looks of one picture may differ in. A look has 64 bits (16 hex digits), one for each pair of
 * neighbours in a grid of 9 × 8, set where it gets darker from left to right (a difference hash, "dHash"). Measured on our
 * test pictures: at most 4 after shrinking to a tenth or saving as a poor JPEG, at most 8 after trimming 2 % off each
 * edge; other pictures are 18 or more apart.
 */
const BITS_APART = 8;

/** Whether two looks are of one picture. A picture without detail has no look and matches none. */
export function isSameLook(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && bitsApart(one, other) <= BITS_APART;
}

/** How many bits two looks differ in; infinite if one is missing. */
export function bitsApart(one: string, other: string): number {
  if (!LOOK.test(one) || !LOOK.test(other)) return Infinity;
  return countBits(halfOf(one, 0) ^ halfOf(other, 0)) + countBits(halfOf(one, 8) ^ halfOf(other, 8));
}

const LOOK = /^[0-9a-f]{16}$/i;

/** 32-bit numbers, since a plan of a thousand rows compares millions of looks. */
function halfOf(look: string, start: 0 | 8): number {
  return Number.parseInt(look.slice(start, start + 8), 16);
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
