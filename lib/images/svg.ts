import { IMAGE_HEIGHT_USEFUL, IMAGE_WIDTH_USEFUL } from '../pin/limits';
import { enlargeScale, type Size, type Slide, scaleSize } from '../pin/slide';
import { readHeader } from './header';
import { describeBytes } from './picture';
import { PictureError, type SlideWorld } from './world';

/** Pixels on the longer side, whatever a drawing says of itself. */
const LONGEST = 4000;
const TIME_OUT = 15_000;
/** The size browsers give a drawing that names none. */
const DEFAULT_SIZE: Size = { width: 300, height: 150 };

/**
 * Draws an SVG as a PNG, as large as Pinterest shows it: a drawing has no pixels to lose. Needs a page with a DOM: a screen,
 * or Firefox's event page. An `<img>` runs no script of the drawing's and loads nothing that it refers to. Throws
 * `PictureError`: `NOT_AN_IMAGE`, `DAMAGED`, `TIMEOUT`.
 */
export async function drawSvg(svg: Blob, document: Document): Promise<Blob> {
  const header = readHeader(new Uint8Array(await svg.arrayBuffer()));
  if (header.type !== 'image/svg+xml') throw new PictureError('NOT_AN_IMAGE');
  const natural = header.width > 0 && header.height > 0 ? header : DEFAULT_SIZE;
  const size = chooseSize(natural);
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = await load(address, size, document);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, size);
    canvas.getContext('2d')!.drawImage(image, 0, 0, size.width, size.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new PictureError('DAMAGED'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function chooseSize(natural: Size): Size {
  const toFit = Math.min(IMAGE_WIDTH_USEFUL / natural.width, IMAGE_HEIGHT_USEFUL / natural.height);
  const scale = Math.max(toFit, enlargeScale(natural));
  return scaleSize(natural, Math.min(scale, LONGEST / Math.max(natural.width, natural.height)));
}

async function load(address: string, size: Size, document: Document): Promise<HTMLImageElement> {
  const image = document.createElement('img');
  Object.assign(image, size);
  image.src = address;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PictureError('TIMEOUT')), TIME_OUT);
  });
  try {
    await Promise.race([image.decode(), tooLate]);
    return image;
  } catch (error) {
    throw error instanceof PictureError ? error : new PictureError('DAMAGED', error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Draws a slide that waits with `NEEDS_DRAWING` (an SVG, in Chromium's worker) in a screen's document; afterwards it waits for
 * the worker again like any other picture. Never throws: a failure is written into the slide.
 */
export async function drawSlide(
  pinId: string,
  slideId: string,
  document: Document,
  world: Pick<SlideWorld, 'readPin' | 'readBlob' | 'putBlob' | 'updatePin'>,
): Promise<void> {
  const pin = await world.readPin(pinId);
  const slide = pin?.slides.find(({ id }) => id === slideId);
  const svg = slide?.problem === 'NEEDS_DRAWING' && slide.original && (await world.readBlob(slide.original.hash));
  if (!svg) return;
  const patch = await draw(svg, document, world).catch(
    (error): Partial<Slide> => ({ rung: 'none', problem: error instanceof PictureError ? error.code : 'DAMAGED' }),
  );
  await world.updatePin(pinId, (current) => ({
    ...current,
    slides: current.slides.map((one) =>
      one.id === slideId && one.problem === 'NEEDS_DRAWING' ? { ...one, ...patch } : one,
    ),
  }));
}

async function draw(svg: Blob, document: Document, { putBlob }: Pick<SlideWorld, 'putBlob'>): Promise<Partial<Slide>> {
  const blob = await drawSvg(svg, document);
  const header = readHeader(new Uint8Array(await blob.arrayBuffer()));
  const original = await describeBytes(blob, { ...header, transparent: header.hasAlpha });
  await putBlob(original.hash, blob);
  return { rung: 'reading', problem: '', original };
}
