import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginPlan } from '../../../components/plan/begin-plan';
import { updatePause } from '../../../lib/store/engine-memory';
import { listPins } from '../../../lib/store/pins';
import { readSettings } from '../../../lib/store/settings';
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

beforeEach(() => clearStore());
afterEach(() => {
  vi.unstubAllGlobals();
  return clearStore();
});

test('a template that makes all titles equal brings a warning, not a refusal', async () => {
  const template = { id: 't', name: 'T', title: 'Sale', description: 'Now', hashtags: '', utm: '' };
  const { plan } = await openPlan(3);
  await plan.useTemplate(template);
  const twins = plan.rows.drafts.value.map(({ id }) => plan.problems.value.get(id)?.[0]);
  expect(twins).toMatchObject(Array(3).fill({ severity: 'warning', isTellApart: true }));
  await plan.schedule();
  expect(plan.status.line.value.words).toBe('3 pins are scheduled.');
});

test('boards of two accounts take their own account’s slots and rules', async () => {
  const { plan } = await openPlan(2);
  const [first] = plan.rows.drafts.value;
  await plan.chooseBoard([first!.id], { accountId: 'bert', id: 'cars', name: 'CARS' });
  await plan.spreadOut({ kind: 'slots' });
  expect(say(plan.rows.drafts.value)).toEqual(['2026-11-29 09:00', '2026-11-29 09:00']);
  expect(plan.problems.value.size).toBe(0);
});

test('a full disk stores none of a plan and says so', async () => {
  await openPlan(1);
  const before = await listPins();
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const from = { facts: facts(3), ...chosenOf(facts(3)), accountId: null, board: null };
  await expect(beginPlan({ ...from, settings: await readSettings() }, NOW)).rejects.toThrow(/full|space/i);
  full.mockRestore();
  expect(await listPins()).toEqual(before);
});

test.each([
  ['paused', /are scheduled\. Nothing is sent at present/],
  ['offline', /are scheduled\. This browser is offline/],
])('a plan that is scheduled while %s is kept, and says that it waits', async (why, words) => {
  const { plan } = await openPlan(3);
  if (why === 'offline') vi.stubGlobal('navigator', { onLine: false });
  else
    await updatePause(null, () => ({
      code: 'KEY_REJECTED',
      message: '',
      accountId: null,
      since: NOW,
      checkAt: NOW,
      told: true,
    }));
  await plan.schedule();
  expect(plan.status.line.value).toMatchObject({ tone: 'warn', words: expect.stringMatching(words) });
  expect((await listPins()).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued']);
});
