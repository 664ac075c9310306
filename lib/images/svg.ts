import { IMAGE_HEIGHT_USEFUL, IMAGE_WIDTH_USEFUL } from '../pin/limits';
import { enlargeScale, type Size, type Slide, scaleSize } from '../pin/slide';
import { expectDecodable, readHeader } from './header';
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

/** How many elements a drawing may come to, each use of another one counted; the largest illustrations have tens of thousands. */
const ELEMENTS = 100_000;
/** How many filter steps may be applied; each is work for every pixel. */
const FILTER_STEPS = 60;
/** Bytes of text; the drawing's own parser takes a second for more. */
const TEXT = 8_000_000;

/**
 * Whether a drawing can be drawn in a moment, judged by its text: a browser draws SVG in the window's own thread, where a
 * million `<use>` or a chain of filters stops everything for half a minute. Counts what the references come to, without
 * following any.
 */
export function isLightSvg(text: string): boolean {
  if (text.length > TEXT || text.includes('<!ENTITY')) return false;
  const weights = new Map<string, Weight>();
  const whole: Weight = { elements: 0, filters: 0, uses: [] };
  const open: { name: string; id: string | undefined }[] = [];
  const steps = new Map<string, number>();
  for (const [, end, name = '', attributes = ''] of text.matchAll(
    /<(\/?)([a-z][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi,
  )) {
    if (end) {
      while (open.length > 0 && open.pop()!.name !== name);
      continue;
    }
    const id = /(?:^|\s)id\s*=\s*["']([^"']+)/.exec(attributes)?.[1];
    const owners = [whole, ...open.flatMap((one) => (one.id === undefined ? [] : find(weights, one.id)))];
    if (id !== undefined) owners.push(find(weights, id));
    const used = /^(?:\w+:)?use$/.test(name) ? /href\s*=\s*["']\s*#([^"']+)/.exec(attributes)?.[1] : undefined;
    const filter = /filter\s*[=:]\s*["']?\s*url\(\s*["']?#([^"')]+)/.exec(attributes)?.[1];
    for (const owner of owners) {
      owner.elements++;
      if (used !== undefined) owner.uses.push(used);
      if (filter !== undefined) owner.filters++;
    }
    const inFilter = open.find((one) => one.name === 'filter');
    if (inFilter && /^fe[A-Z]/.test(name)) steps.set('', (steps.get('') ?? 0) + 1);
    if (!attributes.trimEnd().endsWith('/')) open.push({ name, id });
    if (whole.elements > ELEMENTS || open.length > 5_000) return false;
  }
  const { elements, filters } = sum(whole, weights, new Map(), 0);
  return elements <= ELEMENTS && filters * Math.max(1, steps.get('') ?? 0) <= FILTER_STEPS;
}

interface Weight {
  elements: number;
  filters: number;
  /** Ids of what is drawn once more. */
  uses: string[];
}

function find(weights: Map<string, Weight>, id: string): Weight {
  const known = weights.get(id) ?? { elements: 0, filters: 0, uses: [] };
  weights.set(id, known);
  return known;
}

/** A weight with all it uses. Infinite where references go round or deeper than any drawing needs. */
function sum(
  weight: Weight,
  weights: Map<string, Weight>,
  known: Map<Weight, { elements: number; filters: number }>,
  depth: number,
): { elements: number; filters: number } {
  const before = known.get(weight);
  if (before) return before;
  if (depth > 50) return { elements: Infinity, filters: Infinity };
  // Counted as too much until it is known: a reference to itself.
  known.set(weight, { elements: Infinity, filters: Infinity });
  const total = { elements: weight.elements, filters: weight.filters };
  for (const id of weight.uses) {
    const used = weights.get(id);
    if (!used) continue;
    const { elements, filters } = sum(used, weights, known, depth + 1);
    total.elements += elements;
    total.filters += filters;
  }
  known.set(weight, total);
  return total;
}

/** Whether bytes of a file are a picture that can be decoded within bounds: what is kept is shown and drawn without another look. */
export function isSafePicture(bytes: Uint8Array): boolean {
  try {
    const header = readHeader(bytes);
    if (header.type === 'image/svg+xml') return isLightSvg(new TextDecoder().decode(bytes));
    expectDecodable(header);
    return true;
  } catch {
    return false;
  }
}
