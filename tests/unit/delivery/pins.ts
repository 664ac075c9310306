import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { IllegalMove } from '../../../lib/pin/moves';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import { putBlob } from '../../../lib/store/blobs';
import { changeAll } from '../../../lib/store/undo';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../../sandbox/seed';

/** A real JPEG of 600 × 900 in a colour of its own. */
export async function paint(seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: seed % 256, g: (seed * 7) % 256, b: (seed * 31) % 256 };
  const bytes = await sharp({ create: { width: 600, height: 900, channels: 3, background } })
    .jpeg({ quality: 40 })
    .toBuffer();
  return new Uint8Array(bytes);
}

const painted = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

/** A slide whose bytes are in the store. */
export async function storeSlide(seed: number, id = `slide-${seed}`): Promise<Slide> {
  if (!painted.has(seed % 50)) painted.set(seed % 50, paint(seed % 50));
  const bytes = await painted.get(seed % 50)!;
  const hash = createHash('sha256').update(bytes).digest('hex');
  await putBlob(hash, new Blob([bytes], { type: 'image/jpeg' }), 0);
  const facts = {
    hash,
    type: 'image/jpeg',
    width: 600,
    height: 900,
    bytes: bytes.byteLength,
    animated: false,
    transparent: false,
  };
  const slide = createSlide({
    id,
    url: `https://example.com/${seed}.jpg`,
    text: `Picture ${seed}`,
    width: 600,
    height: 900,
  });
  return { ...slide, rung: 'bytes', original: facts, ready: facts };
}

/** A draft that lacks nothing but being scheduled. */
export function makeDraft(id: string, slides: Slide[], publishAt: number, over: Partial<Pin> = {}): Pin {
  const source = { pageUrl: 'https://example.com/', pageTitle: 'Example', collectedAt: 0 };
  const draft = createDraft({ id, source, handOver: 'at-time', now: 1000 });
  const content = { title: `Title of ${id}`, description: `Description of ${id}`, link: `https://example.com/${id}` };
  const board = { id: DEMO_BOARDS[0].id, name: DEMO_BOARDS[0].name };
  return { ...draft, ...content, accountId: DEMO_ACCOUNT_ID, board, slides, publishAt, when: 'time', ...over };
}

/** Decides about a pin as the planner's acts do. Answers the pin; throws `IllegalMove` where the move is refused. */
export async function decide(id: string, move: (pin: Pin, now: number) => Pin, now: number): Promise<Pin> {
  const { steps, refused } = await changeAll([id], (pin) => move(pin, now), now);
  if (!steps[0]?.after) throw new IllegalMove(refused[0] ?? 'There is no such pin.');
  return steps[0].after;
}
