import { computed, signal } from '@preact/signals';
import { readKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { hasHost, hostPattern, requestHosts } from '../../lib/browser/permissions';
import { openOptions } from '../../lib/browser/screens';
import { markTab } from '../../lib/browser/ways-in';
import type { Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { type Mend, readAgain, type Slide, UNREAD } from '../../lib/pin/slide';
import { readPauses } from '../../lib/store/engine-memory';
import { type ScheduledPlan, schedulePlan, unschedulePlan } from '../../lib/store/plans';
import { t } from '../../lib/words/t';
import { prepareAndDraw } from '../composer/slides-model';
import type { Status } from '../ui/status';
import type { PlanRows, RowProblem } from './plan-rows';

/** Why these pins are not sent for now, in words; '' if they are. */
async function findWait(pins: readonly Pin[]): Promise<string> {
  if (navigator.onLine === false) return t('plan.waits.offline');
  const pause = (await readPauses()).find(
    ({ accountId }) => accountId === null || pins.some((pin) => pin.accountId === accountId),
  );
  return pause ? t('plan.waits.paused', { why: explain({ ...pause, statusCode: null }).title }) : '';
}

/** Schedules all of a plan or none of it, with undo. */
export function createPlanScheduling({
  rows,
  pictures,
  problems,
  tabId,
  freshenSlots,
  say,
  fail,
  now,
}: {
  rows: PlanRows;
  pictures: PlanPictures;
  problems: { peek: () => Map<string, RowProblem[]> };
  /** The tab with the page that the plan was made of. */
  tabId: number | null;
  freshenSlots: () => Promise<void>;
  say: Status['say'];
  fail: (error: unknown) => void;
  now: () => number;
}) {
  const isBusy = signal(false);
  /** Counts refusals; at each one the grid goes to the row in question. */
  const refusals = signal(0);
  /** What was scheduled last, until it is undone. */
  const done = signal<ScheduledPlan | null>(null);

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
      say(t('plan.reading', { count: pictures.unread.peek() }), 'info');
      await pictures.idle();
    }
    if (rows.drafts.peek().some(({ when }) => when === 'slot')) await freshenSlots();
    const wrong = rows.drafts
      .peek()
      .filter(({ id }) => (problems.peek().get(id)?.[0]?.severity ?? 'warning') !== 'warning');
    if (wrong[0]) {
      const words = problems.peek().get(wrong[0].id)?.[0]?.words ?? '';
      say(t('plan.refused', { count: wrong.length, first: words }), 'danger');
      refusals.value++;
      return;
    }
    if ((await readKey()) === null) return say(t('plan.noKey'), 'warn', { words: t('plan.options'), act: openOptions });
    await rows.settle();
    const plan = await schedulePlan(rows.drafts.peek(), now());
    const { scheduled } = plan;
    done.value = plan;
    await rows.read();
    void wakeEngine();
    if (tabId !== null) void markTab(tabId, 'pinned');
    const wait = await findWait(scheduled);
    const words = t('plan.scheduled', { count: scheduled.length });
    const offer = { words: t('plan.undo'), act: () => undo(plan) };
    if (wait) say(t('plan.scheduledButWaits', { done: words, wait }), 'warn', offer);
    else say(words, 'good', offer);
  }

  async function undo(plan: ScheduledPlan): Promise<void> {
    try {
      const kept = await unschedulePlan(plan, now());
      void wakeEngine();
      if (tabId !== null) void markTab(tabId, plan.ended.length > 0 ? 'draft' : null);
      await rows.read();
      done.value = null;
      if (kept > 0) say(t('plan.undonePartly', { count: kept }), 'warn');
      else say(t('plan.undone'));
    } catch (error) {
      fail(error);
    }
  }

  return {
    isBusy,
    refusals,
    /** How many pins were scheduled last; 0 once that is undone. */
    scheduledCount: computed(() => done.value?.scheduled.length ?? 0),
    schedule,
  };
}

/** How often a picture is read again after the worker was stopped in the middle. */
const TRIES = 3;

type PlanPictures = ReturnType<typeof createPlanPictures>;

