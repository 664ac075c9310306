import { plainLink } from '../pin/fate';
import { isSameLook } from '../pin/look';
import type { Pin } from '../pin/pin';
import { formatTime } from '../words/format';
import { t } from '../words/t';
import { read } from './database';
import { listFates } from './fates';
import { type PinRow, parsePin } from './pin-row';

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
