import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import type { Slide } from '../../lib/pin/slide';
import { type CONTENT, mergeDraft } from './merge';
import type { ComposerWorld } from './world';

export type Content = Pick<Pin, (typeof CONTENT)[number] | 'slides'>;

/** The draft under the user's hands: every change is written at once, and what other windows and the worker write is taken in. */
export interface DraftModel {
  pin: ReadonlySignal<Pin>;
  slides: ReadonlySignal<Slide[]>;
  /** Whether there is anything in the store yet; a page that was only looked at leaves nothing. */
  isStored: ReadonlySignal<boolean>;
  /** Why the last change is not on disk, in words; '' when it is. */
  trouble: ReadonlySignal<string>;
  /** True once the same field was changed here and in another window. */
  clash: ReadonlySignal<boolean>;
  change: (patch: Partial<Content>) => void;
  /** Fills in what the page says, as long as the user has changed nothing; writes nothing. */
  suggest: (patch: Partial<Content>) => void;
  changeSlide: (slideId: string, patch: Partial<Slide>) => void;
  /** Resolves when everything changed so far is on disk. */
  settle: () => Promise<void>;
  /** Reads the row again and takes in what others wrote. */
  lookAgain: () => Promise<void>;
  /** Writes nothing from now on: the pin has left the composer. */
  close: () => void;
}

type World = Pick<ComposerWorld, 'now' | 'saveDraft' | 'readPin'>;

/** `onLeft` is called when the draft was scheduled somewhere else. */
export function createDraftModel(
  start: { pin: Pin; isStored: boolean },
  world: World,
  onLeft: (pin: Pin) => void,
): DraftModel {
  const pin = signal(start.pin);
  const isStored = signal(start.isStored);
  const trouble = signal('');
  const clash = signal(false);
  let agreed = start.pin;
  let saves = 0;
  let lastSave: Promise<void> = Promise.resolve();
  let isClosed = false;

  function save(): void {
    const number = ++saves;
    isStored.value = true;
    const ours = pin.value;
    lastSave = world
      .saveDraft(ours, (replaced) => takeIn(ours, replaced))
      .then(
        (stands) => {
          agreed = stands;
          trouble.value = '';
          // What others wrote came to light only after more had been typed: it goes once more, with that.
          if (number === saves && pin.peek() !== stands && !isClosed) save();
        },
        () => {
          trouble.value = 'The last change could not be saved: the disk may be full. Keep this window open.';
        },
      );
  }

  /** Merges what others wrote since we looked, as found in the draft that a save of ours replaced. */
  function takeIn(ours: Pin, replaced: Pin): Pin {
    const merged = mergeDraft(agreed, ours, replaced);
    if (merged.clash) clash.value = true;
    pin.value = pin.peek() === ours ? merged.pin : mergeDraft(agreed, pin.peek(), replaced).pin;
    return merged.pin;
  }

  async function settle(): Promise<void> {
    for (let save: unknown; save !== lastSave; ) {
      save = lastSave;
      await save;
    }
  }

  function change(patch: Partial<Content>): void {
    if (isClosed) return;
    pin.value = { ...pin.value, ...patch, updatedAt: world.now() };
    save();
  }

  async function lookAgain(): Promise<void> {
    if (isClosed || !isStored.peek()) return;
    await settle();
    const before = saves;
    const theirs = await world.readPin(pin.peek().id);
    if (isClosed || !theirs) return;
    // What was read may be older than what was typed meanwhile.
    if (saves !== before) return lookAgain();
    if (theirs.state !== 'draft') {
      isClosed = true;
      return onLeft(theirs);
    }
    const merged = mergeDraft(agreed, pin.peek(), theirs);
    agreed = theirs;
    if (merged.clash) clash.value = true;
    pin.value = merged.pin;
    if (trouble.peek() !== '') save();
  }

  return {
    pin,
    slides: computed(() => pin.value.slides),
    isStored,
    trouble,
    clash,
    change,
    suggest: (patch) => {
      if (!isStored.peek() && !isClosed) pin.value = { ...pin.peek(), ...patch };
    },
    changeSlide: (slideId, patch) =>
      change({ slides: pin.peek().slides.map((slide) => (slide.id === slideId ? { ...slide, ...patch } : slide)) }),
    settle,
    lookAgain,
    close: () => {
      isClosed = true;
    },
  };
}
