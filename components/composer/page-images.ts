import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { wait } from '../../lib/browser/in-page';
import { askThumbnail } from '../../lib/browser/messages';
import type { Thumbnail } from '../../lib/images/preparer';
import { type Candidate, type LeftOutReason, listAddresses, type PageFacts } from '../../lib/page/facts';
import type { Slide } from '../../lib/pin/slide';
import { SECOND } from '../../lib/time';
import { t } from '../../lib/words/t';
import { isHuge } from '../ui/thumb';

/** Pixels: a picture smaller than this on both sides is an icon or a tracker. */
const TOO_SMALL = 80;

/** One picture on offer. */
export interface ImageChoice {
  /** Stable while the composer is open. */
  key: string;
  /** What its checkbox is called: alt text, caption, or its place among the pictures. */
  name: string;
  /** The best address known so far; pinned when the picture is picked. */
  url: string;
  /** What may be shown and pinned as this picture, best first: the renditions that the page declares, none that is guessed. */
  addresses: string[];
  /** Pixels; 0 is unknown. */
  width: number;
  height: number;
  candidate: Candidate | null;
}

export interface LeftOutImage {
  url: string;
  name: string;
  reason: LeftOutReason;
  ownerWords: string;
  /** Null where the page's owner forbids pinning it. */
  choice: ImageChoice | null;
}

/** The pictures of the page: offered, left out, picked. */
export interface PageImages {
  offered: ReadonlySignal<ImageChoice[]>;
  leftOut: ReadonlySignal<LeftOutImage[]>;
  /** How many were dropped because none of their addresses loads. */
  brokenCount: ReadonlySignal<number>;
  /** Adds what a later look at the page found, behind what is there. */
  add: (later: PageFacts) => void;
  /** The picture's address did not load: goes on to the next, or drops it. */
  fail: (choice: ImageChoice) => void;
  /** The picture loaded with this natural size. */
  measure: (choice: ImageChoice, width: number, height: number) => void;
  /** The choice a slide was made from. */
  findChoice: (slide: Slide) => ImageChoice | undefined;
}

export function createPageImages(
  facts: PageFacts | null,
  hintedUrl: string | undefined,
  isOnline: () => boolean,
): PageImages {
  const all = signal(listChoices(facts, hintedUrl));
  const fallen = signal<LeftOutImage[]>([]);
  let named = all.peek().length;
  const given = (facts?.leftOut ?? []).map((one, index) => toLeftOut(one, index));

  function replace(key: string, patch: Partial<ImageChoice>): void {
    all.value = all.value.map((choice) => (choice.key === key ? { ...choice, ...patch } : choice));
  }

  function drop(choice: ImageChoice, reason: LeftOutReason): void {
    all.value = all.value.filter(({ key }) => key !== choice.key);
    fallen.value = [
      ...fallen.value,
      { url: choice.addresses[0] ?? choice.url, name: choice.name, reason, ownerWords: '', choice },
    ];
  }

  return {
    offered: all,
    leftOut: computed(() => [...fallen.value, ...given]),
    brokenCount: computed(() => fallen.value.filter(({ reason }) => reason === 'broken').length),
    add: ({ candidates }) => {
      const known = new Set(
        [...all.peek(), ...fallen.peek().flatMap(({ choice }) => choice ?? [])].flatMap(({ addresses }) => addresses),
      );
      const isNew = ({ url, variants }: Candidate) => ![url, ...variants].some((one) => known.has(one));
      const found = candidates.filter(isNew).map((candidate) => toChoice(candidate, named++));
      if (found.length > 0) all.value = [...all.peek(), ...found];
    },
    fail: (choice) => {
      if (!isOnline()) return;
      const next = choice.addresses[choice.addresses.indexOf(choice.url) + 1];
      if (next === undefined) drop(choice, 'broken');
      else replace(choice.key, { url: next });
    },
    measure: (choice, width, height) => {
      if (width < TOO_SMALL && height < TOO_SMALL && choice.key !== 'hint') drop(choice, 'small');
      else if (width !== choice.width || height !== choice.height) replace(choice.key, { width, height });
    },
    findChoice: (slide) => all.value.find(({ addresses }) => addresses.includes(slide.url)),
  };
}

