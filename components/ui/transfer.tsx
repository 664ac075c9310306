import { useRef } from 'preact/hooks';
import { wakeEngine } from '../../lib/browser/messages';
import { describeImport } from '../../lib/store/import-rows';
import { exportAll, importAll } from '../../lib/store/transfer';
import { listDamaged } from '../../lib/store/upkeep';
import { t } from '../../lib/words/t';
import { Button } from './button';
import type { Status } from './status';

/** Saves a file to the user's downloads as `name`. */
export function saveFile(file: Blob, name: string, document: Document): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Once the download has begun it no longer needs the address; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Export into one file and import from it. Neither rejects. */
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

/** *Export* and *Import*: everything into one file, and back. */
export function TransferButtons({
  kind = 'plain',
  onExport,
  onImport,
}: {
  kind?: 'plain' | 'quiet';
  onExport: () => Promise<unknown>;
  onImport: (file: File) => Promise<unknown>;
}) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} icon="download" onClick={() => void onExport()}>
        {t('ui.transfer.export')}
      </Button>
      <Button kind={kind} icon="upload" onClick={() => file.current?.click()}>
        {t('ui.transfer.import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".zip,.json,.pinbreeze,application/zip,application/json"
        aria-label={t('ui.transfer.file')}
        hidden
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void onImport(chosen);
        }}
      />
    </>
  );
}
