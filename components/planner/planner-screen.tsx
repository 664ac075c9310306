import '../ui/chip.css';
import './planner-screen.css';
import type { ComponentChildren } from 'preact';
import { ownHosts } from '../../lib/browser/permissions';
import { DASHBOARD, openOptions, openTab } from '../../lib/browser/screens';
import { explain } from '../../lib/pin/problem';
import { nameAccount } from '../../lib/store/books';
import type { StandingPause } from '../../lib/store/engine-memory';
import { t } from '../../lib/words/t';
import { AccessBanner, Banner, StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { Tabs } from '../ui/choices';
import { Menu, type MenuItem } from '../ui/overlays';
import { isoDay, saveFile, TransferButtons } from '../ui/transfer';
import { BulkBar } from './act-buttons';
import { Calendar } from './calendar';
import { writeIcs } from './calendar-days';
import { Dialogs } from './dialogs';
import { Filters } from './filters';
import { History } from './history';
import { useScreenKeys } from './keys';
import { PinList } from './pin-list';
import { type Planner, VIEWS } from './planner-model';

/** Banners for the whole planner: why nothing is sent, and records that could not be read. */
function Banners({ planner }: { planner: Planner }) {
  return (
    <>
      <AccessBanner access={ownHosts} />
      {planner.pauses.value.map((pause) => (
        <PauseBanner key={pause.accountId} pause={pause} planner={planner} />
      ))}
      <DamagedBanner planner={planner} />
    </>
  );
}

function PauseBanner({ pause, planner }: { pause: StandingPause; planner: Planner }) {
  const { title, fix, action } = explain({ ...pause, statusCode: null });
  const account = pause.accountId ? planner.accounts.value.get(pause.accountId) : undefined;
  const whole = account ? t('planner.pausedAccount', { account: nameAccount(account), fix }) : fix;
  const wayOut =
    action === 'dashboard' ? (
      <Button small icon="external" onClick={() => void openTab(DASHBOARD)}>
        {t('planner.openPostbreeze')}
      </Button>
    ) : (
      <Button small icon="key" onClick={() => void openOptions()}>
        {t('planner.openOptions')}
      </Button>
    );
  return (
    <Banner tone="danger" icon="pause" title={t('planner.paused', { title })} actions={wayOut}>
      <p dir="auto">{t('planner.pausedFix', { fix: whole })}</p>
    </Banner>
  );
}

function DamagedBanner({ planner }: { planner: Planner }) {
  const { length } = planner.damaged.value;
  if (length === 0) return null;
  return (
    <Banner
      tone="warn"
      title={t('planner.damaged', { count: length })}
      actions={
        <>
          <Button small icon="download" onClick={() => void planner.transfer.exportDamaged()}>
            {t('planner.damagedExport')}
          </Button>
          <Button small kind="quiet" onClick={() => void openOptions()}>
            {t('planner.openOptions')}
          </Button>
        </>
      }
    >
      <p>{t('planner.damagedHint')}</p>
    </Banner>
  );
}

/** The planner: every pin, when it goes out and where, who holds it, and what can be done with it. */
export function PlannerScreen({ planner }: { planner: Planner }) {
  useScreenKeys(planner);
  return (
    <main class="planner">
      <Tabs
        label={t('planner.views')}
        tabs={VIEWS.map((name) => ({ name, words: t(`planner.view.${name}`) }))}
        value={planner.view.value}
        onValue={(name) => (planner.view.value = name)}
        head={(tabs) => <PlannerHead planner={planner} tabs={tabs} />}
      >
        <Banners planner={planner} />
        {planner.view.value !== 'history' && <Filters planner={planner} />}
        {planner.view.value === 'list' && <PinList planner={planner} />}
        {planner.view.value === 'calendar' && <Calendar planner={planner} />}
        {planner.view.value === 'history' && <History planner={planner} />}
      </Tabs>
      <Dialogs planner={planner} />
      <Foot planner={planner} />
    </main>
  );
}

/** The last act with its undo, and acts on the selected pins; always in view. */
function Foot({ planner }: { planner: Planner }) {
  const { tone, words, offer } = planner.status.line.value;
  const hasBulk = planner.view.value !== 'history' && planner.selection.pins.value.length > 0;
  const isShown = words !== '' || hasBulk;
  return (
    <footer class={isShown ? 'planner-foot planner-foot-shown' : 'planner-foot'}>
      {hasBulk && <BulkBar planner={planner} />}
      <StatusLine
        tone={tone}
        words={words}
        action={
          <>
            {offer && (
              <Button small icon="clock" onClick={() => void offer.act()}>
                {offer.words}
              </Button>
            )}
            <UndoButton planner={planner} />
          </>
        }
      />
    </footer>
  );
}

/** The heading, the views, the search, and acts on everything. */
function PlannerHead({ planner, tabs }: { planner: Planner; tabs: ComponentChildren }) {
  const { transfer } = planner;
  return (
    <header class="planner-head">
      <h1>{t('planner.heading')}</h1>
      {tabs}
      <Search planner={planner} />
      <div class="planner-head-acts">
        <TransferButtons kind="quiet" onExport={transfer.exportAll} onImport={transfer.importAll} />
        <Menu label={t('planner.more')} items={() => listMore(planner)} />
      </div>
    </header>
  );
}

function Search({ planner }: { planner: Planner }) {
  const { search } = planner.filter.value;
  const { length } = planner.found.value.pins;
  return (
    <search class="planner-search">
      <input
        type="search"
        class="input"
        dir="auto"
        aria-label={t('planner.search')}
        placeholder={t('planner.searchHint')}
        aria-keyshortcuts="/ Control+F"
        value={search}
        onInput={(event) => planner.narrow({ search: event.currentTarget.value })}
        onKeyDown={(event) => {
          const first = planner.ordered.peek()[0];
          if (event.key === 'Enter' && first) planner.sought.value = first.id;
          if (event.key === 'Escape') planner.narrow({ search: '' });
        }}
      />
      {search && (
        <span class="planner-matches" aria-live="polite">
          {t('planner.matches', { count: length })}
        </span>
      )}
    </search>
  );
}

function listMore(planner: Planner): MenuItem[] {
  const last = planner.undo.last.peek();
  const undo: MenuItem[] = last
    ? [
        {
          key: 'undo',
          words: t('planner.undoDeed', { deed: last.words }),
          icon: 'undo',
          onSelect: () => void planner.verbs.undo(),
        },
      ]
    : [];
  return [
    ...undo,
    {
      key: 'csv',
      words: t('planner.spreadsheet'),
      icon: 'board',
      onSelect: () => (planner.asking.value = { what: 'spreadsheet' }),
    },
    {
      key: 'ics',
      words: t('planner.exportIcs'),
      icon: 'calendar',
      onSelect: () => {
        const now = planner.now.peek();
        saveFile(writeIcs(planner.found.peek().pins, now), `pinbreeze-plan-${isoDay(now)}.ics`, document);
      },
    },
    {
      key: 'keys',
      words: t('planner.keys.title'),
      icon: 'key',
      onSelect: () => (planner.asking.value = { what: 'keys' }),
    },
    { key: 'options', words: t('planner.options'), icon: 'settings', onSelect: () => void openOptions() },
  ];
}

/** Undoes what the status line reports. */
function UndoButton({ planner }: { planner: Planner }) {
  const last = planner.undo.last.value;
  if (!last || !planner.status.line.value.words.startsWith(last.words)) return null;
  return (
    <Button small icon="undo" onClick={() => void planner.verbs.undo()}>
      {t('planner.undo')}
    </Button>
  );
}