/** Has the worker read a plan's pictures one at a time, so that only one is in memory. */
export function createPlanPictures(rows: PlanRows, tabId: number | null) {
  const isStopped = signal(false);
  let work: Promise<void> | undefined;
  const waiting = computed(() =>
    rows.drafts.value.flatMap(({ id, slides }) => slides.filter(isUnread).map((slide) => ({ id, slide }))),
  );
  /** Hosts to ask permission for before their pictures can be read. */
  const hosts = computed(() => [
    ...new Set(
      rows.drafts.value
        .flatMap(({ slides }) => slides)
        .filter(({ problem }) => problem === 'NEEDS_PERMISSION')
        .flatMap(({ url }) => hostPattern(url) ?? []),
    ),
  ]);

  async function readAll(): Promise<void> {
    const tries = new Map<string, number>();
    const find = () => waiting.peek().find(({ slide }) => (tries.get(slide.id) ?? 0) < TRIES);
    for (let next = find(); next && !isStopped.peek(); next = find()) {
      const { id, slide } = next;
      tries.set(slide.id, (tries.get(slide.id) ?? 0) + 1);
      await rows.settle();
      await prepareAndDraw(id, slide.id, tabId);
      await rows.readOne(id);
    }
    for (const { id, slide } of isStopped.peek() ? [] : waiting.peek())
      await changeSlide(id, slide.id, () => ({ rung: 'none', problem: 'IMAGE_NOT_READ' }));
  }

  function start(): Promise<void> {
    work ??= readAll().finally(() => {
      work = undefined;
    });
    return work;
  }

  const changeSlide = (pinId: string, slideId: string | null, change: (slide: Slide) => Partial<Slide>) =>
    rows.changeAll([pinId], ({ slides }) => ({
      slides: slides.map((slide) =>
        slideId === null || slide.id === slideId ? { ...slide, ...change(slide) } : slide,
      ),
    }));

  async function readWhere(fits: (slide: Slide) => boolean): Promise<void> {
    const ids = rows.drafts.peek().flatMap(({ id, slides }) => (slides.some(fits) ? id : []));
    await rows.changeAll(ids, ({ slides }) => ({
      slides: slides.map((slide) => (fits(slide) ? readAgain(slide) : slide)),
    }));
    void start();
  }

  return {
    /** How many pictures are still to be read. */
    unread: computed(() => waiting.value.length),
    hosts,
    start,
    isStopped,
    stop: () => {
      isStopped.value = true;
    },
    goOn: () => {
      isStopped.value = false;
      void start();
    },
    /** Resolves when every picture has been read, or has failed. */
    idle: async () => {
      while (waiting.peek().length > 0 && !isStopped.peek()) await start();
    },
    /** Asks for all hosts in one prompt. Call it in a click handler before any `await`. Answers whether it was granted. */
    askHosts: (patterns: readonly string[]): Promise<boolean> =>
      requestHosts(patterns).then(async (isGranted) => {
        if (isGranted)
          await readWhere(({ url, rung }) => rung !== 'bytes' && patterns.includes(hostPattern(url) ?? ''));
        return isGranted;
      }),
    /** Reads pictures again that we have only by address, if their host may be read now. */
    resume: async () => {
      const slides = rows.drafts.peek().flatMap((pin) => pin.slides);
      const readable = new Set<string>();
      for (const { id, url, rung, problem } of slides)
        if ((rung === 'address' || problem === 'NEEDS_PERMISSION') && (await hasHost(url))) readable.add(id);
      if (readable.size > 0) await readWhere(({ id }) => readable.has(id));
      else void start();
    },
    readAgain: async (pinId: string, slideId: string) => {
      await changeSlide(pinId, slideId, readAgain);
      void start();
    },
    takeFromScreen: async (pinId: string, slideId: string) => {
      await changeSlide(pinId, slideId, (slide) => ({ ...readAgain(slide), fromScreen: true }));
      void start();
    },
    /** Redraws pictures with the mends that `mendsOf` answers. */
    mend: async (ids: readonly string[], mendsOf: (slide: Slide, pin: Pin) => Mend[] | undefined) => {
      await rows.changeAll(ids, (pin) => ({
        slides: pin.slides.map((slide) => {
          const mends = mendsOf(slide, pin);
          return mends ? { ...slide, ...UNREAD, mends, ready: null } : slide;
        }),
      }));
      void start();
    },
  };
}

function isUnread({ rung }: Slide): boolean {
  return rung === 'reading';
}
