import Papa from 'papaparse';
import { CSV_COLUMNS } from './csv-read';
import { type CsvProblem, escapeFormula } from './csv-rows';
import type { Pin } from './pin';

/** Spreadsheet programs take a file for UTF-8 by this mark. */
const MARK = '\ufeff';

/**
 * Pins in Pinterest's columns, to be imported again to the same pins: words, link, board by name, pictures by address (several a
 * line each), time in UTC. Pictures without a web address are left out: a page's own data stays here.
 */
export function writeCsv(pins: readonly Pin[]): string {
  const rows = pins.map(({ title, description, link, board, slides, publishAt }) => [
    title,
    slides
      .map(({ url }) => url)
      .filter((url) => /^https?:/i.test(url))
      .join('\n'),
    board?.name ?? '',
    '',
    description,
    link,
    publishAt === null ? '' : new Date(publishAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    '',
  ]);
  return MARK + Papa.unparse([[...CSV_COLUMNS], ...rows.map((row) => row.map(escapeFormula))]);
}

/** Pins as a spreadsheet in Pinterest's columns, and how many of them lose a picture that has no web address. */
export function exportCsv(pins: readonly Pin[]): { file: Blob; lost: number } {
  const lost = pins.filter(({ slides }) => slides.some(({ url }) => !/^https?:/i.test(url))).length;
  return { file: new Blob([writeCsv(pins)], { type: 'text/csv' }), lost };
}

/** What is wrong with a spreadsheet, as one: line, column, value, and what is wrong in words. */
export function writeProblems(
  problems: readonly CsvProblem[],
  headings: string[],
  wordsOf: (problem: CsvProblem) => string,
): string {
  const rows = problems.map((problem) => [String(problem.line), problem.column ?? '', problem.value, wordsOf(problem)]);
  return MARK + Papa.unparse([headings, ...rows.map((row) => row.map(escapeFormula))]);
}
