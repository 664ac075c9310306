import { plainLink } from '../pin/fate';
import type { Pin } from '../pin/pin';
import { formatTime } from '../words/format';
import { t } from '../words/t';
import { read } from './database';
import { listFates } from './fates';
import { type PinRow, parsePin } from './schema';

/** What is about to be pinned. Hashes are SHA-256 (hex), looks perceptual hashes (hex) of the pictures. */
export interface Wanted {
  link: string;
  addresses: readonly string[];
  hashes?: readonly string[];
  looks?: readonly string[];
}

/** A pin of the same link or picture that is on its way or was sent. */
export interface EarlierPin {
  id: string;
  by: 'link' | 'picture';
  state: 'scheduled' | 'published';
  accountId: string | null;
  boardName: string;
  /** When it goes or went out; epoch ms. */
  at: number;
  /** On Pinterest, where it is known. */
  externalUrl: string | null;
}

/** States of a pin that goes out by itself, or has. */
const COUNTS = new Set<Pin['state']>(['queued', 'sending', 'handed-over', 'published']);

/**
 * Pins that this browser sent or is to send with the same picture (its address, its bytes, or looking the same) or the same
 * link, tracking apart; pictures first, then latest first. Drafts do not count, nor pins removed before they were published.
 */
export async function findEarlierPins(wanted: Wanted): Promise<EarlierPin[]> {
  const link = plainLink(wanted.link);
  const rows = (await read(['pins'], (transaction) => transaction.objectStore('pins').getAll())) as PinRow[];
  const here = rows.flatMap((row): EarlierPin[] => {
    const by = COUNTS.has(row.state) && matchRow(row, wanted, link);
    const parsed = by ? parsePin(row) : undefined;
    if (!by || !parsed || !('pin' in parsed)) return [];
    const { id, state, accountId, board, publishAt, post, updatedAt } = parsed.pin;
    return [
      {
        id,
        by,
        state: state === 'published' ? 'published' : 'scheduled',
        accountId,
        boardName: board?.name ?? '',
        at: (state === 'published' ? post?.publishedAt : null) ?? publishAt ?? updatedAt,
        externalUrl: post?.externalUrl ?? null,
      },
    ];
  });
  const known = new Set(rows.map(({ id }) => id));
  const gone = (await listFates()).flatMap((fate): EarlierPin[] => {
    if (fate.fate !== 'published' || known.has(fate.id)) return [];
    const by = match({ link: fate.link, addresses: [], hashes: fate.hashes, looks: fate.looks }, wanted, link);
    const { id, accountId, boardName, at, externalUrl } = fate;
    return by ? [{ id, by, state: 'published', accountId, boardName, at, externalUrl }] : [];
  });
  const rank = ({ by }: EarlierPin) => (by === 'picture' ? 0 : 1);
  return [...here, ...gone].sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

/** One sentence about an earlier pin: when, and to which board. */
export function describeEarlier({ by, state, at, boardName }: EarlierPin, now: number): string {
  const what = by === 'picture' ? 'picture' : 'link';
  return t(`plan.earlier.${what}.${state}`, { time: formatTime(at, now), board: boardName });
}

function matchRow({ link, slides }: Pin, wanted: Wanted, wantedLink: string): EarlierPin['by'] | undefined {
  const facts = slides.flatMap(({ original, ready }) => [original, ready].filter((one) => one !== null));
  const found = {
    link: link ? plainLink(link) : '',
    addresses: slides.map(({ url }) => url),
    hashes: facts.map(({ hash }) => hash),
    looks: facts.flatMap(({ look }) => look ?? []),
  };
  return match(found, wanted, wantedLink);
}

function match(found: Required<Wanted>, wanted: Wanted, wantedLink: string): EarlierPin['by'] | undefined {
  const { addresses, hashes = [], looks = [] } = wanted;
  const isSame =
    found.addresses.some((address) => addresses.includes(address)) ||
    found.hashes.some((hash) => hashes.includes(hash)) ||
    found.looks.some((look) => looks.some((other) => isSameLook(look, other)));
  if (isSame) return 'picture';
  return wantedLink !== '' && found.link === wantedLink ? 'link' : undefined;
}

/**
 * A picture's look: 64 bits as 16 hex digits, one for each pair of neighbours in a grid of 9 × 8, set where it gets darker from
 * left to right (a difference hash, "dHash"). Resizing, encoding again and trimming an edge change a few bits; another picture
 * differs in about half of them.
 */

/**
 * Bits that two looks of one picture may differ in. Measured on our test pictures: at most 4 after shrinking to a tenth or
 * saving as a poor JPEG, at most 8 after trimming 2 % of each edge; other pictures are 18 and more apart.
 */
const BITS_APART = 8;

/** Whether two looks are of one picture. A picture without detail has no look, and is like no other. */
export function isSameLook(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && bitsApart(one, other) <= BITS_APART;
}

/** How many bits two looks differ in; infinitely many where one of them is none. */
export function bitsApart(one: string, other: string): number {
  if (!/^[0-9a-f]{16}$/i.test(one) || !/^[0-9a-f]{16}$/i.test(other)) return Infinity;
  let bits = 0;
  for (let rest = BigInt(`0x${one}`) ^ BigInt(`0x${other}`); rest > 0n; rest &= rest - 1n) bits++;
  return bits;
}
