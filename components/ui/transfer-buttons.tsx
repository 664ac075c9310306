import { useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Button } from './button';

/** *Export* and *Import*: everything into one file, and back. */
export function TransferButtons({
  kind,
  onExport,
  onImport,
}: {
  kind?: 'quiet';
  onExport: () => Promise<unknown>;
  onImport: (file: File) => Promise<unknown>;
}) {
  const file = useRef<HTMLInputElement>(null);
  const look = kind ? { kind } : {};
  return (
    <>
      <Button {...look} icon="download" onClick={() => void onExport()}>
        {t('ui.transfer.export')}
      </Button>
      <Button {...look} icon="upload" onClick={() => file.current?.click()}>
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
