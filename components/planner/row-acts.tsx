import type { Pin } from '../../lib/pin/pin';
import { t } from '../../lib/words/t';
import { IconButton } from '../ui/button';
import { Menu } from '../ui/menu';
import { type Act, ICONS, IN_ROW, listActs } from './acts';
import type { Planner } from './planner-model';
import { takeAct } from './take-act';

/** What a pin that needs the user most likely needs. */
const LEADS = new Set<Act>(['here', 'adopt', 'again', 'retry']);

/** A row's acts: the common ones as buttons, shown while the pointer or the keyboard is there, and all in a menu. */
export function RowActs({
  pin,
  planner,
  titleId,
  isCurrent,
}: {
  pin: Pin;
  planner: Planner;
  titleId: string;
  isCurrent: boolean;
}) {
  const acts = listActs(pin);
  return (
    <div class="pin-row-acts">
      <div class="pin-row-strip">
        {acts
          .filter((act) => IN_ROW.has(act))
          .map((act) => (
            <IconButton
              key={act}
              icon={ICONS[act]}
              label={t(`planner.act.${act}`)}
              class={LEADS.has(act) ? 'pin-row-lead' : ''}
              tabIndex={isCurrent ? 0 : -1}
              aria-describedby={titleId}
              data-focus={act}
              onClick={() => takeAct(act, [pin], planner)}
            />
          ))}
      </div>
      <Menu label={t('planner.menuOf')} data-focus="menu" items={() => listMenu(pin, planner)} />
    </div>
  );
}

function listMenu(pin: Pin, planner: Planner) {
  const details = {
    key: 'details',
    words: t('planner.act.details'),
    icon: 'info' as const,
    onSelect: () => {
      planner.asking.value = { what: 'details', pins: [pin] };
    },
  };
  const acts = listActs(pin).map((act) => ({
    key: act,
    words: t(`planner.act.${act}`),
    icon: ICONS[act],
    onSelect: () => takeAct(act, [pin], planner),
  }));
  const discard = {
    key: 'discard',
    words: t('planner.discardChanges'),
    icon: 'undo' as const,
    onSelect: () => void planner.verbs.discardEdit(pin),
  };
  return [details, ...acts, ...(planner.beingEdited.peek().has(pin.id) ? [discard] : [])];
}
