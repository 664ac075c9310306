import { isPrivateAddress } from '../page/identity/private-host';
import { type Slide, shrinkScale } from '../pin/slide';
import { readHeader } from './header';
import { type MadeReady, makeReady } from './mend';
import { describeBytes, type StoredPicture } from './picture';
import { findBytes, type Origin, takeFromTab } from './read';
import { isSamePicture, takeFingerprint } from './small-copy';
import { isLightSvg } from './svg';
import { PictureError, type SlideWorld } from './world';

/** What came of preparing a slide: what to write into it, and the bytes to keep before that. */
export interface Outcome {
  patch: Partial<Slide>;
  keep: StoredPicture[];
}

/** What bytes turned out to be: a picture, or an SVG that only a screen can draw. */
type Opened = { is: 'picture'; made: MadeReady } | { is: 'drawing'; svg: StoredPicture };

/** After this no further rendition is tried; each reading has bounds of its own. Milliseconds. */
const TIME_FOR_ALL = 60_000;
/** A larger rendition has at least this many times the pixels on a side. */
const WORTH = 1.1;
const PROPOSALS_TRIED = 3;

/**
 * Takes a slide up the ladder and mends it. The first rung that works holds it: bytes that can be read, of the picture or of a
 * smaller rendition that its page declares; its public address, where that names a JPEG or PNG; permission for its host, for
 * which the user has to be asked (`NEEDS_PERMISSION`); what the tab shows, where permission does not help or the user chose it.
 * A picture whose original is in the store is only mended. Never throws.
 */
export async function takeSlide(slide: Slide, origin: Origin, world: SlideWorld): Promise<Outcome> {
  try {
    const kept = slide.original && (await world.readBlob(slide.original.hash));
    if (kept) return describe(await open(kept, slide, world), slide.fromScreen ? 'screenshot' : 'bytes');
    return await climb(slide, origin, world);
  } catch (error) {
    return describeFailure(error);
  }
}

async function climb(slide: Slide, origin: Origin, world: SlideWorld): Promise<Outcome> {
  const { url } = slide;
  const fromScreen = async () =>
    describe(await open(await takeFromTab(url, origin, world), slide, world), 'screenshot');
  if (slide.fromScreen) return fromScreen();
  const mayAsk = /^https?:/.test(url) && !(await world.hasHost(url));
  const read = await readRendition(slide, mayAsk, origin, world);
  if (!(read instanceof PictureError)) return describe(await findLarger(slide, read, origin, world), 'bytes');
  const isRefused = read.code === 'UNREADABLE' || /^HTTP_40[13]$/.test(read.code);
  if (!isRefused) throw read;
  // With a grant, what cannot be reached from here is no address to rely on.
  if (read.code === 'UNREADABLE' && mayAsk && isPublicPicture(url))
    return { patch: { ...NOTHING_READ, rung: 'address', problem: '' }, keep: [] };
  if (mayAsk) throw new PictureError('NEEDS_PERMISSION', read);
  return fromScreen().catch(() => {
    throw read;
  });
}

/** The first rendition that can be read and opened, largest first; else why the largest cannot. */
async function readRendition(
  slide: Slide,
  mayAsk: boolean,
  origin: Origin,
  world: SlideWorld,
): Promise<Opened | PictureError> {
  const end = world.now() + TIME_FOR_ALL;
  let first: PictureError | undefined;
  for (const url of [slide.url, ...(slide.variants ?? [])]) {
    try {
      return await open(await findBytes(url, origin, world), slide, world);
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      first ??= error;
      // Permission for the picture itself is better than a smaller rendition of it.
      if ((error.code === 'UNREADABLE' && mayAsk) || world.now() > end) break;
    }
  }
  return first!;
}

/** Decodes and mends bytes; an SVG is drawn first, where there is a DOM. */
async function open(blob: Blob, { mends }: Slide, world: SlideWorld): Promise<Opened> {
  try {
    return { is: 'picture', made: (await makeReady(blob, mends))! };
  } catch (error) {
    if (!(error instanceof PictureError && error.code === 'NEEDS_DRAWING')) throw error;
    if (!isLightSvg(await blob.text())) throw new PictureError('BOMB');
    if (world.drawSvg) return { is: 'picture', made: (await makeReady(await world.drawSvg(blob), mends))! };
    const header = readHeader(new Uint8Array(await blob.arrayBuffer()));
    const facts = await describeBytes(blob, { ...header, transparent: true });
    return { is: 'drawing', svg: { blob: blob.slice(0, blob.size, header.type), facts } };
  }
}

/**
 * A larger rendition, if one of the addresses that might hold one does. It is believed only when it loads, is larger and shows
 * the same picture; any other is thrown away unseen. A picture that has all the pixels that Pinterest shows is left.
 */
async function findLarger(slide: Slide, found: Opened, origin: Origin, world: SlideWorld): Promise<Opened> {
  if (found.is === 'drawing') return found;
  const { original, fingerprint } = found.made;
  if (shrinkScale(original.facts) < 1) return found;
  for (const url of (slide.proposals ?? []).slice(0, PROPOSALS_TRIED)) {
    try {
      const made = await makeReady(
        await findBytes(url, origin, world),
        slide.mends,
        ({ bitmap, small }) =>
          bitmap.width >= original.facts.width * WORTH && isSamePicture(takeFingerprint(small), fingerprint),
      );
      if (made) return { is: 'picture', made };
    } catch {
      // A guess that did not come true.
    }
  }
  return found;
}

const NOTHING_READ = { original: null, ready: null, tries: 0 } as const;

function describe(opened: Opened, rung: 'bytes' | 'screenshot'): Outcome {
  if (opened.is === 'drawing') {
    const { svg } = opened;
    return { patch: { ...NOTHING_READ, rung: 'none', problem: 'NEEDS_DRAWING', original: svg.facts }, keep: [svg] };
  }
  const { original, ready, problem, focus } = opened.made;
  const { width, height } = original.facts;
  const read = { original: original.facts, ready: ready?.facts ?? null, problem, focus, width, height };
  const keep = ready && ready !== original ? [original, ready] : [original];
  return { patch: { ...read, rung, fromScreen: rung === 'screenshot', tries: 0 }, keep };
}

/** The slide when nothing works. A full store is the one cause that is not the picture's. */
export function describeFailure(error: unknown): Outcome {
  const isFull = error instanceof Error && error.name === 'StoreFull';
  const problem = error instanceof PictureError ? error.code : isFull ? 'STORE_FULL' : 'DAMAGED';
  return { patch: { ...NOTHING_READ, rung: 'none', problem }, keep: [] };
}

/** Signs that a host sends another type than the name says, to whoever can show it. */
const NEGOTIATED = /[?&/,](auto=[^&]*format|(fm|format|f|output)=(auto|webp|avif)|f_auto|format[,=]auto)/i;

/**
 * Whether Postbreeze can be expected to fetch a JPEG or PNG from an address that we cannot read: public https, named so, and
 * not one that negotiates. It is a guess by the name, since a host that does not let us read tells nothing else; the slide
 * says so (`slide-by-address`).
 */
export function isPublicPicture(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname, username } = new URL(url);
  const isNamedSo = /\.(jpe?g|png)$/i.test(pathname);
  return protocol === 'https:' && username === '' && isNamedSo && !NEGOTIATED.test(url) && !isPrivateAddress(url);
}
