import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvTable, matchHeadings, readCsv } from '../../../lib/pin/csv-read';
import { escapeFormula, readRows, unescapeFormula } from '../../../lib/pin/csv-rows';
import { writeCsv } from '../../../lib/pin/csv-write';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide } from '../../../lib/pin/slide';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

const NOW = new Date('2026-11-29T08:00:00+01:00').getTime();
const utf8 = (text: string) => new TextEncoder().encode(text);
function utf16(text: string, isLittle: boolean, isMarked: boolean): Uint8Array {
  const units = [...(isMarked ? [0xfeff] : []), ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
  return Uint8Array.from(units.flatMap((unit) => (isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}
const table = (bytes: Uint8Array) => readCsv(bytes) as CsvTable;
const HEAD = 'Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords';
const read = (text: string) => {
  const { headings, rows } = table(utf8(text));
  return readRows(rows, matchHeadings(headings), { order: 'month-first', now: NOW });
};
const faults = (text: string) => read(text).problems.map(({ line, column, fault }) => [line, column, fault]);

describe('a spreadsheet', () => {
  it.each([
    ['commas', utf8('Title,Link\nSoup,"a, b"\n')],
    ['semicolons', utf8('Title;Link\r\nSoup;a, b\r\n')],
    ['tabs', utf8('Title\tLink\rSoup\ta, b')],
    ['a mark', utf8('\ufeffTitle,Link\nSoup,"a, b"')],
    ['UTF-16, little', utf16('Title;Link\nSoup;a, b', true, true)],
    ['UTF-16, big', utf16('Title;Link\nSoup;a, b', false, true)],
    ['UTF-16 without a mark', utf16('Title;Link\nSoup;a, b', true, false)],
  ])('is read with %s', (_, bytes) => {
    expect(table(bytes)).toMatchObject({ headings: ['Title', 'Link'], rows: [{ line: 2, cells: ['Soup', 'a, b'] }] });
  });

  it('is read as Excel on Windows writes it', () => {
    expect(table(Uint8Array.from([0x54, 0x3b, 0x4c, 0x0a, 0xfc, 0x3b, 0x78])).rows[0]?.cells).toEqual(['ü', 'x']);
  });

  it('keeps quotes and line breaks in fields, and counts lines through them', () => {
    const { rows } = table(utf8('T,D\n"one\n""two""",x\n\nthree,y\n'));
    expect(rows).toEqual([
      { line: 2, cells: ['one\n"two"', 'x'], isBroken: false },
      { line: 5, cells: ['three', 'y'], isBroken: false },
    ]);
  });

  it('that is no text, empty, or far too large is refused', () => {
    expect(readCsv(Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))).toBe('not-text');
    expect(readCsv(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))).toBe('not-text');
    expect(readCsv(utf8(' \n '))).toBe('empty');
    expect(readCsv(new Uint8Array(50_000_000))).toBe('too-large');
  });

  it('may have forty columns, and headings of other tools', () => {
    const headings = [
      'Image URL',
      'board',
      'Destination link',
      'Date',
      'TITLE',
      ...Array.from({ length: 35 }, (_, at) => `x${at}`),
    ];
    expect(matchHeadings(headings).slice(0, 6)).toEqual([
      'Media URL',
      'Pinterest board',
      'Link',
      'Publish date',
      'Title',
      null,
    ]);
  });

  it('remembers headings matched by hand, and takes a column once', () => {
    expect(matchHeadings(['Überschrift', 'Title', 'Bild'], { uberschrift: 'Title', bild: '' })).toEqual([
      'Title',
      null,
      null,
    ]);
  });
});

describe('a row', () => {
  it('becomes a pin', () => {
    const { pins, problems } = read(
      `${HEAD}\nSoup,https://a.example/1.jpg,Soups,,Warm,https://a.example/,2026-12-06T09:00:00,"fall, easy dinner"`,
    );
    expect(problems).toEqual([]);
    expect(pins).toEqual([
      {
        line: 2,
        title: 'Soup',
        description: 'Warm\n#fall #easyDinner',
        link: 'https://a.example/',
        media: ['https://a.example/1.jpg'],
        board: 'Soups',
        at: new Date('2026-12-06T09:00:00+01:00').getTime(),
        isDay: false,
      },
    ]);
  });

  it('says what is wrong by line and column, and lets the others pass', () => {
    expect(
      faults(
        [
          HEAD,
          'No picture,,Soups,,,,,',
          'Bad picture,ftp://a/1.jpg,Soups,,,,,',
          'Bad date,https://a.example/1.jpg,Soups,,,,2026-02-30,',
          'Past,https://a.example/1.jpg,Soups,,,,2020-01-01T09:00,',
          'No board,https://a.example/2.jpg,,,,nowhere,,',
          'Good,https://a.example/3.jpg,Soups,,,,,',
          'Good,https://a.example/3.jpg,Soups,,,,,',
          'Comma,https://a.example/4.jpg,Soups,,,,,,oops',
          '"never closed,https://a.example/5.jpg',
        ].join('\n'),
      ),
    ).toEqual([
      [2, 'Media URL', 'no-media'],
      [3, 'Media URL', 'media-invalid'],
      [4, 'Publish date', 'date-invalid'],
      [5, 'Publish date', 'date-past'],
      [6, 'Link', 'link-invalid'],
      [6, 'Pinterest board', 'no-board'],
      [8, null, 'double'],
      [9, null, 'too-many-cells'],
      [10, null, 'broken'],
      [10, 'Media URL', 'no-media'],
      [10, 'Pinterest board', 'no-board'],
    ]);
  });

  it('shows a formula as text', () => {
    expect(read(`${HEAD}\n"=cmd|' /C calc'!A0",https://a.example/1.jpg,Soups,,,,,`).pins[0]?.title).toBe(
      "=cmd|' /C calc'!A0",
    );
  });
});

describe('an export', () => {
  const words = fc.string({
    unit: fc.oneof(fc.constantFrom(...'=+-@\'",;\t\n\r#|a '), fc.string({ minLength: 1, maxLength: 1 })),
    maxLength: 40,
  });
  const pins = fc.array(
    fc.record({
      title: words.map((text) => text.trim()),
      description: words.map((text) => text.trim()),
      link: fc.constantFrom('', 'https://a.example/?a=1&b="x"'),
      board: fc.constantFrom('Soups', '=Soups', 'A, B; C'),
      media: fc.array(fc.webUrl(), { minLength: 1, maxLength: 5 }),
      at: fc.option(fc.integer({ min: NOW + 1000, max: NOW + 1e10 }).map((at) => at - (at % 1000))),
    }),
    { maxLength: 12 },
  );

  it('imports again to the same pins, whatever stands in them', () => {
    fc.assert(
      fc.property(pins, (rows) => {
        const drafts = rows.map(
          (row, place): Pin => ({
            ...createDraft({
              id: String(place),
              source: { pageUrl: '', pageTitle: '', collectedAt: 0 },
              handOver: 'at-time',
              now: 0,
            }),
            title: `${place}${row.title}`.trim(),
            description: row.description.replaceAll('\r', ''),
            link: row.link,
            board: { id: row.board, name: row.board },
            publishAt: row.at,
            slides: row.media.map((url, id) => createSlide({ id: String(id), url, text: '', width: 0, height: 0 })),
          }),
        );
        const { headings, rows: read } = table(utf8(writeCsv(drafts)));
        const again = readRows(read, matchHeadings(headings), { order: 'month-first', now: NOW }).pins;
        expect(
          again.map(({ title, description, link, board, at, media }) => ({
            title,
            description,
            link,
            board,
            at,
            media,
          })),
        ).toEqual(
          drafts.map(({ title, description, link, board, publishAt, slides }) => ({
            title,
            description: description.trim(),
            link,
            board: board?.name,
            at: publishAt,
            media: slides.map(({ url }) => url),
          })),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('holds nothing that a spreadsheet would run', () => {
    for (const cell of ['=1+1', '+1', '-1', '@a', "'=1", '\t=1']) {
      expect(escapeFormula(cell)).toMatch(/^'/);
      expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
    }
    expect(escapeFormula("it's")).toBe("it's");
    expect(unescapeFormula("'quoted'")).toBe("'quoted'");
  });
});
