import { t } from '../../lib/words/t';
import type { Past } from './history-data';

/** The package's own pattern ends at a line break, and so misses a formula of two lines. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * What went out as a spreadsheet: UTF-8 with a mark, without which Excel takes it for another encoding. What begins like a formula
 * is escaped, since a spreadsheet would run it (OWASP, "CSV Injection").
 */
export async function writePastCsv(past: readonly Past[]): Promise<Blob> {
  const { unparse } = await import('papaparse');
  const rows = past.map((one) => ({
    [t('history.csv.title')]: one.title,
    [t('history.csv.board')]: one.boardName,
    [t('history.csv.link')]: one.link,
    [t('history.csv.outcome')]: t(`planner.state.${one.outcome}`),
    [t('history.csv.at')]: new Date(one.at).toISOString(),
    [t('history.csv.planned')]: one.plannedAt === null ? '' : new Date(one.plannedAt).toISOString(),
    [t('history.csv.address')]: one.externalUrl ?? '',
  }));
  return new Blob([`\uFEFF${unparse(rows, { escapeFormulae: FORMULA, newline: '\r\n' })}`], { type: 'text/csv' });
}
