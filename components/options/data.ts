import { writeKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { clearStore } from '../../lib/store/clear';
import { deleteDamaged, listDamaged } from '../../lib/store/damaged';
import { t } from '../../lib/words/t';
import { createTransfer } from '../ui/transfer';
import type { Told } from './connection';

interface Voice {
  say: (tone: Told['tone'], words: string) => void;
  attempt: (work: () => Promise<void>) => Promise<void>;
  now: () => number;
}

/** Everything that is kept here, at once: out, in, and gone. */
export function createDataModel({ say, attempt, now }: Voice) {
  return {
    ...createTransfer({ say: (words, tone = 'good') => say(tone, words), attempt }, now),
    dropDamaged: () =>
      attempt(async () => {
        for (const { id } of await listDamaged()) await deleteDamaged(id);
        say('good', t('options.data.damagedGone'));
      }),
    /** Pins, drafts, pictures, boards, accounts, settings and the key, once the user has confirmed it. */
    deleteEverything: () =>
      attempt(async () => {
        await clearStore();
        await writeKey(null);
        void wakeEngine();
        say('good', t('options.data.deletedAll'));
      }),
  };
}
