import { ASSUMED, READING_NAMES, READINGS } from '../sandbox/readings.ts';
import type { Report } from './check.ts';

/** Points that cannot be asked without publishing something, or without other people's posts. */
const NOT_ASKED: Partial<Record<string, string>> = {
  pastTime: 'would publish at once',
  dateHeader: 'shows only where a clock is wrong',
  listOrder: 'needs many posts',
  listLimit: 'needs many posts',
};

/** The table *assumed / seen*, what differs marked, and the notes. */
export function writeReport({ readings, notes }: Report): string {
  const rows = READING_NAMES.map((name) => {
    const isSeen = readings[name] !== undefined;
    const seen = isSeen ? String(readings[name]) : `not seen${NOT_ASKED[name] ? `: ${NOT_ASKED[name]}` : ''}`;
    const mark = isSeen && readings[name] !== ASSUMED[name] ? '≠' : isSeen ? '=' : ' ';
    return [mark, name, String(ASSUMED[name]), seen, READINGS[name].point];
  });
  const table = [['', 'reading', 'assumed', 'seen', 'point'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...(notes.length > 0 ? ['', ...notes.map((note) => `· ${note}`)] : [])].join('\n');
}
