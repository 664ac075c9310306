import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Pin } from '../pin/pin';
import type { Slide } from '../pin/slide';
import { CONTENT, mergeDraft } from './merge';
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
    saves += 1;
    isStored.value = true;
    agreed = pin.value;
    lastSave = world.saveDraft(pin.value).then(
      () => {
        trouble.value = '';
      },
      () => {
        trouble.value = 'The last change could not be saved: the disk may be full. Keep this window open.';
      },
    );
  }

  function change(patch: Partial<Content>): void {
    if (isClosed) return;
    pin.value = { ...pin.value, ...patch, updatedAt: world.now() };
    save();
  }

  async function lookAgain(): Promise<void> {
    if (isClosed || !isStored.peek()) return;
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
    if (!isSameContent(merged.pin, pin.peek())) pin.value = merged.pin;
    if (!isSameContent(merged.pin, theirs)) save();
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
    settle: () => lastSave,
    lookAgain,
    close: () => {
      isClosed = true;
    },
  };
}

function isSameContent(a: Pin, b: Pin): boolean {
  const pick = (pin: Pin) => JSON.stringify([...CONTENT.map((field) => pin[field]), pin.slides]);
  return pick(a) === pick(b);
}
