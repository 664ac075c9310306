import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefresher } from '../../../components/planner/refresher';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const world = {
  now: () => Date.now(),
  after(ms: number, call: () => void) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
const takes = (ms: number) => vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));

test('reads at once when it is quiet', () => {
  const read = takes(10);
  createRefresher(read, world).refresh();
  expect(read).toHaveBeenCalledTimes(1);
});

test('turns a burst into two reads: one now, one that sees the last change', async () => {
  const read = takes(10);
  const refresher = createRefresher(read, world);
  for (let i = 0; i < 100; i++) refresher.refresh();
  await vi.advanceTimersByTimeAsync(1000);
  expect(read).toHaveBeenCalledTimes(2);
});

test('takes at most a quarter of the time, however often it is asked', async () => {
  const read = takes(100);
  const refresher = createRefresher(read, world);
  for (let ms = 0; ms < 4000; ms += 10) {
    refresher.refresh();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(read.mock.calls.length).toBeLessThanOrEqual(11);
  expect(read.mock.calls.length).toBeGreaterThanOrEqual(9);
});

test('goes on after a read that failed', async () => {
  const read = vi.fn().mockRejectedValueOnce(new Error('closed')).mockResolvedValue(undefined);
  const refresher = createRefresher(() => read().catch(() => undefined), world);
  refresher.refresh();
  await vi.advanceTimersByTimeAsync(1);
  refresher.refresh();
  expect(read).toHaveBeenCalledTimes(2);
});

test('reads nothing once stopped', async () => {
  const read = takes(100);
  const refresher = createRefresher(read, world);
  refresher.refresh();
  refresher.refresh();
  refresher.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(read).toHaveBeenCalledTimes(1);
});