/** The slide's place among the chosen ones (0 is first), by any address of the picture; -1 when it is not picked. */
export function findPlace(choice: ImageChoice, slides: readonly Slide[]): number {
  return slides.findIndex(({ url }) => choice.addresses.includes(url));
}

function listChoices(facts: PageFacts | null, hintedUrl: string | undefined): ImageChoice[] {
  const choices = (facts?.candidates ?? []).map(toChoice);
  if (hintedUrl === undefined) return choices;
  const hinted = choices.find(({ addresses }) => addresses.includes(hintedUrl));
  // What the user pointed at stands first, also where the collector did not take it for a picture worth pinning.
  if (hinted) return [hinted, ...choices.filter((choice) => choice !== hinted)];
  return [{ ...bareChoice(hintedUrl, t('composer.grid.pointedAt')), key: 'hint' }, ...choices];
}

function toChoice(candidate: Candidate, index: number): ImageChoice {
  return {
    key: String(index),
    name: candidate.text.trim() || t('composer.grid.unnamed', { number: index + 1 }),
    url: candidate.url,
    addresses: listAddresses(candidate),
    width: candidate.naturalWidth,
    height: candidate.naturalHeight,
    candidate,
  };
}

function bareChoice(url: string, name: string): ImageChoice {
  return { key: url, name, url, addresses: [url], width: 0, height: 0, candidate: null };
}

function toLeftOut(one: PageFacts['leftOut'][number], index: number): LeftOutImage {
  const name = one.text.trim() || t('composer.grid.unnamedLeftOut', { number: index + 1 });
  const choice = one.reason === 'nopin' ? null : { ...bareChoice(one.url, name), key: `out-${index}` };
  return { ...one, name, choice };
}

/** One is read while another is decoded. */
const AT_ONCE = 2;
/** A host that takes longer than this holds up no other picture. */
const PATIENCE = 10 * SECOND;

/** Null: it cannot be read; undefined: not yet there. */
type Found = Thumbnail | null | undefined;

/** Thumbnails of the page's huge pictures. The worker makes them, each when it is first asked for. */
export function createHugePictures(pageUrl: string, tabId: number | null) {
  const thumbnails = new Map<string, Signal<Found>>();
  const begun = new Set<string>();
  const waiting = new Set<string>();
  let busy = 0;

  function find(url: string): Signal<Found> {
    const known = thumbnails.get(url) ?? signal<Found>(undefined);
    thumbnails.set(url, known);
    return known;
  }

  async function begin(url: string): Promise<void> {
    waiting.delete(url);
    begun.add(url);
    busy++;
    find(url).value = (await Promise.race([askThumbnail(url, pageUrl, tabId), wait(PATIENCE)])) ?? null;
    busy--;
    beginNext();
  }

  function beginNext(): void {
    for (const url of waiting) if (busy < AT_ONCE) void begin(url);
  }

  return {
    ask(url: string): void {
      if (!begun.has(url)) waiting.add(url);
      beginNext();
    },
    /** Nobody looks at it any more. */
    forget: (url: string) => void waiting.delete(url),
    /** What to show of a huge picture: its thumbnail; itself where it cannot be read; null until that is known. */
    addressOf: (url: string): string | null => {
      const found = find(url).value;
      return found === null ? url : (found?.src ?? null);
    },
    /** The picture's own size, where its thumbnail is shown. */
    sizeOf: (url: string): { width: number; height: number } | undefined => find(url).value ?? undefined,
  };
}

type HugePictures = ReturnType<typeof createHugePictures>;

/** The address that a tile shows. The thumbnail of a huge picture is asked for when the tile comes into view. */
export function useTilePicture(
  { url, candidate }: ImageChoice,
  huge: HugePictures,
  tile: RefObject<Element | null>,
): string | null {
  // By the page's word: a picture whose size shows only once it has loaded stays as it is.
  const isOne = candidate !== null && isHuge({ width: candidate.naturalWidth, height: candidate.naturalHeight });
  useEffect(() => {
    if (!isOne || !tile.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting) huge.ask(url);
      else huge.forget(url);
    });
    observer.observe(tile.current);
    return () => {
      observer.disconnect();
      huge.forget(url);
    };
  }, [url, isOne]);
  return isOne ? huge.addressOf(url) : url;
}
