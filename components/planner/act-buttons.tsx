import type { Pin } from '../../lib/pin/pin';
import { t } from '../../lib/words/t';
import { Button, IconButton, type IconName } from '../ui/button';
import { Menu, type MenuItem } from '../ui/overlays';
import { type Act, canSwitchSender, ICONS, IN_ROW, listActs, offers } from './acts';
import { timeOf } from './arrange';
import type { Planner } from './planner-model';

/** Does an act to pins; skips those that cannot, and asks first where needed. */
export function takeAct(act: Act, pins: readonly Pin[], planner: Planner): void {
  void TAKE[act](
    pins.filter((pin) => offers(pin, act)),
    planner,
  );
}

const TAKE: Record<Act, (pins: readonly Pin[], planner: Planner) => Promise<void> | void> = {
  here: takeHere,
  adopt: ([pin], { verbs }) => pin && verbs.adopt(pin),
  again: ([pin], { verbs, asking, now }) => {
    if (!pin) return;
    // A canceled pin whose time has passed would go out this minute: ask for another time first.
    if (pin.state === 'canceled' && (pin.publishAt ?? 0) <= now.peek())
      asking.value = { what: 'reschedule', pins: [pin] };
    else return verbs.again(pin);
  },
  retry: (pins, { verbs }) => verbs.retry(pins),
  send: (pins, { verbs }) => verbs.send(pins),
  takeBack: (pins, { verbs }) => verbs.takeBack(pins),
  edit: ([pin], { verbs }) => pin && verbs.edit(pin),
  reschedule: (pins, { asking }) => {
    asking.value = { what: 'reschedule', pins };
  },
  board: (pins, { asking }) => {
    asking.value = { what: 'board', pins };
  },
  handOver: (pins, { verbs }) => verbs.setSender(pins, 'right-away'),
  duplicate: (pins, { verbs }) => verbs.duplicate(pins),
  remove: (pins, { verbs }) => verbs.remove(pins),
};

/** Schedules pins of another browser's export from here; asks for another time where theirs has passed. */
function takeHere(pins: readonly Pin[], { verbs, asking, now }: Planner): void {
  const isOver = ({ publishAt }: Pin) => (publishAt ?? 0) <= now.peek();
  const ahead = pins.filter((pin) => !isOver(pin));
  const over = pins.filter(isOver);
  if (ahead.length > 0) void verbs.here(ahead);
  if (over.length > 0) asking.value = { what: 'reschedule', pins: over };
}

/** For each act that any of the pins can do: how many can. */
function countActs(pins: readonly Pin[]): Map<Act, number> {
  const counts = new Map<Act, number>();
  for (const pin of pins) for (const act of listActs(pin)) counts.set(act, (counts.get(act) ?? 0) + 1);
  return counts;
}

/** The likely fix for a pin that needs the user. */
const LEADS = new Set<Act>(['here', 'adopt', 'again', 'retry']);

/** A row's acts: common ones as buttons while the pointer or the keyboard is there, all in a menu. */
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
    onSelect: () => (planner.asking.value = { what: 'details', pins: [pin] }),
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

/** The acts in the bar; rare ones only while they apply. */
const IN_BAR: readonly Act[] = ['here', 'retry', 'reschedule', 'board', 'remove'];
const COMMON = new Set<Act>(['reschedule', 'board', 'remove']);
const IN_MENU: readonly Act[] = ['send', 'takeBack', 'handOver', 'duplicate'];

/** Acts for the selected pins; absent while none is. */
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
      <Menu label={t('planner.menuOf')} items={() => listBulkMenu(pins, planner, count)} />
      <Button kind="quiet" small onClick={planner.selection.clear}>
        {t('planner.clearSelection')}
      </Button>
    </div>
  );
}

function listBulkMenu(pins: readonly Pin[], planner: Planner, count: (act: Act) => number): MenuItem[] {
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
            onSelect: () => (planner.asking.value = { what, pins: of }),
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

/** The act, with a count if it is not for all selected pins. */
function nameAct(act: string, count: number, pins: readonly Pin[]): string {
  return count > 0 && count < pins.length ? t('planner.actCount', { act, count }) : act;
}
