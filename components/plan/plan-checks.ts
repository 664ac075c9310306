import type { Check } from '../../lib/pin/checks';
import type { MendOffer } from '../../lib/pin/mends';
import type { Pin } from '../../lib/pin/pin';
import type { PlanGround, SpreadPin } from '../../lib/pin/plan';
import { describeBroken } from '../../lib/pin/rules';
import { checkPin } from '../../lib/pin/slide-checks';
import type { Account } from '../../lib/store/books';
import { checkEarlier, type EarlierBook } from '../../lib/store/earlier';
import { MINUTE } from '../../lib/time';
import { t } from '../../lib/words/t';

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
