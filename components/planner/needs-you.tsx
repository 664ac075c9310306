import './needs-you.css';
import { useSignal } from '@preact/signals';
import { requestHost } from '../../lib/browser/permissions';
import { DASHBOARD, openOptions, openTab } from '../../lib/browser/screens';
import { isOutOfReach } from '../../lib/page/identity/private-host';
import { needsUser } from '../../lib/pin/next-step';
import { isFromElsewhere, type Pin } from '../../lib/pin/pin';
import { CHANGE_REFUSED, explain, type ProblemAction } from '../../lib/pin/problem';
import { t } from '../../lib/words/t';
import { Button, Icon, type IconName } from '../ui/button';
import { takeAct } from './act-buttons';
import { type Act, ICONS } from './acts';
import { nameOf } from './arrange';
import type { Planner } from './planner-model';

/** A reason why pins need the user. */
interface Cause {
  /** Equal for pins with the same cause. */
  key: string;
  title: string;
  fix: string;
  /** What fixes all of them. */
  way: 'board' | 'reschedule' | 'here' | Exclude<ProblemAction, 'none'>;
  pins: Pin[];
}

const BOARD_CODES = new Set(['PIN_BOARD_NOT_FOUND', 'PIN_BOARD_REQUIRED', 'ACCOUNT_NOT_FOUND']);

/** Pins that need the user, by cause, the most common first. */
export function groupCauses(pins: readonly Pin[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const pin of pins) {
    if (!needsUser(pin)) continue;
    const cause = findCause(pin);
    const known = causes.get(cause.key);
    if (known) known.pins.push(pin);
    else causes.set(cause.key, { ...cause, pins: [pin] });
  }
  return [...causes.values()].sort((a, b) => b.pins.length - a.pins.length);
}

/** Why a pin needs the user. */
export function findCause(pin: Pin): Omit<Cause, 'pins'> {
  const { lastError } = pin;
  if (!lastError)
    return { key: 'held', title: t('planner.needs.held'), fix: t('planner.needs.heldFix'), way: 'reschedule' };
  const { title, fix, action } = explain(lastError, pin);
  const code = lastError.code.startsWith(CHANGE_REFUSED) ? lastError.code.slice(CHANGE_REFUSED.length) : lastError.code;
  const way = chooseWay(pin, code, action);
  // Each host is a permission of its own.
  const key = [lastError.code, title, way === 'allow-host' ? lastError.message : ''].join(' ');
  return { key, title, fix, way };
}

function chooseWay(pin: Pin, code: string, action: ProblemAction): Cause['way'] {
  if (pin.state === 'queued' && isFromElsewhere(pin)) return 'here';
  if (BOARD_CODES.has(code)) return 'board';
  if (action === 'allow-host') return isPublicHost(pin.lastError?.message ?? '') ? action : 'retry';
  if (action !== 'none') return action;
  return pin.state === 'queued' ? 'reschedule' : 'retry';
}

/** Causes shown before *more*: they come first but must leave room for the list. */
const FIRST = 2;

/** A line for each cause, with the one button that fixes all its pins. */
export function NeedsYou({ planner }: { planner: Planner }) {
  const isOpen = useSignal(false);
  const causes = groupCauses(planner.pins.value ?? []);
  if (causes.length === 0) return null;
  const shown = isOpen.value ? causes : causes.slice(0, FIRST);
  return (
    <section class="needs-you" aria-label={t('planner.needs.label')}>
      <Icon name="warning" />
      <div class="needs-you-causes">
        {shown.map((cause) => (
          <CauseLine key={cause.key} cause={cause} planner={planner} />
        ))}
        {shown.length < causes.length && (
          <div>
            <Button small kind="quiet" onClick={() => (isOpen.value = true)}>
              {t('planner.needs.more', { count: causes.length - shown.length })}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function CauseLine({ cause, planner }: { cause: Cause; planner: Planner }) {
  const { pins, title, fix } = cause;
  const [first] = pins;
  const words =
    pins.length === 1 && first
      ? t('planner.needs.one', { name: nameOf(first), cause: title })
      : t('planner.needs.many', { count: pins.length, cause: title });
  const way = findWay(cause, pins, planner);
  return (
    <div class="needs-you-cause">
      <p>
        <strong>{words}</strong> {fix}
      </p>
      {way && (
        <Button small icon={way.icon} onClick={way.act}>
          {way.words}
        </Button>
      )}
      <Button
        small
        kind="quiet"
        onClick={() => {
          if (pins.length === 1 && first) planner.showPin(first.id);
          else planner.narrow({ state: 'needs-you' });
        }}
      >
        {t('planner.needs.show')}
      </Button>
    </div>
  );
}

interface Way {
  words: string;
  icon: IconName;
  act: () => void;
}

/** The one button; none where each pin needs another text. */
function findWay({ way }: Cause, pins: readonly Pin[], planner: Planner): Way | undefined {
  const act = (name: Act): Way => ({
    words: t(`planner.act.${name}`),
    icon: ICONS[name],
    act: () => takeAct(name, pins, planner),
  });
  if (way === 'board') return { ...act(way), words: t('planner.needs.board') };
  if (way === 'here' || way === 'reschedule' || way === 'retry') return act(way);
  if (way === 'allow-host') {
    const host = pins[0]?.lastError?.message ?? '';
    // Await nothing first: the browser asks only during the click.
    const allow = () =>
      void requestHost(`https://${host}/`).then((isAllowed) => {
        if (isAllowed) return planner.verbs.retry(pins);
      });
    return { words: t('planner.needs.allowHost', { host }), icon: 'lock', act: allow };
  }
  if (way === 'options') return { words: t('planner.openOptions'), icon: 'settings', act: () => void openOptions() };
  if (way === 'dashboard')
    return { words: t('planner.openPostbreeze'), icon: 'external', act: () => void openTab(DASHBOARD) };
  return pins.length === 1 ? act('edit') : undefined;
}

/** Whether this is a public host as `URL` writes it: an imported pin can say anything here. */
function isPublicHost(host: string): boolean {
  const address = `https://${host}/`;
  return URL.canParse(address) && new URL(address).host === host && !host.includes('*') && !isOutOfReach(address, '');
}
