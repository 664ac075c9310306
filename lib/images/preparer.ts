import type { Pin } from '../pin/pin';
import { readAgain, type Slide } from '../pin/slide';
import { shrinkCanvas } from './drawing';
import { describeFailure, type Outcome, takeSlide } from './ladder';
import { createLimiter } from './limiter';
import { inTurn } from './mend';
import { openPicture } from './picture';
import { findBytes, type Origin } from './read';
import { PictureError, type SlideWorld } from './world';

/** Slides are read side by side, so that a host that does not answer holds up no other. */
const READ_AT_ONCE = 3;
/** Slides left over from an earlier run of the worker go one by one, behind whatever someone waits for now. */
const LEFT_READ_AT_ONCE = 1;
/** A picture that stopped the browser this often is given up, or it would do so at every start. */
const TRIES = 3;
/** How often a slide may change while we work on it before we leave it to the next call. */
const ROUNDS = 4;

/**
 * Promises: a slide is written only while it is still the one that was worked on (its address and mends); its bytes are in the
 * store before the slide names them; one picture at a time is decoded; a picture that cannot be read touches no other slide;
 * the worker may die at any `await` and the slide is taken up again, three times at most.
 */
export function createPreparer(world: SlideWorld) {
  const whenAsked = createLimiter(READ_AT_ONCE);
  const whenIdle = createLimiter(LEFT_READ_AT_ONCE);
  const underWay = new Map<string, Promise<void>>();

  /** A slide is worked on once at a time; the second caller finds it done. */
  function prepareInOrder(pinId: string, slideId: string, tabId: number | null): Promise<void> {
    const before = underWay.get(slideId) ?? Promise.resolve();
    const work = before.then(() => prepare(pinId, slideId, tabId)).catch(ignore);
    underWay.set(slideId, work);
    return work.finally(() => {
      if (underWay.get(slideId) === work) underWay.delete(slideId);
    });
  }

  async function prepare(pinId: string, slideId: string, tabId: number | null): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const pin = await world.readPin(pinId);
      const slide = pin?.slides.find(({ id }) => id === slideId);
      if (!pin || !slide || !isWaiting(slide, tabId)) return;
      const outcome = await work(slide, pin, tabId);
      if (await settle(pinId, slide, outcome)) return;
    }
  }

  async function work(slide: Slide, pin: Pin, tabId: number | null): Promise<Outcome> {
    const tries = (slide.tries ?? 0) + 1;
    if (tries > TRIES) return { patch: { rung: 'none', ready: null, problem: 'STOPPED', tries: 0 }, keep: [] };
    await changeSlide(pin.id, slide, { tries });
    const outcome = await takeSlide(slide, { pageUrl: pin.source.pageUrl, tabId }, world);
    try {
      for (const { facts, blob } of outcome.keep) await world.putBlob(facts.hash, blob);
    } catch (error) {
      return describeFailure(error);
    }
    return outcome;
  }

  /** Whether this settles it; false: the slide is another one by now. */
  async function settle(pinId: string, slide: Slide, { patch }: Outcome): Promise<boolean> {
    return (await changeSlide(pinId, slide, patch)) !== 'other';
  }

  async function changeSlide(pinId: string, slide: Slide, patch: Partial<Slide>): Promise<'done' | 'other' | 'gone'> {
    let came: 'done' | 'other' | 'gone' = 'gone';
    await world.updatePin(pinId, (pin) => {
      const now = pin.slides.find(({ id }) => id === slide.id);
      if (!now) return undefined;
      came = describeWork(now) === describeWork(slide) ? 'done' : 'other';
      if (came === 'other') return undefined;
      return { ...pin, slides: pin.slides.map((one) => (one === now ? { ...one, ...patch } : one)) };
    });
    return came;
  }

  async function prepareWaiting(): Promise<void> {
    const pins = await world.listPins().catch(() => []);
    const slides = pins.flatMap((pin) => pin.slides.map((slide) => ({ pinId: pin.id, slide })));
    await Promise.all(slides.map(({ pinId, slide }) => prepareIfWaiting(pinId, slide).catch(ignore)));
  }

  async function prepareIfWaiting(pinId: string, slide: Slide): Promise<void> {
    const isGranted = couldBeGranted(slide) && (await world.hasHost(slide.url));
    if (isGranted) await changeSlide(pinId, slide, readAgain(slide));
    if (isGranted || isWaiting(slide, null)) await whenIdle(() => prepareInOrder(pinId, slide.id, null));
  }

  return {
    /**
     * Takes a slide up the ladder, if it waits for that. `tabId`: the tab that shows its page, null where it is gone. What came
     * of it is in the store when this resolves; never rejects.
     */
    prepareSlide: (pinId: string, slideId: string, tabId: number | null) =>
      whenAsked(() => prepareInOrder(pinId, slideId, tabId)),
    /** Goes on with every slide left unread when the worker died, or whose host may be read now. For every wake; never rejects. */
    prepareWaiting,
  };
}

/** A grant that came while no screen was open moves these up. */
function couldBeGranted({ rung, problem }: Slide): boolean {
  return rung === 'address' || (rung === 'none' && problem === 'NEEDS_PERMISSION');
}

/** A slide that only its page can read waits until that page is open. */
function isWaiting({ rung, problem }: Slide, tabId: number | null): boolean {
  return rung === 'reading' || (problem === 'PAGE_NEEDED' && tabId !== null);
}

/** Everything that a slide's outcome depends on. */
function describeWork({ url, mends, fromScreen = false, original }: Slide): string {
  return JSON.stringify([url, mends, fromScreen, original?.hash ?? null]);
}

function ignore(): void {}

/** A picture small enough to be sent to a screen, and how large the picture itself is, in pixels. */
export interface Thumbnail {
  /** A `data:` address. */
  src: string;
  width: number;
  height: number;
}

/** Twice the height of most tiles, for dense screens. Pixels on the longer side. */
const LONGEST = 480;

/** Reads a picture that a page shows and brings it down. Null where it cannot be read; an empty `src` where it is too large to decode. */
export async function takeThumbnail(url: string, origin: Origin, world: SlideWorld): Promise<Thumbnail | null> {
  try {
    const blob = await findBytes(url, origin, world);
    return await inTurn(() => makeThumbnail(blob));
  } catch (error) {
    return error instanceof PictureError && error.code === 'BOMB' ? { src: '', width: 0, height: 0 } : null;
  }
}

async function makeThumbnail(blob: Blob): Promise<Thumbnail> {
  const { bitmap, small } = await openPicture(blob);
  const { width, height } = bitmap;
  bitmap.close();
  const canvas = shrinkCanvas(small, LONGEST);
  return { src: await toDataAddress(await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })), width, height };
}

async function toDataAddress(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return `data:${blob.type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
