import { computed, signal } from '@preact/signals';
import { openEarlier } from '../../lib/browser/screens';
import { applyTemplate, type TemplateNote } from '../../lib/pin/fill-template';
import { type DrawnOffer, planMends } from '../../lib/pin/mends';
import type { BoardRef, Pin } from '../../lib/pin/pin';
import { type PlanGround, reportBroken, toPlanPin } from '../../lib/pin/plan';
import { type SlideRatio, withMend } from '../../lib/pin/slide';
import type { Spread } from '../../lib/pin/spread';
import type { Template } from '../../lib/pin/template';
import { type Account, type Board, listAccounts, listBoards } from '../../lib/store/books';
import { listen } from '../../lib/store/changes';
import { type EarlierBook, readEarlier } from '../../lib/store/earlier';
import { readGround } from '../../lib/store/plans';
import { readSettings, type Settings } from '../../lib/store/settings';
import { toFieldValue } from '../../lib/time';
import { formatDate, formatHost } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { createStatus, explainError } from '../ui/status';
import { createThumbnails } from '../ui/thumb';
import { saveFile } from '../ui/transfer';
import { checkRows, createPlanRows, distinguish, type RowChange, type RowProblem } from './plan-rows';
import { createPlanPictures, createPlanScheduling } from './plan-scheduling';
import { type BoardPlan, createPlanTimes } from './plan-times';

export type PlanModel = ReturnType<typeof createPlan>;

/** Twice what a row shows, for dense screens. Pixels. */
const THUMB_WIDTH = 256;

