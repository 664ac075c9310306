import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { createImport } from '../../../components/plan/import-model';
import { exportCsv } from '../../../lib/pin/csv-write';
import { addBoards, putAccounts } from '../../../lib/store/books';
import { listPins } from '../../../lib/store/pins';
import { readPlan } from '../../../lib/store/plans';
import { readSettings } from '../../../lib/store/settings';
import { clearStore } from '../../../lib/store/upkeep';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

const NOW = new Date('2026-11-29T08:00:00+01:00').getTime();
const HEAD = 'Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords';

beforeEach(async () => {
  await clearStore();
  await putAccounts([
    {
      id: 'anna',
      workspaceId: 'w',
      workspaceName: 'W',
      handle: 'anna',
      displayName: 'Anna',
      avatarUrl: null,
      status: 'ACTIVE',
      scopes: ['boards:read', 'pins:write'],
      tokenExpiresAt: null,
      defaultBoardId: null,
      seenAt: 1,
    },
  ]);
  await addBoards(
    ['Soups', 'Cakes & Pies'].map((name) => ({ accountId: 'anna', id: name, name, source: 'user' as const })),
  );
});

async function open(text: string) {
  const model = createImport(() => NOW);
  await model.open(new File([text], 'month.csv'));
  return model;
}

const row = (place: number, board = 'soups') =>
  `Pin ${place},https://cdn.example/${place}.jpg,${board},,"About, ${place}",https://site.example/${place},2026-12-${String((place % 28) + 1).padStart(2, '0')}T09:${String(place % 60).padStart(2, '0')},`;

test('nothing is stored before the user says so, then all in their order', async () => {
  const model = await open([HEAD, ...[0, 1, 2].map((place) => row(place))].join('\n'));
  expect(model.result.value.pins).toHaveLength(3);
  expect(await listPins()).toEqual([]);
  const planId = await model.importAll();
  const pins = await readPlan(planId!);
  expect(pins.map(({ title, board, accountId, when }) => [title, board?.name, accountId, when])).toEqual(
    [0, 1, 2].map((place) => [`Pin ${place}`, 'Soups', 'anna', 'time']),
  );
});

test('a thousand rows are checked, stored, exported and come in again as the same pins', async () => {
  const started = performance.now();
  const model = await open([HEAD, ...Array.from({ length: 1000 }, (_, place) => row(place))].join('\n'));
  expect(model.result.value).toMatchObject({ problems: [] });
  expect(performance.now() - started).toBeLessThan(3000);
  const first = await readPlan((await model.importAll())!);
  const { file, lost } = exportCsv(first);
  expect(lost).toBe(0);
  const again = await open(await file.text());
  const second = await readPlan((await again.importAll())!);
  const plain = (pins: typeof first) =>
    pins.map(({ title, description, link, board, publishAt, slides, place }) => ({
      title,
      description,
      link,
      board,
      publishAt,
      place,
      media: slides.map(({ url }) => url),
    }));
  expect(plain(second)).toEqual(plain(first));
});

test('the thousand and first row is left out, and the dialog says so', async () => {
  const model = await open([HEAD, ...Array.from({ length: 1001 }, (_, place) => row(place))].join('\n'));
  expect(model.tooMany.value).toBe(1);
  expect(model.result.value.pins).toHaveLength(1000);
});

test('a board that no account has is asked for once', async () => {
  const model = await open([HEAD, row(0, 'Bakes'), row(1, 'bakes'), row(2, 'cakes  &  pies')].join('\n'));
  expect(model.unknownBoards.value).toHaveLength(1);
  model.chooseBoard('Bakes', model.boards.value.find(({ id }) => id === 'Soups') ?? null);
  const pins = await readPlan((await model.importAll())!);
  expect(pins.map(({ board }) => board?.name)).toEqual(['Soups', 'Soups', 'Cakes & Pies']);
  const later = await open([HEAD, row(3, 'BAKES')].join('\n'));
  expect(later.unknownBoards.value).toEqual([]);
  expect(await readPlan((await later.importAll())!)).toMatchObject([{ board: { name: 'Soups' } }]);
});

test('a board can be added to the book from there, under the file’s name', async () => {
  const model = await open([HEAD, row(0, 'Bakes')].join('\n'));
  expect(await model.addBoard('Bakes', ' ', 'anna')).toMatch(/board’s id/);
  expect(model.unknownBoards.value).toEqual(['Bakes']);
  expect(await model.addBoard('Bakes', '1234567', 'anna')).toBe('');
  expect(model.unknownBoards.value).toEqual([]);
  const pins = await readPlan((await model.importAll())!);
  expect(pins[0]?.board).toEqual({ id: '1234567', name: 'Bakes' });
});

test('headings matched by hand are remembered', async () => {
  const text = 'Rubrik;Bildadress\nSoppa;https://cdn.example/1.jpg';
  const model = await open(text);
  expect(model.result.value.pins).toEqual([]);
  model.setColumn(0, 'Title');
  model.setColumn(1, 'Media URL');
  expect(model.result.value.pins).toHaveLength(1);
  await model.importAll();
  expect((await readSettings()).csvHeadings).toMatchObject({ rubrik: 'Title', bildadress: 'Media URL' });
  expect((await open(text)).result.value.pins).toMatchObject([{ title: 'Soppa' }]);
});

test('a day without a time is its first free slot, and rows without a date wait for a slot', async () => {
  const model = await open(
    [
      HEAD,
      'A,https://a.example/1.jpg,Soups,,,,2026-12-06,',
      'B,https://a.example/2.jpg,Soups,,,,2026-12-06,',
      'C,https://a.example/3.jpg,Soups,,,,,',
    ].join('\n'),
  );
  const pins = await readPlan((await model.importAll())!);
  expect(pins.map(({ when, publishAt }) => [when, publishAt && new Date(publishAt).toLocaleString('sv-SE')])).toEqual([
    ['time', '2026-12-06 09:00:00'],
    ['time', '2026-12-06 13:00:00'],
    ['slot', null],
  ]);
});

test('rubbish is refused with a reason, and the list of problems has line and column', async () => {
  const rubbish = createImport(() => NOW);
  await rubbish.open(new File([Uint8Array.from({ length: 3000 }, (_, at) => (at * 31) % 251)], 'photo.csv'));
  expect(rubbish.fault.value).toBe('not-text');
  expect(await rubbish.importAll()).toBeUndefined();
  const model = await open([HEAD, 'A,nowhere,Soups,,,,,'].join('\n'));
  expect(await model.describeProblems().text()).toContain('2,Media URL,nowhere,');
});
