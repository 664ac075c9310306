import { beforeEach, expect, test } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import { createPageImages } from '../../../components/composer/page-images';
import { createSlidesModel } from '../../../components/composer/slides-model';
import { createStatus } from '../../../components/composer/status';
import type { Slide } from '../../../lib/pin/slide';
import { putPin } from '../../../lib/store/pins';
import { candidate, draft, page, readBytes, slide } from './samples';
import { eventually, setStage, stage, stored, workOn } from './stage';

beforeEach(setStage);

async function open(slides: Slide[] = []) {
  const pin = draft({ slides });
  if (slides.length > 0) await putPin(pin);
  const model = createDraftModel({ pin, isStored: slides.length > 0 }, () => undefined);
  const { status, say } = createStatus();
  const desk = createSlidesModel(model, 7, say);
  const images = createPageImages(page(), undefined, () => true);
  const ids = () => model.slides.value.map(({ id }) => id);
  return { model, desk, status, images, ids };
}

const ready = (id: string, more: Partial<Slide> = {}) => readBytes(slide(id, more));

test('a picked picture is saved before the worker is asked to read it', async () => {
  const { desk, images, model } = await open();
  stage.prepare = (one) => one;
  desk.pick([images.offered.value[0]!]);
  const [picked] = model.slides.value;
  expect(picked).toMatchObject({ url: 'https://pictures.test/bowl.jpg', text: 'bowl', rung: 'reading' });
  await eventually(() => expect(stage.calls).toContain(`prepare ${picked?.id}`));
  expect((await stored()).slides).toHaveLength(1);
  await desk.idle();
});

test('the larger and smaller renditions the page knows go with the slide', async () => {
  const { model, desk } = await open();
  const facts = page({
    candidates: [
      candidate('bowl', { proposals: ['https://pictures.test/orig.jpg'], variants: ['https://pictures.test/s.jpg'] }),
    ],
  });
  desk.pick([createPageImages(facts, undefined, () => true).offered.value[0]!]);
  expect(model.slides.value[0]).toMatchObject({
    proposals: ['https://pictures.test/orig.jpg'],
    variants: ['https://pictures.test/s.jpg'],
  });
});

test('what the worker read is shown, and counted while it reads', async () => {
  const { desk, images, model } = await open();
  desk.pick([images.offered.value[0]!]);
  desk.pick([images.offered.value[1]!]);
  expect(desk.working.value).toBe(2);
  await desk.idle();
  expect(model.slides.value.map(({ rung }) => rung)).toEqual(['bytes', 'bytes']);
  expect(desk.working.value).toBe(0);
});

test('pictures picked and words typed while others are read let each be asked for once', async () => {
  const { desk, images, model } = await open();
  stage.prepare = (one) => {
    model.change({ title: `Typed while ${one.id} is read` });
    if (model.slides.peek().length < 2) desk.pick([images.offered.value[1]!]);
    return readBytes(one);
  };
  desk.pick([images.offered.value[0]!]);
  await desk.idle();
  expect(model.slides.value.map(({ rung }) => rung)).toEqual(['bytes', 'bytes']);
  expect(stage.calls).toEqual(model.slides.value.map(({ id }) => `prepare ${id}`));
});

test('a worker stopped in the middle is asked again, and a slide it never finishes says so', async () => {
  stage.prepare = undefined;
  const { desk, images, model } = await open();
  desk.pick([images.offered.value[0]!]);
  await desk.idle();
  expect(stage.calls).toHaveLength(3);
  expect(model.slides.value[0]).toMatchObject({ rung: 'none', problem: 'IMAGE_NOT_READ' });
});

test('a window that may not write has no picture read', async () => {
  const { desk, images, model } = await open();
  model.change({ title: 'Soup' });
  model.close();
  desk.pick([images.offered.value[0]!]);
  await desk.idle();
  expect(stage.calls).toEqual([]);
});

test('slides move to any place, keep there, and never out of the list', async () => {
  const { desk, ids } = await open([ready('a'), ready('b'), ready('c')]);
  desk.moveTo('a', 2);
  expect(ids()).toEqual(['b', 'c', 'a']);
  desk.moveTo('a', 1);
  expect(ids()).toEqual(['b', 'a', 'c']);
  desk.moveTo('c', 3);
  desk.moveTo('b', -1);
  expect(ids()).toEqual(['b', 'a', 'c']);
});

