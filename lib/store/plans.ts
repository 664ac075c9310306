import { rulesFor } from '../pin/limits';
import { schedule, takeBack } from '../pin/moves';
import { isFromElsewhere, type Pin } from '../pin/pin';
import type { PlanGround } from '../pin/plan';
import { type PlacedPin, toPlacedPin } from '../pin/rules';
import { slotsFor } from '../pin/slots';
import { DAY } from '../time';
import { siteOf, touchBoard } from './books';
import { type Reading, read } from './database';
import { listFates } from './fates';
import { changePins, dropLeftovers, keepGood, listPlan } from './pins';
import { type DraftRow, type PinRow, pinOf } from './schema';
import { readSettings } from './settings';

export async function putPlan(pins: Pin[]): Promise<void> {
  await changePins([], () => ({ put: pins }));
}

/** A plan's pins in their order, whatever became of them. */
export async function readPlan(planId: string): Promise<Pin[]> {
  const pins = await listPlan(planId);
  return pins.sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || a.createdAt - b.createdAt);
}

/** The latest plan begun on a page that still has drafts. */
export async function findOpenPlan(pageUrl: string): Promise<string | undefined> {
  const rows = (await read(['drafts'], (transaction) =>
    transaction.objectStore('drafts').index('planId').getAll(),
  )) as DraftRow[];
  const ofPage = rows.filter(({ source }) => source?.pageUrl === pageUrl);
  return ofPage.sort((a, b) => b.updatedAt - a.updatedAt)[0]?.planId ?? undefined;
}

/** What `schedulePlan` did, for `unschedulePlan`. */
export interface ScheduledPlan {
  scheduled: Pin[];
  /** Drafts of pages that ended with it. */
  ended: Pin[];
}

/**
 * Schedules a plan's drafts at their times in one transaction, all or none. Ends the page's draft that the plan was made
 * of, unless it was changed since. Pins that have left stay as they are. Throws `IllegalMove` if a pin lacks something,
 * `StoreFull`.
 */
export async function schedulePlan(plan: readonly Pin[], now: number): Promise<ScheduledPlan> {
  const origins = new Map(plan.flatMap(({ planDraft }) => (planDraft ? [[planDraft.id, planDraft.updatedAt]] : [])));
  let done: ScheduledPlan = { scheduled: [], ended: [] };
  await changePins([...plan.map(({ id }) => id), ...origins.keys()], (found) => {
    const drafts = found.filter((pin) => pin?.state === 'draft') as Pin[];
    const scheduled = drafts.flatMap((pin) => (origins.has(pin.id) ? [] : schedule(pin, now)));
    const ended = scheduled.length > 0 ? drafts.filter(({ id, updatedAt }) => origins.get(id) === updatedAt) : [];
    done = { scheduled, ended };
    return { put: scheduled, remove: ended.map(({ id }) => id) };
  });
  const { scheduled } = done;
  const boards = new Map(scheduled.map((pin) => [`${pin.accountId} ${pin.board?.id} ${pin.source.pageUrl}`, pin]));
  for (const { accountId, board, source } of boards.values())
    if (accountId && board) await touchBoard(accountId, board.id, siteOf(source.pageUrl), now);
  return done;
}

/**
 * Takes a scheduled plan back in one transaction: pins here are drafts again at once, those at Postbreeze once they are
 * deleted there. Brings back the page's draft. Answers how many pins stay, since they are published.
 */
export async function unschedulePlan({ scheduled, ended }: ScheduledPlan, now: number): Promise<number> {
  let kept = 0;
  await changePins(
    [...scheduled, ...ended].map(({ id }) => id),
    (found) => {
      const pins = found.slice(0, scheduled.length);
      const left = pins.filter((pin) => pin !== undefined && pin.state !== 'draft' && !isFromElsewhere(pin)) as Pin[];
      const able = left.filter(({ state }) => state !== 'published' && state !== 'canceled');
      kept = left.length - able.length;
      const known = new Set(found.map((pin) => pin?.id));
      return { put: [...able.map((pin) => takeBack(pin, now)), ...ended.filter(({ id }) => !known.has(id))] };
    },
  );
  return kept;
}

/**
 * What a plan is spread around: every pin with a time, those just published included, and each account's slots and rules.
 */
export async function readGround(now: number): Promise<PlanGround> {
  const settings = await readSettings();
  const days = [settings.rules, ...Object.values(settings.rulesByAccount)].map(({ pictureDays }) => pictureDays);
  const from = now - Math.max(3, ...days) * DAY;
  const rows = await read(['pins'], (transaction) => listTimedRows(transaction, from));
  const pins = rows.flatMap((row) => {
    const pin = pinOf(row);
    return (pin && toPlacedPin(pin)) ?? [];
  });
  const known = new Set(pins.map(({ id }) => id));
  const gone = (await listFates({ from })).flatMap(({ fate, id, accountId, boardId, link, hashes, at }): PlacedPin[] =>
    fate === 'published' && accountId !== null && !known.has(id)
      ? [{ id, accountId, boardId, link, pictures: hashes, at }]
      : [],
  );
  return {
    now,
    placed: [...pins, ...gone],
    slotsOf: (accountId) => slotsFor(settings, accountId),
    rulesOf: (accountId) => rulesFor(settings, accountId),
  };
}

/** Rows of pins with a time from `from` on (epoch ms): all, or the first `limit` of each account. */
async function listTimedRows(transaction: Reading, from: number, limit?: number): Promise<PinRow[]> {
  const takes = transaction.objectStore('pins').index('takes');
  const rows: PinRow[] = [];
  // The index is by account, then time.
  let first = await takes.openKeyCursor();
  while (first) {
    const [account] = first.key;
    const range = IDBKeyRange.bound([account, from], [account, Number.POSITIVE_INFINITY]);
    rows.push(...((await takes.getAll(range, limit)) as PinRow[]));
    first = await takes.openKeyCursor(IDBKeyRange.lowerBound([account, []], true));
  }
  return rows;
}

/** What a screen shows before all pins are read: those that need the user, then the next from `from` (epoch ms). */
export async function readFirstPins(from: number, limit: number): Promise<Pin[]> {
  const rows = await read(['pins'], async (transaction) => {
    const needing = await transaction.objectStore('pins').index('needsUser').getAll(undefined, limit);
    const next = await listTimedRows(transaction, from, limit);
    return [...needing, ...next.sort((a, b) => (a.publishAt ?? 0) - (b.publishAt ?? 0)).slice(0, limit)];
  });
  return keepGood(rows.map((row) => ({ from: 'pins' as const, row })));
}

const READ_AT_ONCE = 200;

/** Every pin, a few hundred at a time, so that the screen can work in between. */
export async function* readPinsInSteps(): AsyncGenerator<Pin[]> {
  for (const from of ['pins', 'drafts'] as const) {
    let last: string | undefined;
    do {
      const range = last === undefined ? undefined : IDBKeyRange.lowerBound(last, true);
      const rows = await read(['pins', 'drafts'], async (transaction) => {
        const found = await transaction.objectStore(from).getAll(range, READ_AT_ONCE);
        last = found.length < READ_AT_ONCE ? undefined : found.at(-1)?.id;
        return from === 'pins' ? found.map((row) => ({ from, row })) : dropLeftovers(transaction, found);
      });
      yield keepGood(rows);
    } while (last !== undefined);
  }
}
