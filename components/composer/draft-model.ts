import { computed, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import type { Slide } from '../../lib/pin/slide';
import { readPin, saveDraft } from '../../lib/store/pins';
import { type CONTENT, mergeDraft } from './merge';

/**
 * Several windows can show one draft; one of them writes. The window opened last takes the draft. The others say so, can
 * take it back, and get it back when that window closes; then `onRegained` is called.
 */
function createDraftLock(draftId: string, onRegained: () => void) {
  const name = `draft-${draftId}`;
  const isMine = signal(true);
  let letGo: () => void = () => undefined;
  let waiting = new AbortController();

  const hold = () =>
    new Promise<void>((resolve) => {
      letGo = resolve;
    });

  /** Takes the draft from whichever window has it. */
  async function take(): Promise<void> {
    waiting.abort();
    const wasMine = isMine.peek();
    await new Promise<void>((resolve) => {
      navigator.locks
        .request(name, { steal: true }, () => {
          isMine.value = true;
          resolve();
          return hold();
        })
        .catch(waitForIt);
    });
    if (!wasMine) onRegained();
  }

  /** Another window took it: waits until that one is closed. */
  function waitForIt(): void {
    isMine.value = false;
    waiting = new AbortController();
    const { signal: given } = waiting;
    const regain = () => {
      isMine.value = true;
      onRegained();
      return hold();
    };
    navigator.locks.request(name, { signal: given }, regain).catch(() => {
      if (!given.aborted) waitForIt();
    });
  }

  return {
    isMine,
    take,
    /** Lets the next window have it: this one shows something else now. */
    release: () => {
      waiting.abort();
      letGo();
    },
  };
}

export type Content = Pick<Pin, (typeof CONTENT)[number] | 'slides'>;
export type DraftModel = ReturnType<typeof createDraftModel>;

/**
 * The draft being edited. Every change is written at once; what the worker and other windows write is merged in. `onScheduled` is called when the draft was scheduled in another window.
 */
export function createDraftModel(start: { pin: Pin; isStored: boolean }, onScheduled: (pin: Pin) => void) {
  const pin = signal(start.pin);
  const isStored = signal(start.isStored);
  const isUnsaved = signal(false);
  const isClosed = signal(false);
  const undos = signal<(() => void)[]>([]);
  const lock = createDraftLock(start.pin.id, () => void lookAgain());
  const isOpen = computed(() => !isClosed.value && lock.isMine.value);
  let agreed = start.pin;
  let saves = 0;
  let lastSave: Promise<void> = Promise.resolve();

  function save(): void {
    const number = ++saves;
    isStored.value = true;
    const ours = pin.peek();
    lastSave = saveDraft(ours, (replaced) => mergeReplaced(ours, replaced)).then(
      (stands) => {
        agreed = stands;
        isUnsaved.value = false;
        // The user typed while we were saving: save the merge.
        if (number === saves && pin.peek() !== stands && isOpen.peek()) save();
      },
      () => {
        isUnsaved.value = true;
      },
    );
  }

  /** Merges what others wrote since we last looked, as found in the draft that a save of ours replaced. */
  function mergeReplaced(ours: Pin, replaced: Pin): Pin {
    const merged = mergeDraft(agreed, ours, replaced);
    pin.value = pin.peek() === ours ? merged : mergeDraft(agreed, pin.peek(), replaced);
    return merged;
  }

  /** Resolves when everything changed so far is on disk, or could not be written (`isUnsaved`). */
  async function whenSaved(): Promise<void> {
    for (let save: unknown; save !== lastSave; ) {
      save = lastSave;
      await save;
    }
  }

  function change(patch: Partial<Content>): void {
    if (!isOpen.peek()) return;
    pin.value = { ...pin.peek(), ...patch, updatedAt: Date.now() };
    save();
  }

  /** A change that one press of Ctrl+Z takes back. Answers that undo. What became known since stays known. */
  function act(patch: Partial<Content>): () => void {
    const before = pin.peek();
    change(patch);
    const after = pin.peek();
    const takeBack = () => {
      if (!undos.peek().includes(takeBack)) return;
      undos.value = undos.peek().filter((one) => one !== takeBack);
      const undone = mergeDraft(after, before, pin.peek());
      change(Object.fromEntries(Object.keys(patch).map((field) => [field, undone[field as keyof Content]])));
    };
    undos.value = [...undos.peek(), takeBack];
    return takeBack;
  }

  /** Reads the row again and merges what others wrote. */
  async function lookAgain(): Promise<void> {
    if (isClosed.peek() || !isStored.peek()) return;
    await whenSaved();
    const before = saves;
    const theirs = await readPin(pin.peek().id);
    if (isClosed.peek() || !theirs) return;
    // What was read may be older than what was typed meanwhile.
    if (saves !== before) return lookAgain();
    if (theirs.state !== 'draft') {
      isClosed.value = true;
      return onScheduled(theirs);
    }
    const merged = mergeDraft(agreed, pin.peek(), theirs);
    agreed = theirs;
    pin.value = merged;
    if (isUnsaved.peek() && isOpen.peek()) save();
  }

  return {
    pin,
    slides: computed(() => pin.value.slides),
    /** Whether there is anything in the store yet; a page that was only looked at leaves nothing. */
    isStored,
    /** The last change is not on disk. */
    isUnsaved,
    /** Whether this window may change the draft: another one may be open on it, or the pin has left the composer. */
    isOpen,
    /** What Ctrl+Z takes back, the last act last. */
    acts: undos,
    isMine: lock.isMine,
    /** Takes the draft from the window that has it. */
    take: lock.take,
    change,
    act,
    /** Takes the last act back. Answers whether there was one. */
    undo: (): boolean => {
      const last = undos.peek().at(-1);
      last?.();
      return last !== undefined;
    },
    /** Fills in what the page offers, as long as the user has changed nothing; writes nothing. */
    suggest: (patch: Partial<Content>) => {
      if (!isStored.peek() && isOpen.peek()) pin.value = { ...pin.peek(), ...patch };
    },
    /** Writes down what became of a slide. It is no change by the user, so `updatedAt` stays. */
    noteSlide: (slideId: string, patch: Partial<Slide>) => {
      if (!isOpen.peek()) return;
      const slides = pin.peek().slides.map((slide) => (slide.id === slideId ? { ...slide, ...patch } : slide));
      pin.value = { ...pin.peek(), slides };
      save();
    },
    whenSaved,
    lookAgain,
    /** Refuses every change from now on: the pin is being scheduled. */
    close: () => {
      isClosed.value = true;
    },
    /** Scheduling failed: accepts changes again. */
    reopen: () => {
      isClosed.value = false;
    },
    release: lock.release,
  };
}
