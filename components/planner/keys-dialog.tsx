import { useSignal } from '@preact/signals';
import { t } from '../../lib/words/t';
import { Dialog } from '../ui/dialog';
import { hasLetterKeys, setLetterKeys } from './keys';

/** All keys of the planner, and the switch for single letters. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
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
