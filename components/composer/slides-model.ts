import { type ReadonlySignal, signal } from '@preact/signals';
import type { DrawnOffer, MendOffer } from '../../lib/pin/mend-offer';
import { createSlide, type Mend, type Slide } from '../../lib/pin/slide';
import type { Content, DraftModel } from './draft-model';
import { mergeDraft } from './merge';
import { findPlace, type ImageChoice } from './page-images';
import type { Say } from './status';
import type { ComposerWorld } from './world';

/** How often a slide is handed to the worker again when it was stopped in the middle. */
const TRIES = 3;

/** The verbs on slides. Each saves first, then has the worker read or mend the picture. */
export interface SlideDesk {
  pick: (choice: ImageChoice) => void;
  unpick: (choice: ImageChoice) => void;
  /** Moves a slide to a place, 0 being first. */
  moveTo: (slideId: string, place: number) => void;
  remove: (slideId: string) => void;
  /** Gives a slide these mends, with undo. */
  mend: (slideId: string, mends: Mend[]) => void;
  /** Carries out what a check offers. Call it first in a click handler: it may ask for a permission. */
  take: (offer: MendOffer, slideId: string | null) => void;
  /** Asks for the picture's host and reads again every slide that comes from there. Call it first in a click handler. */
  askHost: (slide: Slide) => void;
  /** Reads again what was left unread: the popup may have closed in the middle, or a grant came. */
  resume: () => Promise<void>;
  /** How many pictures are being read or mended. */
  working: ReadonlySignal<number>;
  /** Resolves when no picture is being read any more. */
  idle: () => Promise<void>;
}

type World = Pick<ComposerWorld, 'newId' | 'prepareSlide' | 'requestHost' | 'hasHost'>;

