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

/** Good news is old news soon. Its undo stays within reach of Ctrl+Z. */
const PASSES_AFTER = 12 * SECOND;
const NOTHING: Status = { tone: 'info', words: '', offer: null };

/** The status line: a noun and its one verb. Words without trouble pass, unless they are to stay. */
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

  /** Takes news off the line that are no longer the last: something else was done. */
  function pass(): void {
    if (passing) clear(passing);
  }

  return { status, say, clear, pass };
}
