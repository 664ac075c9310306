import type { Slide } from '../pin/slide';
import { readHeader } from './header';
import { describeBytes } from './picture';
import { PictureError } from './picture-error';
import { drawSvg } from './svg';
import type { SlideWorld } from './world';

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