/** The review of a plan: its drafts, their problems, and what can be done to several at once. */
export function createPlan(planId: string, tabId: number | null, now: () => number = Date.now) {
  const status = createStatus();
  const { say } = status;
  const fail = (error: unknown) => say(explainError(error), 'danger');
  const rows = createPlanRows(planId, fail);
  const pictures = createPlanPictures(rows, tabId);
  const accounts = signal<Account[]>([]);
  const boards = signal<Board[]>([]);
  const settings = signal<Settings | null>(null);
  const ground = signal<PlanGround | null>(null);
  const book = signal<EarlierBook | null>(null);
  const selected = signal<ReadonlySet<string>>(new Set());
  const targets = computed(() => {
    const chosen = rows.drafts.value.filter(({ id }) => selected.value.has(id));
    return chosen.length > 0 ? chosen : rows.drafts.value;
  });
  const timed = computed(() => {
    const { value } = ground;
    return value ? reportBroken(rows.drafts.value.map(toPlanPin), ({ at }) => at, value) : [];
  });
  const problems = computed(
    (): Map<string, RowProblem[]> =>
      ground.value && book.value
        ? checkRows(rows.drafts.value, timed.value, ground.value, accounts.value, book.value)
        : new Map(),
  );

  async function lookAround(): Promise<void> {
    const [list, stored] = await Promise.all([listAccounts(), readSettings()]);
    accounts.value = list;
    settings.value = stored;
    boards.value = (await Promise.all(list.map(({ id }) => listBoards(id)))).flat();
    [ground.value, book.value] = await Promise.all([readGround(now()), readEarlier()]);
  }

  async function open(): Promise<void> {
    try {
      await Promise.all([rows.read(), lookAround()]);
      await times.begin();
      void pictures.resume();
    } catch (error) {
      fail(error);
    }
  }

  /** Changes rows, and fills their template again where the change affects it. */
  async function change(ids: readonly string[], patch: (pin: Pin) => RowChange | undefined): Promise<void> {
    await rows.changeAll(ids, (pin) => {
      const changed = patch(pin);
      if (!changed) return undefined;
      const template = pin.template && settings.peek()?.templates.find(({ id }) => id === pin.template?.id);
      const isRemade = template && ('board' in changed || 'publishAt' in changed);
      return isRemade ? { ...changed, ...fill({ ...pin, ...changed }, template).content } : changed;
    });
  }

  function fill(pin: Pin, template: Template) {
    const { site = '', price = '', pageUrl } = pin.source;
    return applyTemplate(pin, template, {
      site: site || formatHost(pageUrl),
      price,
      date: pin.publishAt === null ? '' : formatDate(pin.publishAt),
    });
  }

  const times = createPlanTimes({ rows, targets, ground, change, now });
  const { spread, spreadOut, shift } = times;
  const scheduling = createPlanScheduling({
    rows,
    pictures,
    problems,
    tabId,
    freshenSlots: times.freshenSlots,
    say,
    fail,
    now,
  });

  /** Mends a row. Asks the browser for permissions before anything is awaited. */
  async function mend(pin: Pin, problem: RowProblem): Promise<void> {
    const { mend: offer, slideId } = problem;
    const isRow = ({ id }: Pin) => id === pin.id;
    if (offer?.kind === 'ask-permission') await askHosts();
    else if (offer?.kind === 'show') await openEarlier(offer.earlier);
    else if (problem.isShift) await shift([pin.id]);
    else if (problem.isTellApart)
      await change([pin.id], (row) => ({ title: distinguish(row, rows.drafts.peek().findIndex(isRow)) }));
    else if (offer?.kind === 'write') await change([pin.id], () => offer.content);
    else if (offer?.kind === 'read-again' && slideId) await pictures.readAgain(pin.id, slideId);
    else if (offer?.kind === 'take-from-screen' && slideId) await pictures.takeFromScreen(pin.id, slideId);
    else if (offer?.kind === 'remove')
      await change([pin.id], ({ slides }) => ({ slides: slides.filter(({ id }) => id !== slideId) }));
    else if (offer) {
      const mends = planMends(pin.slides, offer as DrawnOffer, slideId);
      await pictures.mend([pin.id], ({ id }) => mends.get(id));
    }
  }

  async function askHosts(): Promise<void> {
    const isGranted = await pictures.askHosts(pictures.hosts.peek());
    if (!isGranted) say(t('plan.hosts.refused'), 'warn');
  }

  async function remove(ids: readonly string[]): Promise<void> {
    const gone = rows.drafts.peek().filter(({ id }) => ids.includes(id));
    try {
      await rows.settle();
      await rows.replace([], ids);
      selected.value = new Set();
      const act = async () => {
        await rows.replace(gone, []).catch(fail);
        say(t('plan.restored', { count: gone.length }), 'info');
      };
      say(t('plan.removed', { count: gone.length }), 'good', { words: t('plan.undo'), act });
    } catch (error) {
      fail(error);
    }
  }

  return {
    rows,
    pictures,
    findThumbnail: createThumbnails(THUMB_WIDTH),
    accounts,
    boards,
    settings,
    selected,
    targets,
    spread,
    boardPlan: times.boardPlan,
    problems,
    status,
    ...scheduling,
    now,
    open,
    start: () => {
      const stops = [rows.follow(), listen((topic) => topic !== 'pins' && void lookAround().catch(fail))];
      return () => {
        for (const stop of stops) stop();
      };
    },
    change,
    spreadOut: (how: Spread) => spreadOut(how).catch(fail),
    noteSpread: times.note,
    putOnBoards: async (boards: BoardPlan) => {
      await times.putOnBoards(boards).catch(fail);
      void pictures.start();
    },
    shift: (ids: readonly string[]) => shift(ids).catch(fail),
    mend: (pin: Pin, problem: RowProblem) => mend(pin, problem).catch(fail),
    askHosts: () => askHosts().catch(fail),
    chooseBoard: (ids: readonly string[], board: BoardRef & { accountId: string }) =>
      change(ids, () => ({ accountId: board.accountId, board: { id: board.id, name: board.name } })),
    /** Fills a template into the selected rows, or all. Answers the fields that stayed empty. */
    useTemplate: async (template: Template): Promise<TemplateNote[]> => {
      const notes: TemplateNote[] = [];
      await rows.changeAll(
        targets.peek().map(({ id }) => id),
        (pin) => {
          const filled = fill(pin, template);
          for (const note of filled.notes) if (!notes.some(({ field }) => field === note.field)) notes.push(note);
          return filled.content;
        },
      );
      return notes;
    },
    crop: (ratio: SlideRatio) =>
      pictures.mend(
        targets.peek().map(({ id }) => id),
        ({ mends }) => withMend(mends, { kind: 'crop', ratio, focus: null }),
      ),
    move: async (id: string, by: number) => {
      const order = rows.drafts.peek().map((pin) => pin.id);
      const from = order.indexOf(id);
      const to = from + by;
      if (from < 0 || to < 0 || to >= order.length) return;
      order.splice(to, 0, ...order.splice(from, 1));
      await rows.changeAll(order, (pin) => {
        const place = order.indexOf(pin.id);
        return place === pin.place ? undefined : { place };
      });
    },
    remove,
    /** Downloads the drafts as a spreadsheet. */
    exportCsv: async () => {
      try {
        const { exportCsv } = await import('../../lib/pin/csv-write');
        const { file, lost } = exportCsv(rows.drafts.peek());
        saveFile(file, `pinbreeze-plan-${toFieldValue(now()).slice(0, 10)}.csv`, document);
        if (lost > 0) say(t('plan.csv.withoutAddress', { count: lost }), 'warn');
        else say(t('plan.csv.exported', { count: rows.drafts.peek().length }));
      } catch (error) {
        fail(error);
      }
    },
  };
}
