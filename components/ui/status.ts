import { type Signal, signal } from '@preact/signals';
import { IllegalMove } from '../../lib/pin/moves';
import { StoreFull } from '../../lib/store/database';
import { NotAnExport } from '../../lib/store/transfer';
import { t } from '../../lib/words/t';
import type { Tone } from './banner';

/** What was thrown, as a sentence. Our own errors carry their words; anything else is a bug, and says what it was. */
export function explainError(error: unknown): string {
  if (error instanceof IllegalMove || error instanceof StoreFull || error instanceof NotAnExport) return error.message;
  return t('general.unexpected', { error: error instanceof Error ? error.message : String(error) });
}

/** What happened last, in words. */
export interface Happened {
  tone: Tone;
  words: string;
}

/** A screen's one status line. */
export interface Status {
  happened: Signal<Happened>;
  say: (words: string, tone?: Tone) => void;
  /** Does something, and says so when it fails. Never rejects. */
  attempt: (work: () => Promise<void>) => Promise<void>;
}

/** A status line with nothing on it yet. */
export function createStatus(): Status {
  const happened = signal<Happened>({ tone: 'info', words: '' });
  const say: Status['say'] = (words, tone = 'good') => {
    happened.value = { tone, words };
  };
  return {
    happened,
    say,
    async attempt(work) {
      try {
        await work();
      } catch (error) {
        say(explainError(error), 'danger');
      }
    },
  };
}
