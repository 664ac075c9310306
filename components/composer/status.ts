import { signal } from '@preact/signals';
import { SECOND } from '../../lib/time';

/** What happened last, for the status line. */
export interface Status {
  tone: 'info' | 'good' | 'warn' | 'danger';
  words: string;
  offer: Offer | null;
}

/** One thing that can be done about it, such as undo. */
export interface Offer {
  words: string;
  act: () => void;
}

export type Say = (tone: Status['tone'], words: string, offer?: Offer, stays?: 'stays') => void;

/** Success messages disappear after this; Ctrl+Z still undoes. */
const PASSES_AFTER = 12 * SECOND;
const NOTHING: Status = { tone: 'info', words: '', offer: null };

/** The status line, and the verb that writes it. Messages that report no failure disappear, unless they are to stay. */
export function createStatus() {
  const status = signal(NOTHING);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let passing: Status | null = null;

  const say: Say = (tone, words, offer, stays) => {
    clearTimeout(timer);
    const said = { tone, words, offer: offer ?? null };
    status.value = said;
    passing = stays === undefined && (tone === 'info' || tone === 'good') && words !== '' ? said : null;
    if (passing) timer = setTimeout(pass, PASSES_AFTER);
  };

  /** Takes these words off the line, if they are still on it. */
  function clear(said: Status | null): void {
    if (status.peek() === said) status.value = NOTHING;
  }

  /** Clears a passing message: something else was done since. */
  function pass(): void {
    if (passing) clear(passing);
  }

  return { status, say, clear, pass };
}
