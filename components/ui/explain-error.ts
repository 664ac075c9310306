import { IllegalMove } from '../../lib/pin/moves';
import { StoreFull } from '../../lib/store/database';
import { NotAnExport } from '../../lib/store/transfer';
import { t } from '../../lib/words/t';

/** What was thrown, as a sentence. Our own errors carry their words; anything else is a bug, and says what it was. */
export function explainError(error: unknown): string {
  if (error instanceof IllegalMove || error instanceof StoreFull || error instanceof NotAnExport) return error.message;
  return t('general.unexpected', { error: error instanceof Error ? error.message : String(error) });
}
