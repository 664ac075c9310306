import { beforeEach, expect, test } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import { putPin } from '../../../lib/store/pins';
import { draft } from './samples';
import { eventually, setStage, stored } from './stage';

beforeEach(async () => {
  await setStage();
  await putPin(draft());
});

let drafts = 0;

/** Windows on one draft, in the order they were opened. */
async function openWindows(count: number) {
  const id = `shared-${drafts++}`;
  await putPin(draft({ id }));
  const windows = [];
  for (let number = 0; number < count; number++) {
    const model = createDraftModel({ pin: await stored(id), isStored: true }, () => undefined);
    await model.take();
    windows.push(model);
  }
  return { id, windows: windows as [(typeof windows)[0], (typeof windows)[0], (typeof windows)[0]] };
}

test('the window opened last writes; the one before says so and writes nothing', async () => {
  const { id, windows } = await openWindows(2);
  const [first, second] = windows;
  await eventually(() => expect(first.isMine.value).toBe(false));
  first.change({ title: 'Lost?' });
  expect(first.pin.value.title).toBe('');
  second.change({ title: 'Second' });
  await second.whenSaved();
  expect((await stored(id)).title).toBe('Second');
});

test('a window that takes the draft has every letter typed in the other', async () => {
  const { id, windows } = await openWindows(2);
  const [first, second] = windows;
  for (const title of ['S', 'So', 'Sou']) second.change({ title });
  await first.take();
  await eventually(() => expect(first.pin.value.title).toBe('Sou'));
  await eventually(() => expect(second.isMine.value).toBe(false));
  first.change({ title: 'Soup' });
  await first.whenSaved();
  expect((await stored(id)).title).toBe('Soup');
});

test('a window gets the draft back by itself when the other one closes, whatever came before', async () => {
  const { windows } = await openWindows(3);
  const [first, second, third] = windows;
  await first.take();
  await eventually(() => expect([second.isMine.value, third.isMine.value]).toEqual([false, false]));
  first.release();
  await eventually(() => expect([second.isMine.value, third.isMine.value].filter(Boolean)).toHaveLength(1));
  second.release();
  await eventually(() => expect(third.isMine.value).toBe(true));
});
