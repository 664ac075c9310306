import { useSignal } from '@preact/signals';
import { exportCsv } from '../../lib/pin/csv-write';
import { t } from '../../lib/words/t';
import { CsvImport } from '../plan/csv-import';
import { Button } from '../ui/button';
import { Dialog } from '../ui/overlays';
import { isoDay, saveFile } from '../ui/transfer';
import { BoardDialog, RescheduleDialog, TemplateDialog } from './ask-dialog';
import { DetailsDialog } from './details-dialog';
import { hasLetterKeys, setLetterKeys } from './keys';
import type { Planner } from './planner-model';
import { ShiftDialog, SlotDialog, SpreadDialog } from './times-dialogs';

export function Dialogs({ planner }: { planner: Planner }) {
  const asking = planner.asking.value;
  const close = () => {
    planner.asking.value = null;
  };
  if (asking?.what === 'keys') return <KeysDialog onClose={close} />;
  if (asking?.what === 'spreadsheet') return <SpreadsheetDialog planner={planner} onClose={close} />;
  if (asking?.what === 'slot')
    return <SlotDialog planner={planner} at={asking.at} accountId={asking.accountId} onClose={close} />;
  if (!asking || asking.pins.length === 0) return null;
  const props = { planner, pins: asking.pins, onClose: close };
  const [first] = asking.pins;
  if (asking.what === 'details' && first) return <DetailsDialog id={first.id} planner={planner} onClose={close} />;
  if (asking.what === 'reschedule') return <RescheduleDialog {...props} />;
  if (asking.what === 'board') return <BoardDialog {...props} />;
  if (asking.what === 'template') return <TemplateDialog {...props} />;
  return asking.what === 'shift' ? <ShiftDialog {...props} /> : <SpreadDialog {...props} />;
}

/** Exports and imports the plan as a spreadsheet. */
function SpreadsheetDialog({ planner, onClose }: { planner: Planner; onClose: () => void }) {
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

/** All keys of the planner, and the switch for single letters. */
function KeysDialog({ onClose }: { onClose: () => void }) {
  const isOn = useSignal(hasLetterKeys());
  const onPin = [
    ['J K ↑ ↓', t('planner.keys.next')],
    ['X', t('planner.keys.select')],
    ['Enter', t('planner.keys.details')],
    ['E', t('planner.act.edit')],
    ['R', t('planner.act.reschedule')],
    ['Delete', t('planner.act.remove')],
  ];
  const everywhere = [
    ['/ Ctrl+F', t('planner.keys.search')],
    ['Ctrl+Z ⌘Z', t('planner.keys.undo')],
    ['?', t('planner.keys.help')],
    ['Esc', t('planner.keys.escape')],
  ];
  return (
    <Dialog title={t('planner.keys.title')} onClose={onClose}>
      <label class="select-all">
        <input
          type="checkbox"
          checked={isOn.value}
          onChange={(event) => {
            isOn.value = event.currentTarget.checked;
            setLetterKeys(isOn.value);
          }}
        />
        {t('planner.keys.on')}
      </label>
      <p>{t('planner.keys.note')}</p>
      <KeyList keys={onPin} />
      <p>{t('planner.keys.everywhere')}</p>
      <KeyList keys={everywhere} />
    </Dialog>
  );
}

function KeyList({ keys }: { keys: string[][] }) {
  return (
    <dl class="key-list">
      {keys.map(([key = '', words]) => (
        <div key={key}>
          <dt>
            {key.split(' ').map((one) => (
              <kbd key={one}>{one}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
