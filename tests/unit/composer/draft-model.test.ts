import { beforeEach, expect, test, vi } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import type { Pin } from '../../../lib/pin/pin';
import { putPin } from '../../../lib/store/pins';
import { draft } from './samples';
import { setStage, stored, storedPins } from './stage';

beforeEach(setStage);

function open(more: Partial<Pin> = {}) {
  const onScheduled = vi.fn();
  return { onScheduled, model: createDraftModel({ pin: draft(more), isStored: false }, onScheduled) };
}

test('a page that was only looked at leaves nothing in the store', async () => {
  const { model } = open();
  model.suggest({ title: 'Suggested' });
  await model.lookAgain();
  expect(await storedPins()).toEqual([]);
  expect(model.isStored.value).toBe(false);
});

test('what is suggested never overwrites what the user began', async () => {
  const { model } = open();
  model.change({ title: 'Mine' });
  model.suggest({ title: 'Suggested' });
  expect(model.pin.value.title).toBe('Mine');
});

test('what another window typed appears here', async () => {
  const { model } = open();
  model.change({ title: 'Soup' });
  await model.whenSaved();
  await putPin({ ...draft(), title: 'Soup', description: 'From the other window' });
  await model.lookAgain();
  expect(model.pin.value).toMatchObject({ title: 'Soup', description: 'From the other window' });
});

test('a row read before the last keystroke does not undo that keystroke', async () => {
  const { model } = open();
  model.change({ title: 'So' });
  await model.whenSaved();
  const looking = model.lookAgain();
  model.change({ title: 'Soup' });
  await looking;
  await model.whenSaved();
  expect(model.pin.value.title).toBe('Soup');
  expect((await stored()).title).toBe('Soup');
});

test('a draft scheduled in another window is written by this one no more', async () => {
  const { model, onScheduled } = open();
  model.change({ title: 'Soup' });
  await model.whenSaved();
  await putPin({ ...draft(), title: 'Soup', state: 'queued' });
  await model.lookAgain();
  model.change({ title: 'Too late' });
  await model.whenSaved();
  expect(onScheduled).toHaveBeenCalledOnce();
  expect(await stored()).toMatchObject({ state: 'queued', title: 'Soup' });
});

test('a full disk is shown at once, and no longer once saving works again', async () => {
  const { model } = open();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  model.change({ title: 'S' });
  await model.whenSaved();
  expect(model.isUnsaved.value).toBe(true);
  expect(model.pin.value.title).toBe('S');
  put.mockRestore();
  model.change({ title: 'So' });
  await model.whenSaved();
  expect(model.isUnsaved.value).toBe(false);
  expect((await stored()).title).toBe('So');
});

test('acts are undone one by one, the last first, and words typed since stay', async () => {
  const { model } = open();
  model.act({ link: 'https://one.test/' });
  model.act({ board: { id: '1', name: 'Soups' } });
  model.change({ title: 'Typed' });
  expect(model.undo()).toBe(true);
  expect(model.pin.value).toMatchObject({ board: null, link: 'https://one.test/', title: 'Typed' });
  expect(model.undo()).toBe(true);
  expect(model.undo()).toBe(false);
  await model.whenSaved();
  expect(await stored()).toMatchObject({ board: null, link: '', title: 'Typed' });
});

test('an act whose own undo was pressed is not undone again', () => {
  const { model } = open();
  const takeBack = model.act({ link: 'https://one.test/' });
  takeBack();
  model.change({ link: 'https://typed.test/' });
  expect(model.undo()).toBe(false);
  takeBack();
  expect(model.pin.value.link).toBe('https://typed.test/');
});
