import type { ComponentChildren } from 'preact';
import { openOptions } from '../../lib/browser/screens';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { Menu, type MenuItem } from '../ui/overlays';
import { isoDay, saveFile, TransferButtons } from '../ui/transfer';
import type { Planner } from './planner-model';
import { writeIcs } from './write-ics';

/** The heading, the views, the search, and acts on everything. */
export function PlannerHead({ planner, tabs }: { planner: Planner; tabs: ComponentChildren }) {
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
export function UndoButton({ planner }: { planner: Planner }) {
  const last = planner.undo.last.value;
  if (!last || !planner.status.line.value.words.startsWith(last.words)) return null;
  return (
    <Button small icon="undo" onClick={() => void planner.verbs.undo()}>
      {t('planner.undo')}
    </Button>
  );
}
