import { DAY, HOUR, MINUTE } from '../time';
import { formatTime } from '../words/format';
import { t } from '../words/t';
import { plainLink } from './fate';
import type { Rules } from './limits';
import type { Pin } from './pin';

/** A pin as the rules see it. */
export interface PlacedPin {
  id: string;
  accountId: string;
  boardId: string;
  /** Epoch ms. */
  at: number;
  /** Without tracking parameters; '' for none. */
  link: string;
  /** What each picture is known by: its address and the hash of its bytes. One in common makes them the same picture. */
  pictures: readonly string[];
}

/** A pin as the rules see it; undefined where it has no account, board or time. */
export function toPlacedPin(pin: Pin): PlacedPin | undefined {
  const { id, accountId, board, publishAt } = pin;
  if (!accountId || !board || publishAt === null) return undefined;
  return { id, accountId, boardId: board.id, at: publishAt, link: plainLink(pin.link), pictures: listPictures(pin) };
}

/** What each of a pin's pictures is known by: its address and the hash of its bytes. */
export function listPictures({ slides }: Pick<Pin, 'slides'>): string[] {
  return [...new Set(slides.flatMap(({ url, original }) => [url, ...(original ? [original.hash] : [])]))];
}

export const RULE_IDS = ['per-day', 'same-link', 'same-picture', 'too-close'] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** One rule that a pin breaks. */
export interface BrokenRule {
  rule: RuleId;
  /** The pin it comes too close to; null for `per-day`. */
  other: PlacedPin | null;
  /** The earliest time (epoch ms) after the pin's own that this rule allows, as far as `other` goes. */
  allowedAt: number;
}

/** What a broken rule says: one sentence. */
export function describeBroken({ rule, other }: BrokenRule, rules: Rules, now: number): string {
  const time = other ? formatTime(other.at, now) : '';
  if (rule === 'per-day') return t('rules.broken.perDay', { count: rules.perDay });
  if (rule === 'same-link') return t('rules.broken.sameLink', { time, count: rules.linkHours });
  if (rule === 'same-picture') return t('rules.broken.samePicture', { time, count: rules.pictureDays });
  return t('rules.broken.tooClose', { time, count: rules.gapMinutes });
}

/** The pins of one account, to be asked which rules another would break. */
export interface RuleBook {
  add: (pin: PlacedPin) => void;
  remove: (pin: PlacedPin) => void;
  /** The rules that `pin` breaks beside the others in the book; its own row (the same id) does not count. */
  findBroken: (pin: PlacedPin) => BrokenRule[];
  /**
   * The first time from `pin.at` on at which it breaks no rule: the nearest that the rules allow, or the first of
   * `candidates` (ascending) where given. Null when there is none within a year.
   */
  findAllowedTime: (pin: PlacedPin, candidates?: readonly number[]) => number | null;
}

/** A book over the rules of one account. Asking costs the same however many pins are in it. */
export function createRuleBook(rules: Rules, pins: Iterable<PlacedPin> = []): RuleBook {
  const gap = rules.gapMinutes * MINUTE;
  const byGap = new Shelf();
  const byDay = new Shelf();
  const byLink = new Shelf();
  const byPicture = new Shelf();

  const gapOf = (at: number) => Math.floor(at / (gap || MINUTE));
  const picturesOf = (pin: PlacedPin) => pin.pictures.map((picture) => `${pin.boardId} ${picture}`);

  function eachShelf(pin: PlacedPin, visit: (shelf: Shelf, key: string) => void): void {
    visit(byGap, String(gapOf(pin.at)));
    visit(byDay, dayOf(pin.at));
    if (pin.link) visit(byLink, pin.link);
    for (const picture of picturesOf(pin)) visit(byPicture, picture);
  }

  function findTooClose(pin: PlacedPin): BrokenRule[] {
    if (gap === 0) return [];
    const place = gapOf(pin.at);
    const near = [place - 1, place, place + 1].flatMap((at) => byGap.others(String(at), pin));
    return breakWithin(near, pin, gap, 'too-close');
  }

  function findCrowdedDay(pin: PlacedPin): BrokenRule[] {
    if (rules.perDay === 0 || byDay.others(dayOf(pin.at), pin).length < rules.perDay) return [];
    return [{ rule: 'per-day', other: null, allowedAt: addDays(pin.at, 1) }];
  }

  function findSame(pin: PlacedPin): BrokenRule[] {
    const links = pin.link && rules.linkHours > 0 ? byLink.others(pin.link, pin) : [];
    const pictures = rules.pictureDays > 0 ? picturesOf(pin).flatMap((key) => byPicture.others(key, pin)) : [];
    return [
      ...breakWithin(links, pin, rules.linkHours * HOUR, 'same-link'),
      ...breakWithin(pictures, pin, rules.pictureDays * DAY, 'same-picture'),
    ];
  }

  const findBroken = (pin: PlacedPin) => [...findCrowdedDay(pin), ...findSame(pin), ...findTooClose(pin)];

  function findAllowedTime(pin: PlacedPin, candidates?: readonly number[]): number | null {
    const end = pin.at + 366 * DAY;
    let at = pin.at;
    while (at <= end) {
      const broken = findBroken({ ...pin, at });
      if (broken.length === 0) {
        const next = candidates ? candidates.find((one) => one >= at) : at;
        if (next === undefined || next === at) return next ?? null;
        at = next;
      } else at = Math.max(...broken.map(({ allowedAt }) => allowedAt));
    }
    return null;
  }

  const book: RuleBook = {
    add: (pin) => eachShelf(pin, (shelf, key) => shelf.put(key, pin)),
    remove: (pin) => eachShelf(pin, (shelf, key) => shelf.take(key, pin)),
    findBroken,
    findAllowedTime,
  };
  for (const pin of pins) book.add(pin);
  return book;
}

/** The pins under each key. */
class Shelf {
  private readonly pins = new Map<string, PlacedPin[]>();

  put(key: string, pin: PlacedPin): void {
    const pins = this.pins.get(key);
    if (pins) pins.push(pin);
    else this.pins.set(key, [pin]);
  }

  take(key: string, pin: PlacedPin): void {
    const left = (this.pins.get(key) ?? []).filter(({ id }) => id !== pin.id);
    this.pins.set(key, left);
  }

  others(key: string, pin: PlacedPin): PlacedPin[] {
    return (this.pins.get(key) ?? []).filter(({ id }) => id !== pin.id);
  }
}

/** At most one: beside the pin that it would have to wait for longest. */
function breakWithin(others: readonly PlacedPin[], pin: PlacedPin, span: number, rule: RuleId): BrokenRule[] {
  const near = others.filter(({ at }) => Math.abs(at - pin.at) < span);
  const last = near.reduce<PlacedPin | undefined>((late, one) => (late && late.at >= one.at ? late : one), undefined);
  return last ? [{ rule, other: last, allowedAt: last.at + span }] : [];
}

/** A day of the browser's calendar. */
function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** The same clock time some days later, by the browser's calendar: a day of 23 or 25 hours counts as one. */
export function addDays(at: number, days: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
