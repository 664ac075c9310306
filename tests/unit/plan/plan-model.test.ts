import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginPlan } from '../../../components/plan/begin-plan';
import { createPlan, type PlanModel } from '../../../components/plan/plan-model';
import { listPins, readPin, updatePin } from '../../../lib/store/pins';
import { readPlan } from '../../../lib/store/plans';
import { readSettings, updateSettings } from '../../../lib/store/settings';
import { clearStore } from '../../../lib/store/upkeep';
import { liveIn } from '../time-zone';
import { chosenOf, facts, NOW, openPlan, say } from './kit';

liveIn('Europe/Stockholm');

vi.mock('../../../lib/browser/key', () => ({ readKey: async () => 'pb_live_x' }));
vi.mock('../../../lib/browser/messages', () => ({ wakeEngine: async () => {}, prepareSlide: async () => {} }));
vi.mock('../../../lib/browser/permissions', () => ({
  hasHost: async () => false,
  hostPattern: (url: string) => `https://${new URL(url).hostname}/*`,
  requestHosts: async () => true,
}));

let plan: PlanModel;
let planId: string;

async function open(count: number): Promise<void> {
  ({ plan, planId } = await openPlan(count));
}

beforeEach(() => clearStore());
afterEach(() => clearStore());

test('a plan is drafts in the store from its first moment, each with its own words and link', async () => {
  await open(3);
  const pins = await readPlan(planId);
  expect(pins.map(({ title, link, state }) => [title, link, state])).toEqual([
    ['Picture 0', 'https://site.example/0', 'draft'],
    ['Picture 1', 'https://site.example/1', 'draft'],
    ['Picture 2', 'https://site.example/2', 'draft'],
  ]);
  expect(say(pins)).toEqual(['2026-11-29 09:00', '2026-11-29 13:00', '2026-11-29 18:00']);
});

test('all are scheduled at once, and one undo makes all drafts again', async () => {
  await open(24);
  await plan.schedule();
  expect(plan.status.line.value).toMatchObject({ tone: 'good', words: '24 pins are scheduled.' });
  expect(new Set((await listPins()).map(({ state }) => state))).toEqual(new Set(['queued']));
  await plan.status.line.value.offer?.act();
  expect(plan.rows.drafts.value).toHaveLength(24);
  expect(new Set((await listPins()).map(({ state }) => state))).toEqual(new Set(['draft']));
});

test('one incomplete pin keeps all as drafts, and the plan says which', async () => {
  await open(3);
  const second = plan.rows.drafts.value[1]!;
  await plan.change([second.id], () => ({ board: null }));
  await plan.schedule();
  expect(plan.status.line.value.tone).toBe('danger');
  expect(plan.refusals.value).toBe(1);
  expect(new Set((await listPins()).map(({ state }) => state))).toEqual(new Set(['draft']));
});

test('boards take turns, and each row keeps its own', async () => {
  await open(4);
  await plan.putOnBoards({ kind: 'turns', boards: plan.boards.value.slice(0, 2), days: 7 });
  const names = plan.rows.drafts.value.map(({ board }) => board?.name);
  expect(new Set(names).size).toBe(2);
  expect(names[0]).toBe(names[2]);
  expect(names[1]).toBe(names[3]);
});

test('a pin for each board is a copy a week later each, and undoing the choice removes the copies', async () => {
  await open(1);
  await plan.putOnBoards({ kind: 'each', boards: plan.boards.value, days: 7 });
  expect(say(plan.rows.drafts.value)).toEqual(['2026-11-29 09:00', '2026-12-06 09:00', '2026-12-13 09:00']);
  expect(new Set(plan.rows.drafts.value.map(({ board }) => board?.id)).size).toBe(3);
  expect(await readPlan(planId)).toHaveLength(3);
  await plan.putOnBoards({ kind: 'one', boards: plan.boards.value.slice(0, 1), days: 7 });
  expect(await readPlan(planId)).toHaveLength(1);
});

test('what is typed is stored at once, beside what the worker found meanwhile', async () => {
  await open(1);
  const { id } = plan.rows.drafts.value[0]!;
  await updatePin(id, (pin) => ({ ...pin, slides: pin.slides.map((slide) => ({ ...slide, width: 4000 })) }));
  await plan.change([id], () => ({ title: 'Typed' }));
  const stored = await readPin(id);
  expect(stored).toMatchObject({ title: 'Typed', slides: [{ width: 4000 }] });
});

