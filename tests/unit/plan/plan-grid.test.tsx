// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlanGrid } from '../../../components/plan/plan-grid';
import { updatePin } from '../../../lib/store/pins';
import { clearStore } from '../../../lib/store/upkeep';
import { openPlan } from './kit';

vi.mock('../../../lib/browser/messages', () => ({ wakeEngine: async () => {}, prepareSlide: async () => {} }));

beforeEach(() => clearStore());
afterEach(() => clearStore());

/** The grid of a plan of so many pins, as it is drawn at first. */
async function openGrid(count: number) {
  const { plan } = await openPlan(count);
  const box = document.createElement('div');
  document.body.append(box);
  render(<PlanGrid plan={plan} />, box);
  return { plan, box, rows: () => [...box.querySelectorAll('.plan-row')] };
}

test('the rows that can be seen are drawn first, so that they can be edited at once; then the others', async () => {
  const { rows } = await openGrid(40);
  expect(rows().length).toBeGreaterThanOrEqual(8);
  expect(rows().length).toBeLessThanOrEqual(12);
  await expect.poll(() => rows().length).toBe(40);
});

test('a row says calmly that its picture is still being read', async () => {
  const { plan, box } = await openGrid(1);
  const [pin] = plan.rows.drafts.value;
  await updatePin(pin!.id, (pin) => ({ ...pin, slides: pin.slides.map((slide) => ({ ...slide, rung: 'reading' })) }));
  await plan.rows.read();
  const line = () => box.querySelector('.plan-problem');
  await expect.poll(() => line()?.textContent).toContain('is still being read');
  expect(line()?.className).toContain('tone-quiet');
  expect(line()?.querySelector('[aria-invalid]')).toBeNull();
});
