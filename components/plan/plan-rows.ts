import { computed, signal } from '@preact/signals';
import type { Check } from '../../lib/pin/checks';
import type { MendOffer } from '../../lib/pin/mends';
import type { Pin } from '../../lib/pin/pin';
import type { PlanGround, SpreadPin } from '../../lib/pin/plan';
import { describeBroken } from '../../lib/pin/rules';
import { checkPin } from '../../lib/pin/slide-checks';
import type { Account } from '../../lib/store/books';
import { listen } from '../../lib/store/changes';
import { checkEarlier, type EarlierBook } from '../../lib/store/earlier';
import { changePins, readPin } from '../../lib/store/pins';
import { readPlan } from '../../lib/store/plans';
import { MINUTE } from '../../lib/time';
import { t } from '../../lib/words/t';

/** What can be changed about a pin of a plan. */
export type RowChange = Partial<
  Pick<
    Pin,
    | 'accountId'
    | 'board'
    | 'title'
    | 'description'
    | 'link'
    | 'when'
    | 'publishAt'
    | 'slides'
    | 'template'
    | 'handOver'
    | 'place'
  >
>;

/** Read the store at most this often while pictures come in. Milliseconds. */
const READ_EVERY = 400;

export type PlanRows = ReturnType<typeof createPlanRows>;

