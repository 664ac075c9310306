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

  const say: Say = (tone, words, offer, stays) => {
    clearTimeout(timer);
    const said = { tone, words, offer: offer ?? null };
    status.value = said;
    const passes = stays === undefined && (tone === 'info' || tone === 'good');
    if (passes && words !== '') timer = setTimeout(() => clear(said), PASSES_AFTER);
  };

  /** Takes these words off the line, if they are still on it. */
  function clear(said: Status | null): void {
    if (status.peek() === said) status.value = NOTHING;
  }

  return { status, say, clear };
}
