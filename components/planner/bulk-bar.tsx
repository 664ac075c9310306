import { Button } from '../ui/button';
import { listActs, SHARED_ACTS, type SharedAct } from './acts';
import type { QueueDesk } from './queue-desk';
import { takeHere } from './take-here';
import { ACT_WORDS } from './words';

/** What can be done with the selected pins together; not there while none is selected. */
export function BulkBar({ desk }: { desk: QueueDesk }) {
  const { model } = desk;
  const pins = model.chosen.value;
  if (pins.length === 0) return null;
  const take: Record<SharedAct, () => void> = {
    here: () => takeHere(pins, desk),
    reschedule: () => {
      desk.rescheduling.value = pins;
    },
    retry: () => void model.verbs.retry(pins),
    remove: () => void model.verbs.remove(pins),
  };
  return (
    <div role="toolbar" aria-label="Selected pins" class="bulk-bar">
      <strong>{pins.length} selected</strong>
      {SHARED_ACTS.map((act) => {
        const able = pins.filter((pin) => listActs(pin).includes(act)).length;
        if (able === 0 && RARE.has(act)) return null;
        return (
          <Button key={act} small icon={ACT_WORDS[act].icon} disabled={able === 0} onClick={take[act]}>
            {ACT_WORDS[act].words}
            {able < pins.length && able > 0 ? ` (${able})` : ''}
          </Button>
        );
      })}
      <Button
        kind="quiet"
        small
        onClick={() => {
          model.selected.value = new Set();
        }}
      >
        Clear selection
      </Button>
    </div>
  );
}

/** Acts that most people never need: there only where one of the pins offers them. */
const RARE = new Set<SharedAct>(['here']);
