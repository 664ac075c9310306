import { beforeEach, expect, test } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import { createTimeModel } from '../../../components/composer/scheduling';
import { putPin } from '../../../lib/store/pins';
import { HOUR } from '../../../lib/time';
import { draft, NOW } from './samples';
import { setStage } from './stage';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

beforeEach(setStage);

function open() {
  const model = createDraftModel({ pin: draft({ accountId: 'soc_1' }), isStored: false }, () => undefined);
  const slots = { slots: [{ days: EVERY_DAY, minutes: 18 * 60 }], slotsByAccount: {} };
  return { model, time: createTimeModel(model, { slots, taken: [] }) };
}

test('the slot is fixed only when the pin is scheduled, so that a time taken meanwhile is not used twice', async () => {
  const { model, time } = open();
  const first = time.slotAt.value!;
  expect(model.pin.value.publishAt).toBeNull();
  await putPin(draft({ id: 'other', state: 'queued', accountId: 'soc_1', publishAt: first }));
  await time.fixTime();
  expect(model.pin.value.publishAt).toBe(time.slotAt.value);
  expect(model.pin.value.publishAt).toBeGreaterThan(first);
});

test('picking a time starts at the next free slot and keeps what was picked', async () => {
  const { model, time } = open();
  time.chooseWhen('time');
  expect(model.pin.value.publishAt).toBe(time.slotAt.value);
  time.chooseTime(NOW + HOUR);
  await time.fixTime();
  expect(model.pin.value).toMatchObject({ when: 'time', publishAt: NOW + HOUR });
});

test('a half typed time is no time', () => {
  const { model, time } = open();
  time.chooseTime(null);
  expect(model.pin.value).toMatchObject({ when: 'time', publishAt: null });
});

test('now is the moment of scheduling', async () => {
  const { model, time } = open();
  time.chooseWhen('now');
  await time.fixTime();
  expect(model.pin.value.publishAt).toBe(NOW);
});
