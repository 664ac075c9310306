import './history.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { DASHBOARD } from '../../lib/browser/screens';
import type { Fate } from '../../lib/pin/fate';
import type { Pin } from '../../lib/pin/pin';
import { listFates } from '../../lib/store/fates';
import { WEEK } from '../../lib/time';
import { dateFormat, formatNumber, formatTime } from '../../lib/words/format';
import { locale, t } from '../../lib/words/t';
import { Badge, Empty } from '../ui/banner';
import { Button, PostLink } from '../ui/button';
import { PinThumb, Thumb } from '../ui/thumb';
import { isoDay, saveFile } from '../ui/transfer';
import { firstDayOfWeek } from './calendar-days';
import { Chips } from './filters';
import { GROUPINGS, type Grouping, groupPast, listPast, type Past, type PastGroup, writePastCsv } from './history-data';
import type { Planner } from './planner-model';

const SHOWN = 100;
const PERIODS = { month: 5 * WEEK, year: 53 * WEEK, all: Number.POSITIVE_INFINITY } as const;
type Period = keyof typeof PERIODS;

/** The history: how many by week, board and site, and each pin with its address. */
export function History({ planner }: { planner: Planner }) {
  const fates = useSignal<readonly Fate[]>([]);
  const period = useSignal<Period>('month');
  const by = useSignal<Grouping>('week');
  const shown = useSignal(SHOWN);
  const pins = planner.pins.value;
  useEffect(() => {
    void planner.status.attempt(async () => {
      fates.value = await listFates();
    });
  }, [pins]);
  const from = planner.now.value - PERIODS[period.value];
  const past = listPast(pins ?? [], fates.value).filter(({ at }) => at >= from);
  const save = () =>
    planner.status.attempt(async () =>
      saveFile(await writePastCsv(past), `pinbreeze-history-${isoDay(planner.now.peek())}.csv`, document),
    );
  return (
    <div class="history">
      <div class="history-head">
        <Chips
          label={t('history.period')}
          choices={Object.keys(PERIODS) as Period[]}
          value={period.value}
          name={(one) => t(`history.period.${one}`)}
          onValue={(value) => (period.value = value)}
        />
        <Chips
          label={t('history.by')}
          choices={GROUPINGS}
          value={by.value}
          name={(one) => t(`history.by.${one}`)}
          onValue={(value) => (by.value = value)}
        />
        <Button small kind="quiet" icon="download" disabled={past.length === 0} onClick={() => void save()}>
          {t('history.export')}
        </Button>
      </div>
      {past.length === 0 ? (
        <Empty icon="clock" title={t('history.empty')}>
          {t('history.emptyHint')}
        </Empty>
      ) : (
        <>
          <Groups groups={groupPast(past, by.value, firstDayOfWeek(locale()))} by={by.value} />
          <PastList past={past.slice(0, shown.value)} planner={planner} />
          {past.length > shown.value && (
            <Button onClick={() => (shown.value += SHOWN)}>
              {t('history.more', { count: past.length - shown.value })}
            </Button>
          )}
        </>
      )}
      <p class="history-note">
        {t('history.analyticsNote')}{' '}
        <a href={DASHBOARD} target="_blank" rel="noreferrer">
          {t('history.analytics')}
        </a>
      </p>
    </div>
  );
}

/** A table with a bar in each row; the bars only repeat the numbers. */
function Groups({ groups, by }: { groups: readonly PastGroup[]; by: Grouping }) {
  const most = Math.max(...groups.map(({ published, failed }) => published + failed));
  return (
    <div class="history-scroll">
      <table class="history-groups">
        <thead>
          <tr>
            <th scope="col">{t(`history.by.${by}`)}</th>
            <th scope="col" class="history-number">
              {t('planner.state.published')}
            </th>
            <th scope="col" class="history-number">
              {t('history.late')}
            </th>
            <th scope="col" class="history-number">
              {t('planner.state.failed')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row" dir="auto">
                {nameGroup(group.key, by)}
              </th>
              <td class="history-number">{formatNumber(group.published)}</td>
              <td class="history-number">{formatNumber(group.late)}</td>
              <td class="history-number">{formatNumber(group.failed)}</td>
              <td class="history-bar">
                <Bar {...group} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ published, late, failed, most }: PastGroup & { most: number }) {
  const width = (count: number) => ({ inlineSize: `${(count / most) * 100}%` });
  return (
    <div class="bar" aria-hidden="true">
      <span class="bar-good" style={width(published - late)} />
      <span class="bar-late" style={width(late)} />
      <span class="bar-failed" style={width(failed)} />
    </div>
  );
}

function nameGroup(key: string, by: Grouping): string {
  if (by !== 'week') return key || t('history.none');
  const first = Number(key);
  const last = new Date(first).setDate(new Date(first).getDate() + 6);
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(first, last);
}

function PastList({ past, planner }: { past: readonly Past[]; planner: Planner }) {
  const pins = new Map(planner.pins.value?.map((pin) => [pin.id, pin]));
  return (
    <ul class="history-list" aria-label={t('planner.view.history')}>
      {past.map((one) => (
        <li key={one.id}>
          <PastPicture pin={pins.get(one.id)} planner={planner} />
          <span class="history-title" dir="auto">
            {one.title}
            <small>{[one.boardName, one.site].filter(Boolean).join(' · ')}</small>
          </span>
          <time dateTime={new Date(one.at).toISOString()}>{formatTime(one.at, planner.now.value)}</time>
          <span class="pin-row-state">
            <Badge tone={one.outcome === 'published' ? 'good' : 'danger'}>{t(`planner.state.${one.outcome}`)}</Badge>
            {one.isLate && <Badge tone="warn">{t('history.late')}</Badge>}
          </span>
          <Address one={one} />
        </li>
      ))}
    </ul>
  );
}

/** Only the text of a deleted pin is kept. */
function PastPicture({ pin, planner }: { pin: Pin | undefined; planner: Planner }) {
  return (
    <span class="history-picture">
      {pin ? <PinThumb pin={pin} findThumbnail={planner.findThumbnail} /> : <Thumb src="" pageUrl="" />}
    </span>
  );
}

function Address({ one }: { one: Past }) {
  return (
    <span class="history-links">
      <PostLink address={one.externalUrl} />
      {one.outcome === 'published' && (
        <a href={DASHBOARD} target="_blank" rel="noreferrer">
          {t('history.analytics')}
        </a>
      )}
    </span>
  );
}
