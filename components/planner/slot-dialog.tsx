import type { Pin } from '../../lib/pin/pin';
import { formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Thumb } from '../ui/thumb';
import { listDrafts, nameOf } from './arrange';
import type { Planner } from './planner-model';
import { usePicture } from './use-picture';

const SHOWN = 24;

/** Fills an empty slot: with one of the drafts, or with a new pin. */
export function SlotDialog({
  planner,
  at,
  accountId,
  onClose,
}: {
  planner: Planner;
  at: number;
  accountId: string | null;
  onClose: () => void;
}) {
  const drafts = listDrafts(planner.pins.value ?? []);
  const fitting = drafts.filter((pin) => pin.accountId === null || pin.accountId === accountId);
  const put = (pin: Pin) => {
    onClose();
    void planner.verbs.place([pin], new Map([[pin.id, at]]));
  };
  const begin = () => {
    onClose();
    void planner.verbs.begin(at, accountId);
  };
  return (
    <Dialog
      title={t('planner.calendar.fill', { time: formatTime(at, planner.now.value) })}
      onClose={onClose}
      actions={
        <Button icon="add" onClick={begin}>
          {t('planner.calendar.newPin')}
        </Button>
      }
    >
      {fitting.length === 0 ? (
        <p>{t('planner.calendar.noDrafts')}</p>
      ) : (
        <ul class="slot-drafts" aria-label={t('planner.section.drafts')}>
          {fitting.slice(0, SHOWN).map((pin) => (
            <li key={pin.id}>
              <DraftChoice pin={pin} planner={planner} onTake={() => put(pin)} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function DraftChoice({ pin, planner, onTake }: { pin: Pin; planner: Planner; onTake: () => void }) {
  const picture = usePicture(pin, planner.findThumbnail);
  return (
    <button type="button" class="slot-draft" onClick={onTake}>
      <span class="pin-row-picture">
        <Thumb src={picture} page={pin.source.pageUrl} />
      </span>
      <span dir="auto">
        {nameOf(pin)}
        <small>{pin.board?.name ?? t('planner.noBoard')}</small>
      </span>
    </button>
  );
}
