import { type ReadonlySignal, signal } from '@preact/signals';

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

export type Say = (tone: Status['tone'], words: string, offer?: Offer) => void;

/** The status line's noun and its one verb. */
export function createStatus(): { status: ReadonlySignal<Status>; say: Say } {
  const status = signal<Status>({ tone: 'info', words: '', offer: null });
  return {
    status,
    say: (tone, words, offer) => {
      status.value = { tone, words, offer: offer ?? null };
    },
  };
}
