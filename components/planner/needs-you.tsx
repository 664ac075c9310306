import { useSignal } from '@preact/signals';
import { requestHost } from '../../lib/browser/permissions';
import { openOptions, openTab } from '../../lib/browser/screens';
import type { Pin } from '../../lib/pin/pin';
import { DASHBOARD } from '../../lib/postbreeze/dashboard';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { Icon, type IconName } from '../ui/icon';
import type { Act } from './acts';
import { nameOf } from './arrange';
import { type Cause, groupCauses } from './causes';
import type { Planner } from './planner-model';
import { takeAct } from './take-act';
import './needs-you.css';

/** Causes shown before *more*: what needs the user comes first, but leaves room for the plan. */
const FIRST = 2;

/** Why pins need the user: a line for each cause, with the one button that puts right all that share it. */
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
            <Button
              small
              kind="quiet"
              onClick={() => {
                isOpen.value = true;
              }}
            >
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
      <p dir="auto">
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

/** The one button; none where each pin needs words of its own. */
function findWay({ way }: Cause, pins: readonly Pin[], planner: Planner): Way | undefined {
  const act = (name: Act, icon: IconName): Way => ({
    words: t(`planner.act.${name}`),
    icon,
    act: () => takeAct(name, pins, planner),
  });
  if (way === 'board') return { ...act('board', 'board'), words: t('planner.needs.board') };
  if (way === 'here') return act('here', 'check');
  if (way === 'reschedule') return act('reschedule', 'clock');
  if (way === 'retry') return act('retry', 'retry');
  if (way === 'allow-host') {
    const host = pins[0]?.lastError?.message ?? '';
    // The browser asks only during the click: nothing may be awaited before.
    const allow = () =>
      void requestHost(`https://${host}/`).then((isAllowed) => {
        if (isAllowed) return planner.verbs.retry(pins);
      });
    return { words: t('planner.needs.allowHost', { host }), icon: 'lock', act: allow };
  }
  if (way === 'options') return { words: t('planner.openOptions'), icon: 'settings', act: () => void openOptions() };
  if (way === 'dashboard')
    return { words: t('planner.openPostbreeze'), icon: 'external', act: () => void openTab(DASHBOARD) };
  return pins.length === 1 ? act('edit', 'edit') : undefined;
}