export function createSlideDesk(draft: DraftModel, tabId: number | null, world: World, say: Say): SlideDesk {
  const working = signal(0);
  const underWay = new Map<string, Promise<void>>();

  /** Hands slides to the worker that are to be read or mended; one that is under way is looked at again when it is done. */
  function prepareUnread(): void {
    for (const { id, rung } of draft.slides.peek()) {
      if (rung !== 'reading' || underWay.has(id)) continue;
      const work = takeUpLadder(id).finally(() => {
        underWay.delete(id);
        working.value = underWay.size;
      });
      underWay.set(id, work);
    }
    working.value = underWay.size;
  }

  async function takeUpLadder(slideId: string): Promise<void> {
    const find = () => draft.slides.peek().find(({ id }) => id === slideId);
    for (let tries = 0; tries < TRIES && isWaiting(find()); tries++) {
      await draft.settle();
      await world.prepareSlide(draft.pin.peek().id, slideId, tabId);
      await draft.lookAgain();
    }
    if (find()?.rung === 'reading') draft.changeSlide(slideId, { rung: 'none', problem: 'IMAGE_NOT_READ' });
  }

  function setSlides(slides: Slide[]): void {
    draft.change({ slides });
    prepareUnread();
  }

  function changeWhere(fits: (slide: Slide) => boolean, patch: Partial<Slide>): void {
    setSlides(draft.slides.peek().map((slide) => (fits(slide) ? { ...slide, ...patch } : slide)));
  }

  function changeWithUndo(patch: Partial<Content>, done: string): void {
    const before = draft.pin.peek();
    const change = (content: Partial<Content>) => {
      draft.change(content);
      prepareUnread();
    };
    change(patch);
    const after = draft.pin.peek();
    const undo = () => {
      const undone = mergeDraft(after, before, draft.pin.peek()).pin;
      change(Object.fromEntries(Object.keys(patch).map((field) => [field, undone[field as keyof Content]])));
      say('info', 'Undone.');
    };
    say('good', done, { words: 'Undo', act: undo });
  }

  function mendAll(mends: ReadonlyMap<string, Mend[]>, done: string): void {
    const mended = draft.slides.peek().map((slide) => {
      const theirs = mends.get(slide.id);
      return theirs ? { ...slide, ...UNREAD, mends: theirs, ready: null } : slide;
    });
    changeWithUndo({ slides: mended }, done);
  }

  function remove(slideId: string): void {
    const place = draft.slides.peek().findIndex(({ id }) => id === slideId);
    if (place < 0) return;
    const slides = draft.slides.peek().filter(({ id }) => id !== slideId);
    changeWithUndo({ slides }, `Slide ${place + 1} removed.`);
  }

  function askHost(asked: Slide): void {
    const { host } = new URL(asked.url);
    // Asked before anything is awaited. The draft is on disk already: the prompt may close the popup.
    void world.requestHost(asked.url).then((isGranted) => {
      if (!isGranted) return say('warn', `${host} may not be read. The picture stays as it was.`);
      changeWhere((slide) => slide.rung !== 'bytes' && hostOf(slide) === host, {
        ...UNREAD,
        ...FORGOTTEN,
        fromScreen: false,
      });
    });
  }

  function take(offer: MendOffer, slideId: string | null): void {
    const isMeant = (slide: Slide) => slide.id === slideId;
    const acts: Partial<Record<MendOffer['kind'], () => void>> = {
      'ask-permission': () => askHostOf(offer),
      'take-from-screen': () => changeWhere(isMeant, { ...UNREAD, ...FORGOTTEN, fromScreen: true }),
      'read-again': () => changeWhere(isMeant, UNREAD),
      remove: () => slideId !== null && remove(slideId),
      write: () => offer.kind === 'write' && changeWithUndo(offer.content, `Done: ${offer.label}.`),
    };
    const act = acts[offer.kind] ?? (() => void draw(offer as DrawnOffer, slideId));
    act();
  }

  function askHostOf(offer: MendOffer): void {
    const slide = draft.slides.peek().find((one) => offer.kind === 'ask-permission' && hostOf(one) === offer.host);
    if (slide) askHost(slide);
  }

  async function draw(offer: DrawnOffer, slideId: string | null): Promise<void> {
    const { planMends } = await import('./slide-rules');
    mendAll(planMends(draft.slides.peek(), offer, slideId), `Done: ${offer.label}.`);
  }

  async function resume(): Promise<void> {
    const slides = draft.slides.peek();
    const isReadable = await Promise.all(slides.map(({ rung, url }) => rung === 'address' && world.hasHost(url)));
    const again = new Set(slides.filter(({ rung }, index) => rung === 'none' || isReadable[index]).map(({ id }) => id));
    if (again.size > 0) changeWhere(({ id }) => again.has(id), UNREAD);
    else prepareUnread();
  }

  return {
    pick: (choice) => {
      if (findPlace(choice, draft.slides.peek()) >= 0) return;
      setSlides([...draft.slides.peek(), createSlide({ id: world.newId(), ...pickedFrom(choice) })]);
    },
    unpick: (choice) => {
      const slide = draft.slides.peek()[findPlace(choice, draft.slides.peek())];
      if (slide) remove(slide.id);
    },
    moveTo: (slideId, place) => {
      const slides = draft.slides.peek();
      const moved = slides.find(({ id }) => id === slideId);
      if (!moved || place < 0 || place >= slides.length || slides[place] === moved) return;
      const others = slides.filter(({ id }) => id !== slideId);
      draft.change({ slides: [...others.slice(0, place), moved, ...others.slice(place)] });
      say('info', `Now slide ${place + 1} of ${slides.length}.`);
    },
    remove,
    mend: (slideId, mends) => mendAll(new Map([[slideId, mends]]), 'The picture was changed.'),
    take,
    askHost,
    resume,
    working,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

type Picked = Parameters<typeof createSlide>[0];

/** A slide that the worker is to read again. */
const UNREAD = { rung: 'reading', problem: '', tries: 0 } as const satisfies Partial<Slide>;
/** What was read before is not what is wanted now. */
const FORGOTTEN = { original: null, ready: null } as const satisfies Partial<Slide>;

function pickedFrom({ url, candidate, width, height, addresses }: ImageChoice): Omit<Picked, 'id'> {
  const smaller = addresses.slice(addresses.indexOf(url) + 1);
  return { url, text: candidate?.text ?? '', width, height, proposals: candidate?.proposals ?? [], variants: smaller };
}

function hostOf({ url }: Slide): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

function isWaiting(slide: Slide | undefined): boolean {
  return slide?.rung === 'reading' || slide?.problem === 'NEEDS_DRAWING';
}
