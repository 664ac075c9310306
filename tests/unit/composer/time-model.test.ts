import { expect, test } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import { createTiming } from '../../../components/composer/time-model';
import { HOUR } from '../../../lib/time';
import { draft, fakeWorld, NOW } from './fake-world';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

function open(taken: number[] = []) {
  const world = fakeWorld({ listTakenTimes: async () => [...taken] });
  const model = createDraftModel({ pin: draft(), isStored: false }, world, () => undefined);
  const slots = [{ days: EVERY_DAY, minutes: 18 * 60 }];
  return { model, timing: createTiming(model, { slots: { slots, slotsByAccount: {} }, taken: [...taken] }, world) };
}

test('the slot is fixed only when the pin is scheduled, so that a time taken meanwhile is not used twice', async () => {
  const taken: number[] = [];
  const { model, timing } = open(taken);
  const first = timing.slotAt.value!;
  expect(model.pin.value.publishAt).toBeNull();
  taken.push(first);
  await timing.fixTime();
  expect(model.pin.value.publishAt).toBe(timing.slotAt.value);
  expect(model.pin.value.publishAt).toBeGreaterThan(first);
});

test('picking a time starts at the next free slot and keeps what was picked', async () => {
  const { model, timing } = open();
  timing.chooseWhen('time');
  expect(model.pin.value.publishAt).toBe(timing.slotAt.value);
  timing.chooseTime(NOW + HOUR);
  await timing.fixTime();
  expect(model.pin.value).toMatchObject({ when: 'time', publishAt: NOW + HOUR });
});

test('a half typed time is no time', () => {
  const { model, timing } = open();
  timing.chooseTime(null);
  expect(model.pin.value).toMatchObject({ when: 'time', publishAt: null });
});

test('now is the moment of scheduling', async () => {
  const { model, timing } = open();
  timing.chooseWhen('now');
  await timing.fixTime();
  expect(model.pin.value.publishAt).toBe(NOW);
});
