import { computed, signal } from '@preact/signals';
import {
  CSV_BYTES_MAX,
  type CsvColumn,
  type CsvFault,
  type CsvTable,
  foldHeading,
  matchHeadings,
  readCsv,
} from '../../lib/pin/csv-read';
import {
  type CsvPin,
  type CsvProblem,
  type DateOrder,
  findDateOrder,
  isAmbiguous,
  readRows,
} from '../../lib/pin/csv-rows';
import { writeProblems } from '../../lib/pin/csv-write';
import { type Board, listAccounts, listBoards } from '../../lib/store/books';
import { putPlan, readGround } from '../../lib/store/plans';
import { readSettings, type Settings, updateSettings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { explainError } from '../ui/status';
import { FILE_LIMIT } from './begin-plan';
import { draftRows } from './draft-rows';

export type ImportModel = ReturnType<typeof createImport>;

/** A spreadsheet on its way to a plan. Nothing is stored before `importAll`, and then all of it or nothing. */
export function createImport(now: () => number = Date.now) {
  const fileName = signal('');
  const table = signal<CsvTable | null>(null);
  const fault = signal<CsvFault | null>(null);
  const error = signal('');
  const isBusy = signal(false);
  const columns = signal<(CsvColumn | null)[]>([]);
  const order = signal<DateOrder>(guessOrder());
  const boards = signal<Board[]>([]);
  /** Boards that the user chose for names that are not in the book, by folded name; null: without a board for now. */
  const chosen = signal<ReadonlyMap<string, Board | null>>(new Map());
  let settings: Settings | undefined;

  const dates = computed(() => {
    const place = columns.value.indexOf('Publish date');
    return place < 0 ? [] : (table.value?.rows.map(({ cells }) => cells[place] ?? '') ?? []);
  });
  const rows = computed(() => table.value?.rows.slice(0, FILE_LIMIT) ?? []);
  const result = computed((): { pins: CsvPin[]; problems: CsvProblem[] } =>
    columns.value.includes('Media URL')
      ? readRows(rows.value, columns.value, { order: order.value, now: now() })
      : { pins: [], problems: [] },
  );
  const findBoard = (name: string): Board | undefined => {
    const folded = foldHeading(name);
    const named = boards.value.filter((board) => foldHeading(board.name) === folded || board.id === name);
    return named.find(({ accountId }) => accountId === settings?.defaultAccountId) ?? named[0];
  };
  const unknownBoards = computed(() => {
    const names = new Map(result.value.pins.map(({ board }) => [foldHeading(board), board]));
    return [...names.values()].filter((name) => name !== '' && !findBoard(name));
  });

  /** Reads a file; what was read before is forgotten. Never rejects. */
  async function open(file: File): Promise<void> {
    isBusy.value = true;
    fileName.value = file.name;
    table.value = null;
    fault.value = null;
    error.value = '';
    chosen.value = new Map();
    try {
      settings = await readSettings();
      const accounts = await listAccounts();
      boards.value = (await Promise.all(accounts.map(({ id }) => listBoards(id)))).flat();
      // Looked at before it is read: a file of gigabytes would not fit into memory.
      const read = file.size > CSV_BYTES_MAX ? 'too-large' : readCsv(new Uint8Array(await file.arrayBuffer()));
      if (typeof read === 'string') {
        fault.value = read;
        return;
      }
      columns.value = matchHeadings(read.headings, settings.csvHeadings);
      table.value = read;
      order.value = findDateOrder(dates.peek()) ?? guessOrder();
    } catch (thrown) {
      error.value = explainError(thrown);
    } finally {
      isBusy.value = false;
    }
  }

  /** Makes the drafts of a plan of every row that can be one, in one transaction. Answers the plan's id. */
  async function importAll(): Promise<string | undefined> {
    const { headings } = table.peek() ?? {};
    if (!headings || isBusy.peek() || result.peek().pins.length === 0) return undefined;
    isBusy.value = true;
    try {
      const stored = await readSettings();
      const planId = crypto.randomUUID();
      const boardOf = (name: string) => findBoard(name) ?? chosen.peek().get(foldHeading(name)) ?? undefined;
      const ground = await readGround(now());
      await putPlan(
        draftRows(result.peek().pins, { planId, fileName: fileName.peek(), boardOf, ground, settings: stored }),
      );
      const byHand = headings.map((heading, place) => [foldHeading(heading), columns.peek()[place] ?? ''] as const);
      await updateSettings({ csvHeadings: { ...stored.csvHeadings, ...Object.fromEntries(byHand) } });
      return planId;
    } catch (thrown) {
      error.value = explainError(thrown);
      return undefined;
    } finally {
      isBusy.value = false;
    }
  }

  return {
    fileName,
    table,
    fault,
    error,
    isBusy,
    columns,
    order,
    boards,
    /** The board chosen for a name, if one is. */
    findChosen: (name: string) => chosen.value.get(foldHeading(name)) ?? null,
    result,
    unknownBoards,
    /** Rows beyond what one plan takes. */
    tooMany: computed(() => Math.max(0, (table.value?.rows.length ?? 0) - FILE_LIMIT)),
    /** Whether the order of day and month has to be asked for: the dates could be read either way. */
    isOrderUnclear: computed(() => findDateOrder(dates.value) === null && dates.value.some(isAmbiguous)),
    open,
    importAll,
    setColumn: (place: number, column: CsvColumn | null) => {
      columns.value = columns.value.map((one, at) => (at === place ? column : one === column ? null : one));
    },
    chooseBoard: (name: string, board: Board | null) => {
      chosen.value = new Map([...chosen.value, [foldHeading(name), board]]);
    },
    /** Everything that is wrong, as a spreadsheet. */
    describeProblems: () =>
      new Blob(
        [
          writeProblems(
            result.peek().problems,
            [t('plan.csv.line'), t('plan.csv.column'), t('plan.csv.value'), t('plan.csv.problem')],
            ({ fault: code }) => t(`plan.csv.fault.${code}`),
          ),
        ],
        { type: 'text/csv' },
      ),
  };
}

/** Americans write the month first. */
function guessOrder(): DateOrder {
  return new Intl.DateTimeFormat().resolvedOptions().locale === 'en-US' ? 'month-first' : 'day-first';
}
