import { type Signal, signal } from '@preact/signals';

/** What happened last, in words, and the way back where there is one. */
export interface Happened {
  tone: 'info' | 'good' | 'warn' | 'danger';
  words: string;
  undo: (() => Promise<void>) | null;
}

/** The screen's one status line. */
export interface StatusModel {
  happened: Signal<Happened>;
  say: (words: string, tone?: Happened['tone'], undo?: Happened['undo']) => void;
  /** Does something, and says so when it fails. Never rejects. */
  attempt: (work: () => Promise<void>) => Promise<void>;
  undo: () => Promise<void>;
}

const NOTHING: Happened = { tone: 'info', words: '', undo: null };

/** A status line with nothing on it yet. `explain` turns what was thrown into a sentence for the user. */
export function createStatus(explain: (error: unknown) => string): StatusModel {
  const happened = signal(NOTHING);
  const model: StatusModel = {
    happened,
    say(words, tone = 'good', undo = null) {
      happened.value = { tone, words, undo };
    },
    async attempt(work) {
      try {
        await work();
      } catch (error) {
        model.say(explain(error), 'danger');
      }
    },
    async undo() {
      const { undo } = happened.peek();
      if (!undo) return;
      happened.value = NOTHING;
      await model.attempt(undo);
    },
  };
  return model;
}
