import { saveFile } from '../../lib/browser/save-file';
import { t } from '../../lib/words/t';
import { CsvImport } from '../plan/csv-import';
import { exportCsv } from '../plan/export-csv';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { isoDay } from '../ui/transfer';
import type { Planner } from './planner-model';

/** The plan as a spreadsheet, out and in. */
export function SpreadsheetDialog({ planner, onClose }: { planner: Planner; onClose: () => void }) {
  const save = () => {
    const { file, lost } = exportCsv(planner.found.peek().pins);
    saveFile(file, `pinbreeze-plan-${isoDay(planner.now.peek())}.csv`, document);
    if (lost > 0) planner.status.say(t('planner.exportCsvLost', { count: lost }), 'warn');
  };
  return (
    <Dialog title={t('planner.spreadsheet')} onClose={onClose}>
      <div class="ask">
        <CsvImport />
        <Button icon="download" onClick={save}>
          {t('planner.exportCsv')}
        </Button>
      </div>
    </Dialog>
  );
}
