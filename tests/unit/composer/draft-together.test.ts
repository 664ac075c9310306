import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import type { Pin } from '../../../lib/pin/pin';
import type { Mend, Slide } from '../../../lib/pin/slide';
import { useDatabaseName } from '../../../lib/store/database';
import * as store from '../../../lib/store/pins';
import { draft, NOW, readBytes, slide, turns } from './fake-world';

const CROP: Mend[] = [{ kind: 'crop', ratio: '1:1', focus: null }];
let databases = 0;

beforeEach(async () => {
  await useDatabaseName(`together-${databases++}`);
  await store.putPin(draft({ slides: [slide('a'), slide('b')] }));
});
afterEach(() => vi.restoreAllMocks());

/** A window on the stored draft, which hears of nothing: it looks again only when told to, as late as can be. */
async function openWindow(pins: typeof store = store) {
  return createDraftModel({ pin: await stored(), isStored: true }, { now: () => NOW, ...pins }, () => {});
}

/** The same from another page of the extension, with a connection of its own. */
async function openOtherWindow() {
  vi.resetModules();
  const { useDatabaseName } = await import('../../../lib/store/database');
  await useDatabaseName(`together-${databases - 1}`);
  return openWindow(await import('../../../lib/store/pins'));
}

/** What the worker does, in one transaction of its own. */
const work = (id: string, find: (slide: Slide) => Slide) =>
  store.updatePin('pin-1', (pin) => ({ ...pin, slides: pin.slides.map((one) => (one.id === id ? find(one) : one)) }));

const stored = async () => (await store.readPin('pin-1')) as Pin;
const rungs = ({ slides }: Pin) => slides.map(({ id, rung }) => `${id} ${rung}`);

test('a keystroke in a window that has not heard of it does not undo what the worker found', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.change({ title: 'Soup' });
  await model.settle();
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
  await Promise.all([first, second, model.settle()]);
  expect(await stored()).toMatchObject({ title: 'So', description: 'Warm.' });
  expect(rungs(await stored())).toEqual(['a bytes', 'b bytes']);
});

test('what came to light only while more was typed is kept with all of that', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  for (const title of ['S', 'So', 'Sou', 'Soup']) model.change({ title });
  await model.settle();
  for (const pin of [await stored(), model.pin.value]) {
    expect(pin.title).toBe('Soup');
    expect(rungs(pin)).toEqual(['a bytes', 'b reading']);
  }
});

test('one window that types fast is no clash with itself', async () => {
  const model = await openWindow();
  for (const title of ['S', 'So', 'Sou']) model.change({ title });
  await turns();
  for (const title of ['Soup', 'Soup!']) model.change({ title });
  await model.settle();
  await model.lookAgain();
  expect([model.clash.value, (await stored()).title]).toEqual([false, 'Soup!']);
});

test('nobody who looks finds what was typed without what was found before', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.change({ title: 'Soup' });
  const [seen] = await Promise.all([stored(), model.settle()]);
  expect(rungs(seen)).toEqual(seen.title === 'Soup' ? ['a bytes', 'b reading'] : expect.anything());
});

test('a mend asked for while the picture is read is kept, with what is known of the picture itself', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.changeSlide('a', { mends: CROP, rung: 'reading', ready: null });
  await model.settle();
  const [{ original }] = [readBytes(slide('a'))];
  expect((await stored()).slides[0]).toMatchObject({ mends: CROP, rung: 'reading', ready: null, original });
});

test('a slide moved, one picked and one removed stay so, with what the worker found of those that are left', async () => {
  const model = await openWindow();
  await work('b', readBytes);
  model.change({ slides: [slide('c'), slide('b')] });
  await model.settle();
  expect(rungs(await stored())).toEqual(['c reading', 'b bytes']);
});

test('a picture asked for anew is read anew, whatever came of it the first time', async () => {
  await work('a', (one) => ({ ...one, rung: 'none', problem: 'NEEDS_PERMISSION' }));
  const model = await openWindow();
  await work('a', (one) => ({ ...one, problem: 'HTTP_404' }));
  model.changeSlide('a', { rung: 'reading', problem: '', fromScreen: true });
  await model.settle();
  expect((await stored()).slides[0]).toMatchObject({ rung: 'reading', problem: '', fromScreen: true });
});

test('a picture given up here that was read after all is read', async () => {
  const model = await openWindow();
  await work('a', readBytes);
  model.changeSlide('a', { rung: 'none', problem: 'IMAGE_NOT_READ' });
  await model.settle();
  expect((await stored()).slides[0]).toMatchObject({ rung: 'bytes', problem: '' });
});

test('two windows that type at once keep each what the other typed', async () => {
  const [one, other] = [await openWindow(), await openOtherWindow()];
  one.change({ title: 'S' });
  other.change({ description: 'W' });
  one.change({ title: 'So' });
  other.change({ slides: [...other.slides.value, slide('theirs')] });
  one.change({ slides: [...one.slides.value, slide('ours')] });
  await Promise.all([one.settle(), other.settle()]);
  await Promise.all([one.lookAgain(), other.lookAgain()]);
  for (const pin of [await stored(), one.pin.value, other.pin.value]) {
    expect(pin).toMatchObject({ title: 'So', description: 'W' });
    expect(rungs(pin)).toEqual(rungs(await stored()));
    expect(rungs(pin)).toHaveLength(4);
  }
});

test('what is typed and taken back before it was stored is taken back', async () => {
  const model = await openWindow();
  for (const title of ['S', 'So', 'S', '']) model.change({ title });
  await model.settle();
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
  await model.settle();
  expect(model.trouble.value).not.toBe('');
  put.mockRestore();
  await work('a', readBytes);
  model.change({ description: 'Warm.' });
  await model.settle();
  expect(await stored()).toMatchObject({ title: 'Soup', description: 'Warm.' });
  expect(rungs(await stored())).toEqual(['a bytes', 'b reading']);
});