test('removing can be undone, with everything that was read', async () => {
  const { desk, ids, status, model } = await open([ready('a'), ready('b')]);
  desk.remove('a');
  expect(ids()).toEqual(['b']);
  status.value.offer?.act();
  expect(ids()).toEqual(['a', 'b']);
  expect(model.slides.value[0]?.rung).toBe('bytes');
});

test('undo keeps what became known since', async () => {
  const { desk, status, model } = await open([slide('a'), ready('b')]);
  desk.remove('b');
  status.value.offer?.act();
  await desk.idle();
  expect(stage.calls).toEqual(['prepare a']);
  desk.remove('b');
  await model.whenSaved();
  await workOn('pin-1', 'a', (one) => ({ ...one, rung: 'address' }));
  await model.lookAgain();
  status.value.offer?.act();
  expect(model.slides.value.map(({ id, rung }) => `${id} ${rung}`)).toEqual(['a address', 'b bytes']);
});

test('words that a check offers are written at once, and taken back with one click', async () => {
  const { desk, model, status } = await open();
  const before = model.pin.value;
  desk.take({ kind: 'write', label: 'Now', content: { when: 'now', publishAt: null } }, null);
  expect(model.pin.value).toMatchObject({ when: 'now', publishAt: null });
  status.value.offer?.act();
  expect(model.pin.value).toMatchObject({ when: before.when, publishAt: before.publishAt });
});

test('making all slides match mends each that differs, in one step that can be undone', async () => {
  const { desk, model, status } = await open([ready('tall'), ready('wide', { width: 2000, height: 1500 })]);
  desk.take({ kind: 'match-all', ratio: '2:3', label: 'Make all slides 2:3' }, null);
  await eventually(() => expect(status.value.words).toBe('Done: Make all slides 2:3.'));
  expect(model.slides.value.map(({ mends }) => mends.map(({ kind }) => kind))).toEqual([[], ['crop']]);
  await desk.idle();
  status.value.offer?.act();
  expect(model.slides.value.map(({ mends, rung }) => [mends.length, rung])).toEqual([
    [0, 'bytes'],
    [0, 'bytes'],
  ]);
});

test('the host is asked for before anything is awaited, and every slide from there is read again', async () => {
  const blocked = { rung: 'none', problem: 'NEEDS_PERMISSION' } as const;
  const { desk, model } = await open([slide('a', blocked), slide('b', blocked), ready('c')]);
  desk.take({ kind: 'ask-permission', host: 'pictures.test', label: '' }, 'a');
  expect(stage.calls).toEqual(['ask https://pictures.test/*']);
  await eventually(() => expect(stage.calls).toHaveLength(3));
  await desk.idle();
  expect(stage.calls).toEqual(['ask https://pictures.test/*', 'prepare a', 'prepare b']);
  expect(model.slides.value.every(({ rung }) => rung === 'bytes')).toBe(true);
});

test('a refused permission leaves the slide as it was, and says so', async () => {
  stage.grants = false;
  const { desk, model, status } = await open([slide('a', { rung: 'address' })]);
  desk.askHost(model.slides.value[0]!);
  await eventually(() => expect(status.value).toMatchObject({ tone: 'warn' }));
  expect(model.slides.value[0]?.rung).toBe('address');
});

test('a composer opened again goes on with what was left unread, and with what a grant now allows', async () => {
  stage.granted = (origin) => origin.includes('granted');
  const { desk } = await open([
    slide('a'),
    slide('b', { rung: 'none', problem: 'NEEDS_PERMISSION' }),
    slide('c', { rung: 'address' }),
    slide('d', { rung: 'address', url: 'https://granted.test/d.jpg' }),
    ready('e'),
  ]);
  await desk.resume();
  await desk.idle();
  expect([...stage.calls].sort()).toEqual(['prepare a', 'prepare b', 'prepare d']);
});

test('a picture is taken from the screen only when asked', async () => {
  const { desk, model } = await open([slide('a', { rung: 'none', problem: 'NOT_AN_IMAGE' })]);
  desk.take({ kind: 'take-from-screen', label: '' }, 'a');
  expect(model.slides.value[0]).toMatchObject({ fromScreen: true, rung: 'reading', problem: '' });
});
