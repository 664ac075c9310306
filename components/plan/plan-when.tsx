import { addDays } from '../../lib/pin/rules';
import { findSpreadFault, type Spread } from '../../lib/pin/spread';
import { DAY, fromFieldValue, HOUR, toFieldValue } from '../../lib/time';
import { formatClock, formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { fromClock, toClock } from '../options/slot-section';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { SelectField, TextField } from '../ui/field';
import type { PlanModel } from './plan-model';

/** The radio group *When* for several pins, and the fields of each way. */
export function PlanWhen({ plan }: { plan: PlanModel }) {
  const spread = plan.spread.value;
  const put = (next: Spread) => {
    if (findSpreadFault(next) === null) void plan.spreadOut(next);
    else plan.noteSpread(next);
  };
  const starts: Record<Spread['kind'], () => Spread> = {
    own: () => ({ kind: 'own' }),
    slots: () => ({ kind: 'slots' }),
    'per-day': () => ({ kind: 'per-day', count: 3, from: 9 * 60, to: 18 * 60, day: firstWholeDay(plan.now(), 9 * 60) }),
    every: () => ({ kind: 'every', number: 1, unit: 'days', startAt: nextHour(plan.now()) }),
    'at-once': () => ({ kind: 'at-once', at: nextHour(plan.now()) }),
  };
  return (
    <div class="plan-group">
      <RadioGroup
        label={t('plan.when.label')}
        value={spread.kind}
        onValue={(kind) => put(starts[kind]())}
        choices={[
          { value: 'slots', label: t('plan.when.slots') },
          { value: 'per-day', label: t('plan.when.perDay') },
          { value: 'every', label: t('plan.when.every') },
          { value: 'at-once', label: t('plan.when.atOnce') },
          { value: 'own', label: t('plan.when.own') },
        ]}
      />
      <Details spread={spread} put={put} />
    </div>
  );
}

/** Today, or tomorrow if the day's first time (minutes after midnight) has passed; epoch ms within that day. */
function firstWholeDay(now: number, from: number): number {
  return new Date(now).setHours(0, from, 0, 0) > now ? now : addDays(now, 1);
}

function nextHour(now: number): number {
  return Math.ceil(now / HOUR) * HOUR;
}

function Details({ spread, put }: { spread: Spread; put: (next: Spread) => void }) {
  const fault = findSpreadFault(spread);
  const wrong = (field: NonNullable<typeof fault>) => (fault === field ? t(`plan.when.fault.${field}`) : undefined);
  if (spread.kind === 'per-day')
    return (
      <div class="plan-pair">
        <TextField
          label={t('plan.when.count')}
          type="number"
          min={1}
          max={100}
          value={String(spread.count)}
          error={wrong('count')}
          onValue={(value) => put({ ...spread, count: Number(value) })}
        />
        <TextField
          label={t('plan.when.from')}
          type="time"
          value={toClock(spread.from)}
          onValue={(value) => put({ ...spread, from: fromClock(value) ?? spread.from })}
        />
        <TextField
          label={t('plan.when.to')}
          type="time"
          value={toClock(spread.to)}
          error={wrong('window')}
          onValue={(value) => put({ ...spread, to: fromClock(value) ?? spread.to })}
        />
        <TextField
          label={t('plan.when.firstDay')}
          type="date"
          value={Number.isFinite(spread.day) ? toFieldValue(spread.day).slice(0, 10) : ''}
          error={wrong('start')}
          onValue={(value) => put({ ...spread, day: fromFieldValue(`${value}T00:00`) ?? Number.NaN })}
        />
      </div>
    );
  if (spread.kind === 'every')
    return (
      <div class="plan-pair">
        <TextField
          label={t('plan.when.number')}
          type="number"
          min={1}
          max={1000}
          value={String(spread.number)}
          error={wrong('number')}
          onValue={(value) => put({ ...spread, number: Number(value) })}
        />
        <SelectField
          label={t('plan.when.unit')}
          value={spread.unit}
          options={[
            ['hours', t('plan.when.hours')],
            ['days', t('plan.when.days')],
          ]}
          onValue={(unit) => put({ ...spread, unit: unit === 'hours' ? 'hours' : 'days' })}
        />
        <StartField
          label={t('plan.when.start')}
          at={spread.startAt}
          error={wrong('start')}
          onTime={(startAt) => put({ ...spread, startAt })}
        />
      </div>
    );
  if (spread.kind === 'at-once')
    return (
      <StartField
        label={t('plan.when.at')}
        at={spread.at}
        error={wrong('start')}
        onTime={(at) => put({ ...spread, at })}
      />
    );
  return null;
}

function StartField({
  label,
  at,
  error,
  onTime,
}: {
  label: string;
  at: number;
  error: string | undefined;
  onTime: (at: number) => void;
}) {
  return (
    <TextField
      label={label}
      type="datetime-local"
      value={Number.isFinite(at) ? toFieldValue(at) : ''}
      min={toFieldValue(Date.now() - DAY)}
      error={error}
      onValue={(value) => onTime(fromFieldValue(value) ?? Number.NaN)}
    />
  );
}

const DAYS_SHOWN = 5;
const TIMES_SHOWN = 6;

/** A preview of the plan's days and their pins. */
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
            <span class="plan-day">{formatDay(times[0] ?? 0, now)}</span>
            <span class="soft">
              <bdi>{times.slice(0, TIMES_SHOWN).map(unbreakable).join(' · ')}</bdi>
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

/** A time of day that no line ends within. */
function unbreakable(at: number): string {
  return formatClock(at).replaceAll(' ', '\u00a0');
}

/** Times by calendar day, both in order. */
function groupByDay(times: readonly number[]): number[][] {
  const sorted = [...times].sort((a, b) => a - b);
  return [...Map.groupBy(sorted, (at) => new Date(at).toDateString()).values()];
}
