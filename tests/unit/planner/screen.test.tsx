// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openPlanner, type Planner } from '../../../components/planner/planner-model';
import { PlannerScreen } from '../../../components/planner/planner-screen';
import { readPin } from '../../../lib/store/pins';
import { DAY, HOUR } from '../../../lib/time';
import { openStorage, storeAll } from './kit';
import { makePin, makeProblem, makePublished } from './make-pin';

vi.setConfig({ testTimeout: 30_000 });

const now = Date.now();
let planner: Planner;
const locks = { request: async (_: string, ...rest: unknown[]) => (rest.at(-1) as () => unknown)() };

beforeEach(async () => {
  const page = document;
  await openStorage();
  vi.stubGlobal('document', page);
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: '', version: '1', host_permissions: [] });
  const hears = { addListener: () => {}, removeListener: () => {} };
  Object.assign(fakeBrowser.permissions, { contains: async () => true, onAdded: hears, onRemoved: hears });
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
  document.body.innerHTML = '<div id="app"></div>';
});
afterEach(() => {
  if (app()) render(null, app());
  planner?.close();
  vi.unstubAllGlobals();
});

const app = () => document.querySelector('#app') as HTMLElement;
const rows = () => [...app().querySelectorAll<HTMLElement>('[data-row]')];
const rowOf = (id: string) => app().querySelector<HTMLElement>(`[data-row="${id}"]`)!;
const button = (root: ParentNode, name: string) =>
  [...root.querySelectorAll<HTMLElement>('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );

async function open(pins: Parameters<typeof storeAll>[0]) {
  await storeAll(pins);
  planner = openPlanner(() => now);
  render(<PlannerScreen planner={planner} />, app());
  await vi.waitFor(() => expect(planner.isComplete.value && planner.settings.value).toBeTruthy(), 20_000);
  await vi.waitFor(() => expect(rows().length).toBeGreaterThan(0), 20_000);
}

test('a row has the pin’s title, state, time, who sends it, and its acts', async () => {
  await open([makePin({ id: 'soup', publishAt: now + DAY })]);
  const row = rowOf('soup');
  expect(row.textContent).toContain('Title of soup');
  expect(row.textContent).toContain('Queued');
  expect(row.textContent).toContain('This browser');
  expect(row.querySelector('time')?.dateTime).toBe(new Date(now + DAY).toISOString());
  for (const name of ['Edit', 'Reschedule', 'Duplicate', 'Send now', 'Remove'])
    expect(button(row, name), name).toBeDefined();
});

test('a row whose pin cannot be shown says so, can be removed, and takes no other row with it', async () => {
  const broken = { ...makePin({ id: 'broken', publishAt: now + DAY }), slides: null as never };
  await open([makePin({ id: 'soup', publishAt: now + DAY })]);
  const soup = planner.pins.value?.[0];
  render(null, app());
  vi.spyOn(planner.sections, 'value', 'get').mockReturnValue([{ key: 'all', pins: [broken, soup!] }]);
  render(<PlannerScreen planner={planner} />, app());
  await vi.waitFor(() => expect(rowOf('broken').textContent).toContain('This pin cannot be shown.'));
  expect(button(rowOf('broken'), 'Remove')).toBeDefined();
  expect(rowOf('soup').textContent).toContain('Title of soup');
});

test('what needs the user is grouped by cause, with one button for all', async () => {
  const gone = { state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND'), publishAt: now + DAY } as const;
  await open([makePin({ id: 'a', ...gone }), makePin({ id: 'b', ...gone }), makePin({ id: 'c', held: true })]);
  const panel = app().querySelector<HTMLElement>('[aria-label="What needs you, by cause"]')!;
  expect(panel.textContent).toMatch(/^2 pins: This Pinterest account has no such board\./);
  button(panel, 'Choose another board')!.click();
  await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('2 pins'));
  expect(planner.asking.value).toMatchObject({
    what: 'board',
    pins: [{ id: expect.any(String) }, { id: expect.any(String) }],
  });
});

test('the counts in the bar and in the dialog agree', async () => {
  await open([
    makePin({ id: 'a', publishAt: now + DAY }),
    makePin({ id: 'b', publishAt: now + DAY }),
    makePublished({ id: 'c' }),
  ]);
  planner.selection.toggleAll();
  await vi.waitFor(() => expect(app().querySelector('[role="toolbar"]')?.textContent).toContain('3 selected'));
  const act = button(app().querySelector('[role="toolbar"]')!, 'Reschedule (2)');
  act!.click();
  await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('2 pins, in the order'));
});

test('keys move, select, ask and remove; letters can be turned off', async () => {
  await open(['a', 'b', 'c'].map((id, place) => makePin({ id, publishAt: now + DAY + place * HOUR })));
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  rowOf('a').focus();
  press('j');
  await vi.waitFor(() => expect(document.activeElement).toBe(rowOf('b')));
  press('x');
  await vi.waitFor(() => expect(planner.selection.ids.value.has('b')).toBe(true));
  press('x');
  press('r');
  await vi.waitFor(() => expect(planner.asking.value).toMatchObject({ what: 'reschedule', pins: [{ id: 'b' }] }));
  planner.asking.value = null;
  await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  localStorage.setItem('planner-letters-off', '1');
  rowOf('b').focus();
  press('k');
  expect(document.activeElement).toBe(rowOf('b'));
  localStorage.removeItem('planner-letters-off');
  press('Delete');
  await vi.waitFor(async () => expect(await readPin('b')).toBeUndefined());
  await vi.waitFor(() => expect(document.activeElement).toBe(rowOf('c')));
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  await vi.waitFor(async () => expect(await readPin('b')).toBeDefined());
});

test('the calendar shows pins and free slots of the week, by month and by day too', async () => {
  await open([
    makePin({ id: 'soup', publishAt: now + HOUR }),
    makePin({ id: 'idea', state: 'draft', when: 'slot', publishAt: null }),
  ]);
  planner.view.value = 'calendar';
  planner.calendarAt.value = now + HOUR;
  for (const mode of ['week', 'month', 'day'] as const) {
    planner.calendarMode.value = mode;
    await vi.waitFor(() => expect(app().querySelector('table [data-pin="soup"]'), mode).not.toBeNull());
    expect(app().querySelector('aside [data-pin="idea"]')).not.toBeNull();
  }
  planner.calendarAt.value = now + 2 * DAY;
  await vi.waitFor(() => expect(app().querySelectorAll('.cal-slot').length).toBe(4));
});

test('a pin picked up by keys is announced at each step, and dropped where announced', async () => {
  await open([makePin({ id: 'soup', publishAt: now + 2 * DAY })]);
  planner.view.value = 'calendar';
  planner.calendarAt.value = now + 2 * DAY;
  await vi.waitFor(() => expect(app().querySelector('[data-pin="soup"]')).not.toBeNull());
  const press = (root: Element, key: string) =>
    root.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  press(app().querySelector('[data-pin="soup"]')!, ' ');
  await vi.waitFor(() => expect(app().querySelector('.cal-held')).not.toBeNull());
  for (let days = 0; days < 9; days++) press(app().querySelector('.cal-held')!, 'ArrowRight');
  await vi.waitFor(() => expect(app().querySelector('[aria-live="assertive"]')?.textContent).not.toBe(''));
  press(app().querySelector('.cal-held')!, 'Enter');
  const due = new Date(now + 2 * DAY);
  due.setDate(due.getDate() + 9);
  await vi.waitFor(async () => expect((await readPin('soup'))?.publishAt).toBe(due.getTime()));
  await vi.waitFor(() => expect(document.activeElement).toBe(app().querySelector('[data-pin="soup"]')));
});

test('the history counts what went out and leads to it', async () => {
  await open([
    makePublished({
      id: 'bread',
      post: {
        status: 'PUBLISHED',
        externalUrl: 'https://www.pinterest.com/pin/1/',
        publishedAt: now - HOUR,
        scheduledAt: null,
        checkedAt: now,
      },
    }),
  ]);
  planner.view.value = 'history';
  await vi.waitFor(() => expect(app().querySelector('.history-list')?.textContent).toContain('Title of bread'));
  expect(app().querySelector<HTMLAnchorElement>('.history-list a')?.href).toBe('https://www.pinterest.com/pin/1/');
});
