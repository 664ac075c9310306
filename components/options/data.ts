import { writeKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { saveFile } from '../../lib/browser/save-file';
import { clearStore } from '../../lib/store/clear';
import { deleteDamaged, listDamaged } from '../../lib/store/damaged';
import { describeImport } from '../../lib/store/imported';
import { exportAll, importAll } from '../../lib/store/transfer';
import { t } from '../../lib/words/t';
import type { Told } from './connection';

interface Voice {
  say: (tone: Told['tone'], words: string) => void;
  attempt: (work: () => Promise<void>) => Promise<void>;
  now: () => number;
}

/** Everything that is kept here, at once: out, in, and gone. */
export function createDataModel({ say, attempt, now }: Voice) {
  const today = () => new Date(now()).toISOString().slice(0, 10);
  return {
    exportAll: () =>
      attempt(async () => {
        saveFile(await exportAll(), `pinbreeze-${today()}.zip`, document);
        say('good', t('options.data.exported'));
      }),
    importAll: (file: Blob) =>
      attempt(async () => {
        const { words, tone } = describeImport(await importAll(file));
        void wakeEngine();
        say(tone, words);
      }),
    exportDamaged: () =>
      attempt(async () => {
        const rows = JSON.stringify(await listDamaged(), null, 2);
        saveFile(new Blob([rows], { type: 'application/json' }), `pinbreeze-unreadable-${today()}.json`, document);
      }),
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
