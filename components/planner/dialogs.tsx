import { BoardDialog } from './board-dialog';
import { DetailsDialog } from './details-dialog';
import { KeysDialog } from './keys-dialog';
import type { Planner } from './planner-model';
import { RescheduleDialog } from './reschedule-dialog';
import { SlotDialog } from './slot-dialog';
import { SpreadsheetDialog } from './spreadsheet-dialog';
import { TemplateDialog } from './template-dialog';
import { ShiftDialog, SpreadDialog } from './times-dialogs';

/** The dialog that is open, if one is. */
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