test('identical texts are reported, and fixed with the picture’s own', async () => {
  await open(2);
  await plan.change(
    plan.rows.drafts.value.map(({ id }) => id),
    () => ({ title: 'Same', description: 'Same' }),
  );
  const [first, second] = plan.rows.drafts.value;
  const twin = plan.problems.value.get(second!.id)?.find(({ isTellApart }) => isTellApart);
  expect(twin?.severity).toBe('warning');
  await plan.mend(second!, twin!);
  expect(plan.rows.drafts.value[1]?.title).toBe('Picture 1 · Same');
  expect(plan.problems.value.get(first!.id)?.some(({ isTellApart }) => isTellApart)).toBeFalsy();
});

test('pins too close together are reported, and can be shifted', async () => {
  await open(2);
  const at = NOW + 3_600_000;
  await plan.spreadOut({ kind: 'at-once', at });
  const ids = plan.rows.drafts.value.map(({ id }) => id);
  expect(ids.map((id) => plan.problems.value.get(id)?.some(({ isShift }) => isShift))).toEqual([true, true]);
  await plan.shift(ids);
  expect(say(plan.rows.drafts.value)).toEqual(['2026-11-29 09:00', '2026-11-29 09:10']);
  expect(plan.problems.value.size).toBe(0);
});

test('a choice made while a plan is being read survives, and acts take turns', async () => {
  ({ planId } = await openPlan(3));
  plan = createPlan(planId, null, () => NOW);
  const at = NOW + 3_600_000;
  const opening = plan.open();
  const boards = [{ accountId: 'anna', id: 'teas', name: 'TEAS', source: 'user' as const }];
  await Promise.all([
    opening,
    plan.putOnBoards({ kind: 'turns', boards: boards as never, days: 7 }),
    plan.spreadOut({ kind: 'at-once', at }),
  ]);
  expect(plan.spread.value.kind).toBe('at-once');
  expect(plan.rows.drafts.value.map(({ publishAt, board }) => [publishAt, board?.name])).toEqual(
    Array(3).fill([at, 'TEAS']),
  );
});

test('a template fills every row, and again where the board changes', async () => {
  const template = { id: 't', name: 'T', title: '{title} on {board}', description: '', hashtags: '#a', utm: '' };
  await updateSettings({ templates: [template] });
  await open(2);
  expect(await plan.useTemplate({ ...template, description: '{price}{nothing}' })).toEqual([
    { kind: 'empty', field: 'price' },
    { kind: 'unknown', field: 'nothing' },
  ]);
  await plan.useTemplate(template);
  const { id } = plan.rows.drafts.value[0]!;
  expect(plan.rows.drafts.value[0]?.title).toBe('Picture 0 on SOUPS');
  await plan.chooseBoard([id], { accountId: 'anna', id: 'cakes', name: 'CAKES' });
  expect(plan.rows.drafts.value.map(({ title }) => title)).toEqual(['Picture 0 on CAKES', 'Picture 1 on SOUPS']);
});

test('rows are moved, removed and brought back in their order', async () => {
  await open(3);
  const ids = plan.rows.drafts.value.map(({ id }) => id);
  await plan.move(ids[2]!, -2);
  expect((await readPlan(planId)).map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]]);
  await plan.remove([ids[0]!]);
  expect(await readPlan(planId)).toHaveLength(2);
  await plan.status.line.value.offer?.act();
  expect((await readPlan(planId)).map(({ id }) => id)).toContain(ids[0]);
});

test('a row says where its picture or link is planned already, and leads there', async () => {
  await updateSettings({ rules: { perDay: 0, linkHours: 0, pictureDays: 0, gapMinutes: 0 } });
  await open(2);
  const [first, second] = plan.rows.drafts.value;
  await plan.schedule();
  const again = await beginPlan(
    {
      facts: facts(3),
      ...chosenOf(facts(3)),
      accountId: 'anna',
      board: null,
      settings: await readSettings(),
    },
    NOW,
  );
  const next = createPlan(again, null, () => NOW);
  await next.open();
  const shown = next.rows.drafts.value.map(({ id }) =>
    next.problems.value.get(id)?.flatMap(({ mend }) => (mend?.kind === 'show' ? mend.earlier.id : [])),
  );
  expect(shown).toEqual([[first!.id], [second!.id], []]);
});
