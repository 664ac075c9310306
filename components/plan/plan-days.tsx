import { formatClock, formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { PlanModel } from './plan-model';

const DAYS_SHOWN = 14;
const TIMES_SHOWN = 6;

/** The days of the plan with their pins, before anything is scheduled. */
export function PlanDays({ plan }: { plan: PlanModel }) {
  const pins = plan.rows.drafts.value;
  const days = groupByDay(pins.flatMap(({ publishAt }) => publishAt ?? []));
  const crowded = pins.filter(({ id }) => plan.problems.value.get(id)?.some(({ isShift }) => isShift));
  const now = plan.now();
  return (
    <div class="plan-group plan-days">
      <p class="plan-group-head" id="plan-days">
        {t('plan.days.label', { count: days.length })}
      </p>
      <ol aria-labelledby="plan-days">
        {days.slice(0, DAYS_SHOWN).map((times) => (
          <li key={times[0]}>
            <span>{formatDay(times[0] ?? 0, now)}</span>
            <span class="soft">
              {times.slice(0, TIMES_SHOWN).map(formatClock).join(' · ')}
              {times.length > TIMES_SHOWN && ` … ${t('plan.days.count', { count: times.length })}`}
            </span>
          </li>
        ))}
      </ol>
      {days.length > DAYS_SHOWN && <p class="soft">{t('plan.days.more', { count: days.length - DAYS_SHOWN })}</p>}
      {crowded.length > 0 && (
        <div class="plan-problem tone-warn">
          <p>{t('plan.days.broken', { count: crowded.length })}</p>
          <Button small kind="quiet" onClick={() => void plan.shift(crowded.map(({ id }) => id))}>
            {t('plan.days.shift')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Times by calendar day, both in order. */
function groupByDay(times: readonly number[]): number[][] {
  const days = new Map<string, number[]>();
  for (const at of [...times].sort((a, b) => a - b)) {
    const day = new Date(at).toDateString();
    const known = days.get(day);
    if (known) known.push(at);
    else days.set(day, [at]);
  }
  return [...days.values()];
}
