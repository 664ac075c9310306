import { signal } from '@preact/signals';
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

export type Status = ReturnType<typeof createStatus>;

/** What was done last, how grave it is, and what can be done about it. */
interface Line {
  tone: Tone;
  words: string;
  offer?: { words: string; act: () => void | Promise<void> };
}

/** What a status line says, and the verbs that change it. */
export function createStatus() {
  const line = signal<Line>({ tone: 'info', words: '' });

  function say(words: string, tone: Tone = 'good', offer?: Line['offer']): void {
    line.value = { tone, words, ...(offer && { offer }) };
  }

  /** Does something, and says so when it fails. Never rejects. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      say(explainError(error), 'danger');
    }
  }

  return { line, say, attempt };
}
