import { findSpreadFault, type Spread } from '../../lib/pin/plan';
import { DAY, fromFieldValue, HOUR, toFieldValue } from '../../lib/time';
import { t } from '../../lib/words/t';
import { fromClock, toClock } from '../options/slot-section';
import { SelectField, TextField } from '../ui/field';
import { RadioGroup } from '../ui/radio-group';
import type { PlanModel } from './plan-model';

/** The radio group *When* for several pins, and what each way needs to know. */
export function PlanWhen({ plan }: { plan: PlanModel }) {
  const spread = plan.spread.value;
  const put = (next: Spread) => {
    if (findSpreadFault(next) === null) void plan.spreadOut(next);
    else plan.spread.value = next;
  };
  const starts: Record<Spread['kind'], () => Spread> = {
    own: () => ({ kind: 'own' }),
    slots: () => ({ kind: 'slots' }),
    'per-day': () => ({ kind: 'per-day', count: 3, from: 9 * 60, to: 18 * 60, day: plan.now() }),
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
