import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { prepareSlide } from '../../lib/browser/messages';
import { hasHost, requestHost } from '../../lib/browser/permissions';
import { openEarlier } from '../../lib/browser/screens';
import type { DrawnOffer, MendOffer } from '../../lib/pin/mends';
import { createSlide, type Mend, type Slide, UNREAD } from '../../lib/pin/slide';
import { putBlob, readBlob } from '../../lib/store/blobs';
import { siteOf } from '../../lib/store/books';
import { readPin, updatePin } from '../../lib/store/pins';
import { t } from '../../lib/words/t';
import type { Content, DraftModel } from './draft-model';
import { findPlace, type ImageChoice } from './page-images';
import type { Say } from './status';

/** Addresses under which the screen shows bytes from the store. */
export interface Pictures {
  /** A `blob:` address for the bytes under this hash; '' until they are read, null when they are gone. */
  addressOf: (hash: string) => ReadonlySignal<string | null>;
}

/** Each picture is read once and its address lives as long as the window. */
export function createPictures(readBlob: (hash: string) => Promise<Blob | undefined>): Pictures {
  const known = new Map<string, ReadonlySignal<string | null>>();

  function open(hash: string): ReadonlySignal<string | null> {
    const address = signal<string | null>('');
    known.set(hash, address);
    void readBlob(hash)
      .catch(() => undefined)
      .then((blob) => {
        address.value = blob ? URL.createObjectURL(blob) : null;
      });
    return address;
  }

  return { addressOf: (hash) => known.get(hash) ?? open(hash) };
}

/**
 * Has the worker take a slide up the ladder. An SVG, which Chromium's worker cannot draw, is drawn here, where there is a DOM,
 * and handed to the worker again. Never rejects.
 */
export async function prepareAndDraw(pinId: string, slideId: string, tabId: number | null): Promise<void> {
  await prepareSlide(pinId, slideId, tabId);
  const pin = await readPin(pinId);
  const isDrawing = pin?.slides.some(({ id, problem }) => id === slideId && problem === 'NEEDS_DRAWING');
  if (!isDrawing) return;
  const { drawSlide } = await import('../../lib/images/svg');
  await drawSlide(pinId, slideId, document, { readPin, readBlob, putBlob, updatePin });
  await prepareSlide(pinId, slideId, tabId);
}

/** How often a slide is handed to the worker again after the worker was stopped halfway. */
const TRIES = 3;

export type SlidesModel = ReturnType<typeof createSlidesModel>;