/** The drafts of a plan. Changes show and are stored at once; what the worker finds out about pictures is merged in. */
export function createPlanRows(planId: string, onError: (error: unknown) => void) {
  const all = signal<Pin[] | null>(null);
  /** Changes being stored, by pin. */
  const pending = new Map<string, RowChange[]>();
  let reading: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    const stored = await readPlan(planId);
    all.value = stored.map((pin) => Object.assign({}, pin, ...(pending.get(pin.id) ?? []))).sort(byPlace);
  }

  /** Merges in what the worker found out about one pin. */
  async function readOne(id: string): Promise<void> {
    const stored = await readPin(id);
    if (!stored) return;
    const merged = Object.assign({}, stored, ...(pending.get(id) ?? []));
    all.value = (all.peek() ?? []).map((pin) => (pin.id === id ? merged : pin));
  }

  function readSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      reading = (reading ?? Promise.resolve()).then(read).catch(onError);
    }, READ_EVERY);
  }

  /** Changes several drafts in one transaction; `change` answers the change, or nothing. */
  async function changeAll(ids: readonly string[], change: (pin: Pin) => RowChange | undefined): Promise<void> {
    const wanted = new Set(ids);
    const changes = new Map<string, RowChange>();
    all.value = (all.peek() ?? [])
      .map((pin) => {
        const patch = wanted.has(pin.id) && pin.state === 'draft' ? change(pin) : undefined;
        if (!patch) return pin;
        changes.set(pin.id, patch);
        pending.set(pin.id, [...(pending.get(pin.id) ?? []), patch]);
        return { ...pin, ...patch };
      })
      .sort(byPlace);
    if (changes.size === 0) return;
    try {
      await changePins([...changes.keys()], (pins) => ({
        put: pins.flatMap((pin) =>
          pin?.state === 'draft' ? { ...pin, ...changes.get(pin.id), updatedAt: Date.now() } : [],
        ),
      }));
    } catch (error) {
      onError(error);
    } finally {
      for (const [id, patch] of changes) {
        const left = (pending.get(id) ?? []).filter((one) => one !== patch);
        if (left.length > 0) pending.set(id, left);
        else pending.delete(id);
      }
    }
  }

  /** Adds and removes drafts in one transaction, and numbers their places. */
  async function replace(put: readonly Pin[], remove: readonly string[]): Promise<void> {
    const gone = new Set(remove);
    const before = (all.peek() ?? []).filter(({ id }) => !gone.has(id) && !put.some((pin) => pin.id === id));
    const after = [...before, ...put].sort(byPlace).map((pin, place) => ({ ...pin, place }));
    all.value = after;
    const places = new Map(after.map(({ id, place }) => [id, place]));
    const added = new Map(put.map((pin) => [pin.id, pin]));
    const ids = [...new Set([...after.map(({ id }) => id), ...gone])];
    await changePins(ids, (pins) => ({
      put: ids.flatMap((id, index) => {
        const pin = pins[index] ?? added.get(id);
        const place = places.get(id);
        return pin && place !== undefined && (pin.place !== place || !pins[index]) ? { ...pin, place } : [];
      }),
      remove: pins.flatMap((pin) => (pin && gone.has(pin.id) && pin.state === 'draft' ? pin.id : [])),
    }));
  }

  return {
    /** Every pin of the plan, scheduled ones too; null until read. */
    all,
    drafts: computed(() => (all.value ?? []).filter(({ state }) => state === 'draft')),
    read,
    readOne,
    changeAll,
    replace,
    /** Resolves when everything changed so far is stored. */
    settle: async () => {
      while (pending.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    /** Follows changes made elsewhere. Answers how to stop. */
    follow: () => {
      const stop = listen((topic) => topic === 'pins' && readSoon());
      return () => {
        stop();
        clearTimeout(timer);
      };
    },
  };
}

function byPlace(a: Pin, b: Pin): number {
  return (a.place ?? 0) - (b.place ?? 0) || a.createdAt - b.createdAt;
}

/** A problem of a row, in words, and what one click does about it. */
export interface RowProblem {
  /** `pending`: nothing is wrong, but the pin cannot go yet. */
  severity: 'error' | 'pending' | 'warning';
  words: string;
  slideId: string | null;
  mend: MendOffer | null;
  /** Moves the pin to the first time that breaks no rule. */
  isShift?: boolean;
  /** Puts the picture's own text before the title, to make it unique. */
  isTellApart?: boolean;
}

/** Checks that depend on the row alone, cached with it: a thousand rows are checked at each keystroke. */
const kept = new WeakMap<Pin, { account: Account | undefined; minute: number; checks: Check[] }>();

function checkRow(pin: Pin, account: Account | undefined, now: number): Check[] {
  const minute = Math.floor(now / MINUTE);
  const known = kept.get(pin);
  if (known && known.account === account && known.minute === minute) return known.checks;
  const checks = checkPin(pin, { now, account });
  kept.set(pin, { account, minute, checks });
  return checks;
}

/** The problems of each row, by id, what holds it back first. Rows without any are left out. */
export function checkRows(
  pins: readonly Pin[],
  spread: readonly SpreadPin[],
  ground: PlanGround,
  accounts: readonly Account[],
  book: EarlierBook,
): Map<string, RowProblem[]> {
  const twins = findTwins(pins);
  const brokenOf = new Map(spread.map(({ id, broken }) => [id, broken]));
  const problems = new Map<string, RowProblem[]>();
  for (const pin of pins) {
    const account = accounts.find(({ id }) => id === pin.accountId);
    const own: RowProblem[] = checkRow(pin, account, ground.now).map(({ id, severity, words, slideId, mend }) => ({
      severity: id === 'slide-reading' ? 'pending' : severity,
      words,
      slideId,
      mend,
    }));
    if (pin.when === 'slot' && pin.publishAt === null)
      own.unshift({ severity: 'error', words: t('plan.problem.noSlot'), slideId: null, mend: null });
    const rules = ground.rulesOf(pin.accountId ?? '');
    const broken = (brokenOf.get(pin.id) ?? []).map(
      (one): RowProblem => ({
        severity: 'warning',
        words: describeBroken(one, rules, ground.now),
        slideId: null,
        mend: null,
        isShift: true,
      }),
    );
    const isTellApart = pin.slides.length > 0;
    const twin: RowProblem[] = twins.has(pin.id)
      ? [{ severity: 'warning', words: t('plan.problem.twin'), slideId: null, mend: null, isTellApart }]
      : [];
    // A rule about the same link or picture already says so.
    const isSaid = brokenOf.get(pin.id)?.some(({ rule }) => rule === 'same-link' || rule === 'same-picture');
    const earlier: RowProblem[] = isSaid ? [] : checkEarlier(pin, book, ground.now);
    const all = [...own, ...twin, ...broken, ...earlier];
    all.sort((a, b) => RANKS[a.severity] - RANKS[b.severity]);
    if (all.length > 0) problems.set(pin.id, all);
  }
  return problems;
}

/** The title after the picture's own text, or after the row's number if that adds nothing. */
export function distinguish(pin: Pin, place: number): string {
  const text = pin.slides[0]?.text.trim() ?? '';
  const start = text && !pin.title.includes(text) ? text : String(place + 1);
  return pin.title ? `${start} · ${pin.title}`.slice(0, 100) : start.slice(0, 100);
}

/** Pins with the same title and description as another to their board. */
function findTwins(pins: readonly Pin[]): Set<string> {
  const seen = new Map<string, string>();
  const twins = new Set<string>();
  for (const { id, title, description, board } of pins) {
    const key = JSON.stringify([title.trim(), description.trim(), board?.id ?? '']);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, id);
    else twins.add(first).add(id);
  }
  return twins;
}

const RANKS = { error: 0, pending: 1, warning: 2 };
