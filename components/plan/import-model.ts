import { computed, signal } from '@preact/signals';
import { requestHost } from '../../lib/browser/permissions';
import { findBoardAt, findTypedBoard } from '../../lib/browser/pinterest-boards';
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
import { createDraft, type Pin } from '../../lib/pin/pin';
import type { PlanGround } from '../../lib/pin/plan';
import { createSlide } from '../../lib/pin/slide';
import { nextFreeSlots } from '../../lib/pin/slots';
import { type Account, addBoard, type Board, listAccounts, listBoards } from '../../lib/store/books';
import { putPlan, readGround } from '../../lib/store/plans';
import { readSettings, type Settings, updateSettings } from '../../lib/store/settings';
import { HOUR } from '../../lib/time';
import { t } from '../../lib/words/t';
import { explainError } from '../ui/status';
import { FILE_LIMIT } from './begin-plan';

export type ImportModel = ReturnType<typeof createImport>;

/** A spreadsheet on its way to a plan. `importAll` stores all of it or nothing; nothing is stored before. */
export function createImport(now: () => number = Date.now) {
  const fileName = signal('');
  const table = signal<CsvTable | null>(null);
  const fault = signal<CsvFault | null>(null);
  const error = signal('');
  const isBusy = signal(false);
  const columns = signal<(CsvColumn | null)[]>([]);
  const order = signal<DateOrder>(guessOrder());
  const boards = signal<Board[]>([]);
  const accounts = signal<Account[]>([]);
  /** Boards that the user chose for unknown names, by folded name; null: none for now. */
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
    const before = settings?.csvBoards[folded];
    return (
      named.find(({ accountId }) => accountId === settings?.defaultAccountId) ??
      named[0] ??
      boards.value.find(({ accountId, id }) => accountId === before?.accountId && id === before.id)
    );
  };
  const unknownBoards = computed(() => {
    const names = new Map(result.value.pins.map(({ board }) => [foldHeading(board), board]));
    return [...names.values()].filter((name) => name !== '' && !findBoard(name));
  });

  /** Reads a file in place of the last one. Never rejects. */
  async function open(file: File): Promise<void> {
    isBusy.value = true;
    fileName.value = file.name;
    table.value = null;
    fault.value = null;
    error.value = '';
    chosen.value = new Map();
    try {
      settings = await readSettings();
      accounts.value = await listAccounts();
      boards.value = await readBoards();
      // Check first: a file of gigabytes would not fit into memory.
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

  const readBoards = async () => (await Promise.all(accounts.peek().map(({ id }) => listBoards(id)))).flat();

  function chooseBoard(name: string, board: Board | null): void {
    chosen.value = new Map([...chosen.peek(), [foldHeading(name), board]]);
  }

  /** Remembers what the user said about headings and boards, so that we ask only once. */
  async function remember(headings: readonly string[], { csvHeadings, csvBoards }: Settings): Promise<void> {
    const byHand = headings.map((heading, place) => [foldHeading(heading), columns.peek()[place] ?? ''] as const);
    const byName = [...chosen.peek()].flatMap(([name, board]) =>
      board ? [[name, { accountId: board.accountId, id: board.id }] as const] : [],
    );
    await updateSettings({
      csvHeadings: { ...csvHeadings, ...Object.fromEntries(byHand) },
      csvBoards: { ...csvBoards, ...Object.fromEntries(byName) },
    });
  }

  /** Drafts a pin for every usable row, in one transaction. Answers the plan's id. */
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
      await remember(headings, stored);
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
    accounts,
    findChosen: (name: string) => chosen.value.get(foldHeading(name)) ?? null,
    result,
    unknownBoards,
    /** How many rows there are beyond a plan's limit. */
    tooMany: computed(() => Math.max(0, (table.value?.rows.length ?? 0) - FILE_LIMIT)),
    /** Whether to ask for the order of day and month: the dates can be read both ways. */
    isOrderUnclear: computed(() => findDateOrder(dates.value) === null && dates.value.some(isAmbiguous)),
    open,
    importAll,
    setColumn: (place: number, column: CsvColumn | null) => {
      columns.value = columns.value.map((one, at) => (at === place ? column : one === column ? null : one));
    },
    chooseBoard,
    /**
     * Adds the board meant by a name to the book, by its id or address. Answers what is wrong, in words; '' if nothing.
     * Call it first in a click handler, since an address needs the permission for its host.
     */
    addBoard: async (name: string, typed: string, accountId: string): Promise<string> => {
      const finding = findTypedBoard({ id: typed, name }, { requestHost, findBoardAt });
      try {
        const found = await finding;
        if (typeof found === 'string') return found;
        await addBoard({ accountId, ...found, source: 'user' });
        boards.value = await readBoards();
        return '';
      } catch (thrown) {
        return explainError(thrown);
      }
    },
    /** All problems, as a spreadsheet. */
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

/** The drafts of the rows, in order. A date without a time gets that day's first free slot, else 9:00. */
function draftRows(
  rows: readonly CsvPin[],
  from: {
    planId: string;
    fileName: string;
    boardOf: (name: string) => Board | undefined;
    ground: PlanGround;
    settings: Pick<Settings, 'handOver' | 'defaultAccountId'>;
  },
): Pin[] {
  const { planId, fileName, boardOf, ground, settings } = from;
  const taken = ground.placed.map(({ accountId, at }) => ({ accountId, at }));
  const findTime = (row: CsvPin, accountId: string | null): number | null => {
    if (row.at === null || !row.isDay) return row.at;
    const times = taken.filter((one) => one.accountId === accountId).map(({ at }) => at);
    const start = Math.max(row.at - 1, ground.now);
    const [slot] = accountId === null ? [] : nextFreeSlots(ground.slotsOf(accountId), times, start, 1);
    const isThatDay = slot !== undefined && new Date(slot).toDateString() === new Date(row.at).toDateString();
    return isThatDay ? slot : row.at + 9 * HOUR;
  };
  return rows.map((row, place): Pin => {
    const board = boardOf(row.board);
    const accountId = board?.accountId ?? settings.defaultAccountId;
    const publishAt = findTime(row, accountId);
    if (publishAt !== null && accountId !== null) taken.push({ accountId, at: publishAt });
    const source = { pageUrl: row.link, pageTitle: fileName, collectedAt: ground.now };
    return {
      ...createDraft({ id: crypto.randomUUID(), source, handOver: settings.handOver, now: ground.now }),
      planId,
      place,
      accountId,
      board: board ? { id: board.id, name: board.name } : null,
      title: row.title,
      description: row.description,
      link: row.link,
      when: publishAt === null ? 'slot' : 'time',
      publishAt,
      slides: row.media.map((url) => createSlide({ id: crypto.randomUUID(), url, text: '', width: 0, height: 0 })),
    };
  });
}
