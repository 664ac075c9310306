import type { Pin } from '../pin/pin';
import type { ImageFacts, Slide } from '../pin/slide';
import type { Sight } from './find-bytes';
import { readHeader } from './header';
import { climb } from './ladder';
import { findLarger } from './larger';
import { type MadeReady, makeReady } from './make-ready';
import { describeBytes } from './picture';
import { PictureError } from './picture-error';
import type { SlideWorld } from './world';

/** What came of preparing a slide: what is to be written into it, and the bytes that have to be kept before that. */
export interface Outcome {
  patch: Partial<Slide>;
  keep: { hash: string; blob: Blob }[];
}

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Reads a slide's picture, or takes it from the store where it was read before, and mends it. Never throws. */
export async function takeSlide(
  slide: Slide,
  pin: Pin,
  tabId: number | null,
  world: SlideWorld,
  turn: Turn,
): Promise<Outcome> {
  try {
    return (await mendKept(slide, world, turn)) ?? (await readSlide(slide, pin, tabId, world, turn));
  } catch (error) {
    if (error instanceof DrawingFound) return error.outcome;
    return fail(error);
  }
}

/** The slide's outcome when its original is in the store; undefined when it has to be read. */
async function mendKept(slide: Slide, world: SlideWorld, turn: Turn): Promise<Outcome | undefined> {
  const blob = slide.original && (await world.readBlob(slide.original.hash));
  if (!blob) return undefined;
  const made = await turn(() => open(blob, slide, world));
  return toOutcome(made, slide.fromScreen ? 'screenshot' : 'bytes');
}

async function readSlide(
  slide: Slide,
  pin: Pin,
  tabId: number | null,
  world: SlideWorld,
  turn: Turn,
): Promise<Outcome> {
  const found = await climb(slide, pin, tabId, world, (blob) => turn(() => open(blob, slide, world)));
  if (found.rung === 'address') return { patch: { ...NOTHING_READ, rung: 'address', problem: '' }, keep: [] };
  const sight: Sight = { url: slide.url, pageUrl: pin.source.pageUrl, tabId };
  const larger = found.rung === 'bytes' ? await findLarger(slide, found.opened, sight, world, turn) : undefined;
  return toOutcome(larger ?? found.opened, found.rung);
}

/** Opens bytes; an SVG is drawn first. Throws `DrawingFound` where only a screen can draw it. */
async function open(blob: Blob, slide: Slide, world: SlideWorld): Promise<MadeReady> {
  try {
    return (await makeReady(blob, slide))!;
  } catch (error) {
    if (!(error instanceof PictureError && error.code === 'NEEDS_DRAWING')) throw error;
    if (!world.drawSvg) throw new DrawingFound(await keepDrawing(blob));
    return (await makeReady(await world.drawSvg(blob), slide))!;
  }
}

/** An SVG was read and waits for a screen to draw it: an outcome of its own, not an error. */
class DrawingFound extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('An SVG waits to be drawn.');
    this.outcome = outcome;
  }
}

async function keepDrawing(svg: Blob): Promise<Outcome> {
  const header = readHeader(new Uint8Array(await svg.arrayBuffer()));
  const blob = svg.slice(0, svg.size, header.type);
  const facts: ImageFacts = await describeBytes(blob, { ...header, transparent: true });
  const patch: Partial<Slide> = { ...NOTHING_READ, rung: 'none', problem: 'NEEDS_DRAWING', original: facts };
  return { patch, keep: [{ hash: facts.hash, blob }] };
}

const NOTHING_READ = { original: null, ready: null, tries: 0 } as const;

function toOutcome({ original, ready, problem, focus }: MadeReady, rung: 'bytes' | 'screenshot'): Outcome {
  const { width, height } = original.facts;
  return {
    patch: {
      rung,
      original: original.facts,
      ready: ready?.facts ?? null,
      problem,
      focus,
      width,
      height,
      fromScreen: rung === 'screenshot',
      tries: 0,
    },
    keep: [original, ...(ready && ready !== original ? [ready] : [])].map(({ facts, blob }) => ({
      hash: facts.hash,
      blob,
    })),
  };
}

/** The slide as it stands when nothing works; a store that is full is the one cause that is not the picture's. */
export function fail(error: unknown): Outcome {
  const known = error instanceof PictureError ? error.code : undefined;
  const isFull = error instanceof Error && error.name === 'StoreFull';
  const problem = known ?? (isFull ? 'STORE_FULL' : 'DAMAGED');
  return { patch: { ...NOTHING_READ, rung: 'none', problem }, keep: [] };
}