/** The slides of the draft. Each change is saved first, then the worker reads or mends the picture. */
export function createSlidesModel(draft: DraftModel, tabId: number | null, say: Say) {
  const working = signal(0);
  const underWay = new Map<string, Promise<void>>();
  /** The slide that was suggested, until the user acts on it. */
  let suggestedId: string | null = null;

  effect(() => {
    if (draft.isStored.value && draft.isOpen.value) prepareUnread(draft.slides.value);
  });

  function prepareUnread(slides: readonly Slide[]): void {
    for (const { id, rung } of slides) {
      if (rung !== 'reading' || underWay.has(id)) continue;
      const work = untracked(() => takeUpLadder(id)).finally(() => {
        underWay.delete(id);
        working.value = underWay.size;
        // It may have been requested again meanwhile.
        if (draft.isOpen.peek()) prepareUnread(draft.slides.peek());
      });
      underWay.set(id, work);
    }
    working.value = underWay.size;
  }

  async function takeUpLadder(slideId: string): Promise<void> {
    const find = () => draft.slides.peek().find(({ id }) => id === slideId);
    for (let tries = 0; tries < TRIES && isWaiting(find()); tries++) {
      await draft.whenSaved();
      await prepareAndDraw(draft.pin.peek().id, slideId, tabId);
      await draft.lookAgain();
    }
    if (find()?.rung === 'reading') draft.noteSlide(slideId, { rung: 'none', problem: 'IMAGE_NOT_READ' });
  }

  function changeWhere(fits: (slide: Slide) => boolean, patch: Partial<Slide>): void {
    draft.change({ slides: draft.slides.peek().map((slide) => (fits(slide) ? { ...slide, ...patch } : slide)) });
  }

  function actWithUndo(patch: Partial<Content>, done: string): void {
    const takeBack = draft.act(patch);
    const act = () => {
      takeBack();
      say('info', t('composer.undone'));
    };
    say('good', done, { words: t('composer.undo'), act });
  }

  function mendAll(mends: ReadonlyMap<string, Mend[]>, done: string): void {
    suggestedId = null;
    const mended = draft.slides.peek().map((slide) => {
      const theirs = mends.get(slide.id);
      return theirs ? { ...slide, ...UNREAD, mends: theirs, ready: null } : slide;
    });
    actWithUndo({ slides: mended }, done);
  }

  function remove(slideIds: readonly string[]): void {
    const before = draft.slides.peek();
    const place = before.findIndex(({ id }) => slideIds.includes(id));
    const slides = before.filter(({ id }) => !slideIds.includes(id));
    const count = before.length - slides.length;
    if (count === 1) actWithUndo({ slides }, t('composer.slides.removed', { place: place + 1 }));
    if (count > 1) actWithUndo({ slides }, t('composer.slides.removedMany', { count }));
  }

  function askHost(asked: Slide): void {
    const { host } = new URL(asked.url);
    // Asked before anything is awaited. The draft is on disk already: the prompt may close the popup.
    void requestHost(asked.url).then((isGranted) => {
      if (!isGranted) return say('warn', t('composer.slides.hostRefused', { host }));
      changeWhere((slide) => slide.rung !== 'bytes' && siteOf(slide.url) === host, {
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
      show: () => offer.kind === 'show' && void openEarlier(offer.earlier),
      remove: () => slideId !== null && remove([slideId]),
      write: () => offer.kind === 'write' && actWithUndo(offer.content, t('composer.done', { what: offer.label })),
    };
    const act = acts[offer.kind] ?? (() => void draw(offer as DrawnOffer, slideId));
    act();
  }

  function askHostOf(offer: MendOffer): void {
    const slide = draft.slides.peek().find((one) => offer.kind === 'ask-permission' && siteOf(one.url) === offer.host);
    if (slide) askHost(slide);
  }

  async function draw(offer: DrawnOffer, slideId: string | null): Promise<void> {
    const { planMends } = await import('../../lib/pin/slide-checks');
    mendAll(planMends(draft.slides.peek(), offer, slideId), t('composer.done', { what: offer.label }));
  }

  /** Reads again what was left unread: the popup may have closed in the middle, or a grant came. */
  async function resume(): Promise<void> {
    if (!draft.isStored.peek()) return;
    const slides = draft.slides.peek();
    const isReadable = await Promise.all(slides.map(({ rung, url }) => rung === 'address' && hasHost(url)));
    const again = new Set(slides.filter(({ rung }, index) => rung === 'none' || isReadable[index]).map(({ id }) => id));
    if (again.size > 0) changeWhere(({ id }) => again.has(id), UNREAD);
  }

  const isSuggestion = (slides: readonly Slide[]) => slides.length === 1 && slides[0]?.id === suggestedId;

  return {
    /** Chooses a picture for the user before anything is stored; the first that the user picks takes its place. */
    suggest: (choice: ImageChoice, words: Partial<Content>) => {
      const slide = createSlide({ id: crypto.randomUUID(), ...pickedFrom(choice) });
      suggestedId = slide.id;
      draft.suggest({ ...words, slides: [slide] });
    },
    /** Adds pictures, in one act. The words of the pin's first picture are the pin's. */
    pick: (choices: readonly ImageChoice[], wordsOf: (first: ImageChoice) => Partial<Content> = () => ({})) => {
      if (choices.length === 0) return;
      const slides = draft.slides.peek();
      const fresh = choices.filter((choice) => findPlace(choice, slides) < 0);
      // Picked by the user too, what was suggested stays; else it makes way.
      const kept = isSuggestion(slides) && fresh.length === choices.length ? [] : slides;
      suggestedId = null;
      if (!fresh[0]) return;
      const words = kept.length === 0 ? wordsOf(fresh[0]) : {};
      const added = fresh.map((choice) => createSlide({ id: crypto.randomUUID(), ...pickedFrom(choice) }));
      draft.act({ ...words, slides: [...kept, ...added] });
    },
    /** Adds pictures that came from no page; their bytes are kept already. */
    add: (added: readonly Slide[]) => {
      const kept = isSuggestion(draft.slides.peek()) ? [] : draft.slides.peek();
      suggestedId = null;
      draft.act({ slides: [...kept, ...added] });
    },
    /** Removes pictures, in one act. */
    unpick: (choices: readonly ImageChoice[]) => {
      const slides = draft.slides.peek();
      remove(choices.flatMap((choice) => slides[findPlace(choice, slides)]?.id ?? []));
    },
    /** Moves a slide to a place, 0 being first. */
    moveTo: (slideId: string, place: number) => {
      const slides = draft.slides.peek();
      const moved = slides.find(({ id }) => id === slideId);
      if (!moved || place < 0 || place >= slides.length || slides[place] === moved) return;
      const others = slides.filter(({ id }) => id !== slideId);
      draft.act({ slides: [...others.slice(0, place), moved, ...others.slice(place)] });
      say('info', t('composer.slides.moved', { place: place + 1, total: slides.length }));
    },
    remove: (slideId: string) => remove([slideId]),
    /** Gives a slide these mends, with undo. */
    mend: (slideId: string, mends: Mend[]) => mendAll(new Map([[slideId, mends]]), t('composer.slides.mended')),
    /** Carries out what a check offers. Call it first in a click handler: it may ask for a permission. */
    take,
    /** Asks for the picture's host and reads again every slide that comes from there. Call it first in a click handler. */
    askHost,
    resume,
    /** How many pictures are being read or mended. */
    working,
    /** Resolves when no picture is being read any more. */
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

type Picked = Parameters<typeof createSlide>[0];

/** Forgets what was read: the slide has changed. */
const FORGOTTEN = { original: null, ready: null } as const satisfies Partial<Slide>;

function pickedFrom({ url, candidate, width, height, addresses }: ImageChoice): Omit<Picked, 'id'> {
  const smaller = addresses.slice(addresses.indexOf(url) + 1);
  return { url, text: candidate?.text ?? '', width, height, proposals: candidate?.proposals ?? [], variants: smaller };
}

function isWaiting(slide: Slide | undefined): boolean {
  return slide?.rung === 'reading' || slide?.problem === 'NEEDS_DRAWING';
}
