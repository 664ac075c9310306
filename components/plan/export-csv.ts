import { writeCsv } from '../../lib/pin/csv-write';
import type { Pin } from '../../lib/pin/pin';

/** Pins as a spreadsheet in Pinterest's columns, and how many of them lose a picture that has no address of the web. */
export function exportCsv(pins: readonly Pin[]): { file: Blob; lost: number } {
  const lost = pins.filter(({ slides }) => slides.some(({ url }) => !/^https?:/i.test(url))).length;
  return { file: new Blob([writeCsv(pins)], { type: 'text/csv' }), lost };
}
