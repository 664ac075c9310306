import { wakeEngine } from '../../lib/browser/messages';
import { saveFile } from '../../lib/browser/save-file';
import { listDamaged } from '../../lib/store/damaged';
import { describeImport } from '../../lib/store/imported';
import { exportAll, importAll } from '../../lib/store/transfer';
import { t } from '../../lib/words/t';
import type { Status } from './status';

/** Everything that is kept here, out into one file and back in. None rejects. */
export function createTransfer({ say, attempt }: Pick<Status, 'say' | 'attempt'>, now: () => number) {
  return {
    exportAll: () =>
      attempt(async () => {
        saveFile(await exportAll(), `pinbreeze-${isoDay(now())}.zip`, document);
        say(t('general.exported'));
      }),
    importAll: (file: Blob) =>
      attempt(async () => {
        const { words, tone } = describeImport(await importAll(file));
        void wakeEngine();
        say(words, tone);
      }),
    exportDamaged: () =>
      attempt(async () => {
        const rows = JSON.stringify(await listDamaged(), null, 2);
        saveFile(
          new Blob([rows], { type: 'application/json' }),
          `pinbreeze-unreadable-${isoDay(now())}.json`,
          document,
        );
      }),
  };
}

/** For file names: `2026-11-29`. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
