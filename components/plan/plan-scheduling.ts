import { computed, signal } from '@preact/signals';
import { readKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { openOptions } from '../../lib/browser/screens';
import { markTab } from '../../lib/browser/toolbar';
import type { Pin } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { readPauses } from '../../lib/store/engine-memory';
import { type ScheduledPlan, schedulePlan, unschedulePlan } from '../../lib/store/plans';
import { t } from '../../lib/words/t';
import type { Status } from '../ui/status';
import type { RowProblem } from './plan-checks';
import type { PlanPictures } from './plan-pictures';
import type { PlanRows } from './plan-rows';

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
