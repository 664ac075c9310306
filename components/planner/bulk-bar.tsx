import type { Pin } from '../../lib/pin/pin';
import { t } from '../../lib/words/t';
import { Button, type IconName } from '../ui/button';
import { Menu, type MenuItem } from '../ui/menu';
import { type Act, canSwitchSender, ICONS, offers } from './acts';
import { timeOf } from './arrange';
import type { Planner } from './planner-model';
import { countActs, takeAct } from './row-acts';

/** The acts that stand in the bar; those that few pins offer only where one does. */
const IN_BAR: readonly Act[] = ['here', 'retry', 'reschedule', 'board', 'remove'];
const COMMON = new Set<Act>(['reschedule', 'board', 'remove']);
const IN_MENU: readonly Act[] = ['send', 'takeBack', 'handOver', 'duplicate'];

/** What can be done with the selected pins together; not there while none is selected. */
export function BulkBar({ planner }: { planner: Planner }) {
  const pins = planner.selection.pins.value;
  if (pins.length === 0) return null;
  const counts = countActs(pins);
  const count = (act: Act) => counts.get(act) ?? 0;
  return (
    <div role="toolbar" aria-label={t('planner.bulk')} class="bulk-bar">
      <strong>{t('planner.selected', { count: pins.length })}</strong>
      {IN_BAR.filter((act) => COMMON.has(act) || count(act) > 0).map((act) => (
        <Button
          key={act}
          small
          icon={ICONS[act]}
          disabled={count(act) === 0}
          onClick={() => takeAct(act, pins, planner)}
        >
          {nameAct(t(`planner.act.${act}`), count(act), pins)}
        </Button>
      ))}
      <Menu label={t('planner.menuOf')} items={() => listMenu(pins, planner, count)} />
      <Button kind="quiet" small onClick={planner.selection.clear}>
        {t('planner.clearSelection')}
      </Button>
    </div>
  );
}

function listMenu(pins: readonly Pin[], planner: Planner, count: (act: Act) => number): MenuItem[] {
  const able = pins.filter((pin) => offers(pin, 'reschedule'));
  const timed = able.filter((pin) => timeOf(pin) !== null);
  const hasTemplates = (planner.settings.peek()?.templates.length ?? 0) > 0;
  const waiting = pins.filter((pin) => canSwitchSender(pin) && pin.handOver === 'right-away');
  const asks = (what: 'shift' | 'spread' | 'template', icon: IconName, of: readonly Pin[]): MenuItem[] =>
    of.length === 0
      ? []
      : [
          {
            key: what,
            icon,
            words: nameAct(t(`planner.act.${what}`), of.length, pins),
            onSelect: () => {
              planner.asking.value = { what, pins: of };
            },
          },
        ];
  return [
    ...asks('shift', 'forward', timed),
    ...asks('spread', 'calendar', able),
    ...asks('template', 'edit', hasTemplates ? pins.filter((pin) => offers(pin, 'board')) : []),
    ...IN_MENU.filter((act) => count(act) > 0).map((act) => ({
      key: act,
      icon: ICONS[act],
      words: nameAct(t(`planner.act.${act}`), count(act), pins),
      onSelect: () => takeAct(act, pins, planner),
    })),
    ...(waiting.length > 0
      ? [
          {
            key: 'sender',
            icon: 'clock' as const,
            words: nameAct(t('general.sentBy.browser'), waiting.length, pins),
            onSelect: () => void planner.verbs.setSender(waiting, 'at-time'),
          },
        ]
      : []),
  ];
}

/** The act, and for how many of the selected pins where it is not for all. */
function nameAct(act: string, count: number, pins: readonly Pin[]): string {
  return count > 0 && count < pins.length ? t('planner.actCount', { act, count }) : act;
}
