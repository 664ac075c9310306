import { computed, signal } from '@preact/signals';
import { readKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { type DrawnOffer, planMends } from '../../lib/pin/mend-offer';
import type { BoardRef, Pin } from '../../lib/pin/pin';
import { type PlanGround, reportBroken, type Spread, shiftPlan, spreadPlan } from '../../lib/pin/plan';
import { type SlideRatio, withMend } from '../../lib/pin/slide';
import { applyTemplate, type Template, type TemplateNote } from '../../lib/pin/template';
import { type Account, listAccounts } from '../../lib/store/accounts';
import { type Board, listBoards } from '../../lib/store/boards';
import { listen } from '../../lib/store/changes';
import { readGround, schedulePlan, unschedulePlan } from '../../lib/store/plans';
import { readSettings, type Settings } from '../../lib/store/settings';
import { formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import type { Tone } from '../ui/banner';
import { explainError } from '../ui/explain-error';
import { arrangeBoards, type BoardPlan } from './plan-boards';
import { checkRows, type RowProblem, tellApart, toPlanPin } from './plan-checks';
import { createPlanPictures } from './plan-pictures';
import { createPlanRows, type RowChange } from './plan-rows';

export interface PlanStatus {
  tone: Tone;
  words: string;
  undo?: () => Promise<void>;
}

export type PlanModel = ReturnType<typeof createPlan>;

/** The review of a plan: its drafts, what is wrong with each, and what is done to several at once. */
export function createPlan(planId: string, tabId: number | null, now: () => number = Date.now) {
  const status = signal<PlanStatus>({ tone: 'info', words: '' });
  const say = (tone: Tone, words: string, undo?: () => Promise<void>) => {
    status.value = { tone, words, ...(undo && { undo }) };
  };
  const fail = (error: unknown) => say('danger', explainError(error));
  const rows = createPlanRows(planId, fail);
  const pictures = createPlanPictures(rows, tabId);
  const accounts = signal<Account[]>([]);
  const boards = signal<Board[]>([]);
  const settings = signal<Settings | null>(null);
  const ground = signal<PlanGround | null>(null);
  const selected = signal<ReadonlySet<string>>(new Set());
  const spread = signal<Spread>({ kind: 'own' });
  const isBusy = signal(false);
  /** Counts how often a row stood in the way of scheduling: the grid then goes to it. */
  const refusals = signal(0);
  /** Ids of the pins that were scheduled last. */
  const scheduled = signal<string[]>([]);

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
      ground.value ? checkRows(rows.drafts.value, timed.value, ground.value, accounts.value) : new Map(),
  );

  async function lookAround(): Promise<void> {
    const [list, stored] = await Promise.all([listAccounts(), readSettings()]);
    accounts.value = list;
    settings.value = stored;
    boards.value = (await Promise.all(list.map(({ id }) => listBoards(id)))).flat();
    ground.value = await readGround(now());
  }

  async function open(): Promise<void> {
    try {
      await Promise.all([rows.read(), lookAround()]);
      if (rows.drafts.peek().every(({ publishAt }) => publishAt === null)) await spreadOut({ kind: 'slots' });
      else spread.value = { kind: rows.drafts.peek().every(({ when }) => when === 'slot') ? 'slots' : 'own' };
      void pictures.resume();
    } catch (error) {
      fail(error);
    }
  }

  /** Changes rows; words that a template made are made anew where what they are made of changes. */
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
    const host = URL.canParse(pageUrl) ? new URL(pageUrl).hostname.replace(/^www\./, '') : '';
    return applyTemplate(pin, template, {
      site: site || host,
      price,
      date: pin.publishAt === null ? '' : formatDay(pin.publishAt, Number.NEGATIVE_INFINITY),
    });
  }

  /** Gives the chosen rows, or all, their times. */
  async function spreadOut(how: Spread): Promise<void> {
    const over = await readGround(now());
    ground.value = over;
    spread.value = how;
    if (how.kind === 'own') return;
    const chosen = new Set(targets.peek().map(({ id }) => id));
    const others = rows.drafts
      .peek()
      .filter(({ id }) => !chosen.has(id))
      .map(toPlanPin);
    const placed = [...over.placed, ...others.flatMap(({ at, ...pin }) => (at === null ? [] : { ...pin, at }))];
    const pins = followFirsts(targets.peek(), boardPlan.peek().days);
    const times = new Map(spreadPlan(pins, how, { ...over, placed }).map(({ id, at }) => [id, at]));
    const when = how.kind === 'slots' ? 'slot' : 'time';
    await change([...times.keys()], (pin) => ({ when, publishAt: times.get(pin.id) ?? null }));
  }

  const boardPlan = signal<BoardPlan>({ kind: 'one', boards: [], days: 7 });

  async function putOnBoards(plan: BoardPlan): Promise<void> {
    boardPlan.value = plan;
    if (plan.boards.length === 0) return;
    const arranged = arrangeBoards(rows.drafts.peek(), targets.peek(), plan, now());
    try {
      await rows.settle();
      if (arranged.add.length > 0 || arranged.remove.length > 0) await rows.replace(arranged.add, arranged.remove);
      await change([...arranged.boardOf.keys()], (pin) => arranged.boardOf.get(pin.id));
      const how = spread.peek();
      await spreadOut(how.kind === 'own' ? { kind: 'slots' } : how);
      void pictures.start();
    } catch (error) {
      fail(error);
    }
  }

  async function shift(ids: readonly string[]): Promise<void> {
    const over = await readGround(now());
    const wanted = new Set(ids);
    const all = rows.drafts.peek().map(toPlanPin);
    const others = all
      .filter(({ id }) => !wanted.has(id))
      .flatMap(({ at, ...pin }) => (at === null ? [] : { ...pin, at }));
    const shifted = shiftPlan(
      all.filter(({ id }) => wanted.has(id)),
      { ...over, placed: [...over.placed, ...others] },
      spread.peek().kind === 'slots',
    );
    const times = new Map(shifted.map(({ id, at }) => [id, at]));
    await change([...times.keys()], (pin) =>
      times.get(pin.id) === pin.publishAt ? undefined : { when: 'time', publishAt: times.get(pin.id) ?? null },
    );
    ground.value = over;
  }

  /** Carries out a mend of a row. A prompt of the browser is asked for before anything is awaited. */
  async function mend(pin: Pin, problem: RowProblem): Promise<void> {
    const { mend: offer, slideId } = problem;
    if (offer?.kind === 'ask-permission') await askHosts();
    else if (problem.isShift) await shift([pin.id]);
    else if (problem.isTellApart)
      await change([pin.id], (row) => ({
        title: tellApart(
          row,
          rows.drafts.peek().findIndex(({ id }) => id === pin.id),
        ),
      }));
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
    if (!isGranted) say('warn', t('plan.hosts.refused'));
  }

  async function schedule(): Promise<void> {
    if (isBusy.peek()) return;
    isBusy.value = true;
    try {
      await trySchedule();
    } catch (error) {
      fail(error);
    } finally {
      isBusy.value = false;
    }
  }

  async function trySchedule(): Promise<void> {
    if (pictures.unread.peek() > 0) {
      say('info', t('plan.reading', { count: pictures.unread.peek() }));
      await pictures.idle();
    }
    if (rows.drafts.peek().some(({ when }) => when === 'slot')) await freshenSlots();
    const wrong = rows.drafts.peek().filter(({ id }) => problems.peek().get(id)?.[0]?.severity === 'error');
    if (wrong[0]) {
      const words = problems.peek().get(wrong[0].id)?.[0]?.words ?? '';
      say('danger', t('plan.refused', { count: wrong.length, first: words }));
      refusals.value++;
      return;
    }
    if ((await readKey()) === null) return say('warn', t('plan.noKey'));
    await rows.settle();
    const done = await schedulePlan(
      rows.drafts.peek().map(({ id }) => id),
      now(),
    );
    scheduled.value = done.map(({ id }) => id);
    await rows.read();
    void wakeEngine();
    say('good', t('plan.scheduled', { count: done.length }), undo);
  }

  /** Slots that another window took meanwhile are passed over. */
  async function freshenSlots(): Promise<void> {
    const slotted = rows.drafts.peek().filter(({ when }) => when === 'slot');
    const over = await readGround(now());
    const bySlot = new Set(over.placed.map(({ accountId, at }) => `${accountId} ${at}`));
    const isTaken = ({ accountId, publishAt }: Pin) =>
      publishAt === null || publishAt <= over.now || bySlot.has(`${accountId} ${publishAt}`);
    if (slotted.some(isTaken)) await spreadOut({ kind: 'slots' });
    else ground.value = over;
  }

  async function undo(): Promise<void> {
    try {
      const kept = await unschedulePlan(scheduled.peek(), now());
      void wakeEngine();
      await rows.read();
      scheduled.value = [];
      say(kept > 0 ? 'warn' : 'good', kept > 0 ? t('plan.undonePartly', { count: kept }) : t('plan.undone'));
    } catch (error) {
      fail(error);
    }
  }

  async function remove(ids: readonly string[]): Promise<void> {
    const gone = rows.drafts.peek().filter(({ id }) => ids.includes(id));
    try {
      await rows.settle();
      await rows.replace([], ids);
      selected.value = new Set();
      say('good', t('plan.removed', { count: gone.length }), async () => {
        await rows.replace(gone, []).catch(fail);
        say('info', t('plan.restored', { count: gone.length }));
      });
    } catch (error) {
      fail(error);
    }
  }

  return {
    rows,
    pictures,
    accounts,
    boards,
    settings,
    selected,
    targets,
    spread,
    boardPlan,
    problems,
    status,
    isBusy,
    refusals,
    scheduled,
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
    putOnBoards,
    shift: (ids: readonly string[]) => shift(ids).catch(fail),
    mend: (pin: Pin, problem: RowProblem) => mend(pin, problem).catch(fail),
    askHosts: () => askHosts().catch(fail),
    chooseBoard: (ids: readonly string[], board: BoardRef & { accountId: string }) =>
      change(ids, () => ({ accountId: board.accountId, board: { id: board.id, name: board.name } })),
    /** Fills a template into the chosen rows, or all. Answers what came to nothing in it. */
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
    /** Moves a row by so many places. */
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
    schedule,
  };
}

/** A copy for a further board goes out so many days after the row it is a copy of, once more for each board. */
function followFirsts(pins: readonly Pin[], days: number): ReturnType<typeof toPlanPin>[] {
  const firstOf = new Map<string, { id: string; count: number }>();
  return pins.map((pin) => {
    const plain = toPlanPin(pin);
    const key = pin.slides.map(({ url }) => url).join(' ');
    const first = firstOf.get(key);
    if (first && pin.isCopy) return { ...plain, after: { id: first.id, days: ++first.count * days } };
    firstOf.set(key, { id: pin.id, count: 0 });
    return plain;
  });
}
