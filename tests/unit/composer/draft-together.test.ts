import { beforeEach, expect, test, vi } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import type { Pin } from '../../../lib/pin/pin';
import type { Mend } from '../../../lib/pin/slide';
import { putPin } from '../../../lib/store/pins';
import { draft, readBytes, slide } from './samples';
import { setStage, stored, workOn } from './stage';

const CROP: Mend[] = [{ kind: 'crop', ratio: '1:1', focus: null }];

beforeEach(async () => {
  await setStage();
  await putPin(draft({ slides: [slide('a'), slide('b')] }));
});

/** A window on the stored draft, which hears of nothing: it looks again only when told to, as late as can be. */
const openWindow = async () => createDraftModel({ pin: await stored(), isStored: true }, () => undefined);
const work = (id: string, find = readBytes) => workOn('pin-1', id, find);
const turns = () => new Promise((resolve) => setTimeout(resolve));
const rungs = ({ slides }: Pin) => slides.map(({ id, rung }) => `${id} ${rung}`);

test('a keystroke in a window that has not heard of it does not undo what the worker found', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.change({ title: 'Soup' });
  await model.whenSaved();
  expect(await stored()).toMatchObject({ title: 'Soup', slides: [readBytes(slide('a')), slide('b')] });
  await model.lookAgain();
  expect(rungs(model.pin.value)).toEqual(['a bytes', 'b reading']);
});

test('what the worker writes among keystrokes undoes none of them, nor they it', async () => {
  const model = await openWindow();
  model.change({ title: 'S' });
  const first = work('a', readBytes);
  await turns();
  model.change({ title: 'So' });
  const second = work('b', readBytes);
  await turns();
  model.change({ description: 'Warm.' });
  await Promise.all([first, second, model.whenSaved()]);
  expect(await stored()).toMatchObject({ title: 'So', description: 'Warm.' });
  expect(rungs(await stored())).toEqual(['a bytes', 'b bytes']);
});

test('what came to light only while more was typed is kept with all of that', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  for (const title of ['S', 'So', 'Sou', 'Soup']) model.change({ title });
  await model.whenSaved();
  for (const pin of [await stored(), model.pin.value]) {
    expect(pin.title).toBe('Soup');
    expect(rungs(pin)).toEqual(['a bytes', 'b reading']);
  }
});

test('one window that types fast does not undo itself', async () => {
  const model = await openWindow();
  for (const title of ['S', 'So', 'Sou']) model.change({ title });
  await turns();
  for (const title of ['Soup', 'Soup!']) model.change({ title });
  await model.whenSaved();
  await model.lookAgain();
  expect([model.pin.value.title, (await stored()).title]).toEqual(['Soup!', 'Soup!']);
});

test('nobody who looks finds what was typed without what was found before', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.change({ title: 'Soup' });
  const [seen] = await Promise.all([stored(), model.whenSaved()]);
  expect(rungs(seen)).toEqual(seen.title === 'Soup' ? ['a bytes', 'b reading'] : expect.anything());
});

test('a mend asked for while the picture is read is kept, with what is known of the picture itself', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.noteSlide('a', { mends: CROP, rung: 'reading', ready: null });
  await model.whenSaved();
  const [{ original }] = [readBytes(slide('a'))];
  expect((await stored()).slides[0]).toMatchObject({ mends: CROP, rung: 'reading', ready: null, original });
});

test('a slide moved, one picked and one removed stay so, with what the worker found of those that are left', async () => {
  const model = await openWindow();
  await work('b', readBytes);
  model.change({ slides: [slide('c'), slide('b')] });
  await model.whenSaved();
  expect(rungs(await stored())).toEqual(['c reading', 'b bytes']);
});

test('a picture asked for again is read again, whatever came of it the first time', async () => {
  await work('a', (one) => ({ ...one, rung: 'none', problem: 'NEEDS_PERMISSION' }));
  const model = await openWindow();
  await work('a', (one) => ({ ...one, problem: 'HTTP_404' }));
  model.noteSlide('a', { rung: 'reading', problem: '', fromScreen: true });
  await model.whenSaved();
  expect((await stored()).slides[0]).toMatchObject({ rung: 'reading', problem: '', fromScreen: true });
});

test('a picture given up here that was read after all is read', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.noteSlide('a', { rung: 'none', problem: 'IMAGE_NOT_READ' });
  await model.whenSaved();
  expect((await stored()).slides[0]).toMatchObject({ rung: 'bytes', problem: '' });
});

test('what is typed and taken back before it was stored is taken back', async () => {
  const model = await openWindow();
  for (const title of ['S', 'So', 'S', '']) model.change({ title });
  await model.whenSaved();
  await model.lookAgain();
  expect((await stored()).title).toBe('');
  expect(model.pin.value.title).toBe('');
});

test('what could not be stored goes with the next keystroke', async () => {
  const model = await openWindow();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  model.change({ title: 'Soup' });
  await model.whenSaved();
  expect(model.isUnsaved.value).toBe(true);
  put.mockRestore();
  await work('a', readBytes);
  model.change({ description: 'Warm.' });
  await model.whenSaved();
  expect(await stored()).toMatchObject({ title: 'Soup', description: 'Warm.' });
  expect(rungs(await stored())).toEqual(['a bytes', 'b reading']);
});
