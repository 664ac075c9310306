import { type Day as DayOfWeek, startOfWeek } from 'date-fns';
import Papa from 'papaparse';
import type { Fate } from '../../lib/pin/fate';
import { LATE_AFTER } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { formatHost } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { nameOf, siteOfPin, timeOf } from './arrange';

/** A pin that went out, or failed to. Times are epoch ms. */
export interface Past {
  id: string;
  title: string;
  boardName: string;
  accountId: string | null;
  site: string;
  link: string;
  externalUrl: string | null;
  outcome: 'published' | 'failed';
  /** When it went out, or failed. */
  at: number;
  plannedAt: number | null;
  isLate: boolean;
}

export const GROUPINGS = ['week', 'board', 'site'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The pins that share a week, board or site. */
export interface PastGroup {
  /** A board's or site's name; a week's first midnight, epoch ms. */
  key: string;
  published: number;
  late: number;
  failed: number;
}

/** Pins that went out or failed to, latest first, including published ones that were removed here since. */
export function listPast(pins: readonly Pin[], fates: readonly Fate[]): Past[] {
  const known = new Set(pins.map(({ id }) => id));
  const rows = pins.flatMap((pin): Past[] => {
    if (pin.state !== 'published' && pin.state !== 'failed') return [];
    const at = (pin.state === 'failed' ? pin.lastError?.at : timeOf(pin)) ?? pin.updatedAt;
    return [
      {
        id: pin.id,
        title: nameOf(pin),
        boardName: pin.board?.name ?? '',
        accountId: pin.accountId,
        site: siteOfPin(pin),
        link: pin.link,
        externalUrl: pin.post?.externalUrl ?? null,
        outcome: pin.state,
        at,
        plannedAt: pin.publishAt,
        isLate: pin.state === 'published' && isLate(at, pin.publishAt),
      },
    ];
  });
  const gone = fates.filter(({ id, fate }) => fate === 'published' && !known.has(id));
  const others = gone.map(
    ({ id, title, boardName, accountId, link, externalUrl, at, publishAt }): Past => ({
      id,
      title,
      boardName,
      accountId,
      site: formatHost(link),
      link,
      externalUrl,
      outcome: 'published',
      at,
      plannedAt: publishAt,
      isLate: isLate(at, publishAt),
    }),
  );
  return [...rows, ...others].sort((a, b) => b.at - a.at);
}

function isLate(at: number, plannedAt: number | null): boolean {
  return plannedAt !== null && at - plannedAt > LATE_AFTER;
}

/** How many went out, how many of them late, and how many failed. Weeks latest first; boards and sites by number. */
export function groupPast(past: readonly Past[], by: Grouping, firstDay: number): PastGroup[] {
  const keyOf = {
    week: ({ at }: Past) => String(startOfWeek(at, { weekStartsOn: firstDay as DayOfWeek }).getTime()),
    board: ({ boardName }: Past) => boardName,
    site: ({ site }: Past) => site,
  }[by];
  const groups = new Map<string, PastGroup>();
  for (const one of past) {
    const key = keyOf(one);
    const group = groups.get(key) ?? { key, published: 0, late: 0, failed: 0 };
    group[one.outcome]++;
    if (one.isLate) group.late++;
    groups.set(key, group);
  }
  const size = ({ published, failed }: PastGroup) => published + failed;
  return [...groups.values()].sort((a, b) => (by === 'week' ? Number(b.key) - Number(a.key) : size(b) - size(a)));
}

/** The package's own pattern stops at a line break and misses a formula of two lines. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The history as a spreadsheet: UTF-8 with a byte order mark, or Excel guesses another encoding. Escapes what begins like
 * a formula, since spreadsheets run those (OWASP, "CSV Injection").
 */
export async function writePastCsv(past: readonly Past[]): Promise<Blob> {
  const rows = past.map((one) => ({
    [t('history.csv.title')]: one.title,
    [t('history.csv.board')]: one.boardName,
    [t('history.csv.link')]: one.link,
    [t('history.csv.outcome')]: t(`planner.state.${one.outcome}`),
    [t('history.csv.at')]: new Date(one.at).toISOString(),
    [t('history.csv.planned')]: one.plannedAt === null ? '' : new Date(one.plannedAt).toISOString(),
    [t('history.csv.address')]: one.externalUrl ?? '',
  }));
  return new Blob([`\uFEFF${Papa.unparse(rows, { escapeFormulae: FORMULA, newline: '\r\n' })}`], { type: 'text/csv' });
}
