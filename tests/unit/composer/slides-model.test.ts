import { expect, test, vi } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import { createPageImages } from '../../../components/composer/page-images';
import { createSlideDesk } from '../../../components/composer/slides-model';
import { createStatus } from '../../../components/composer/status';
import type { Slide } from '../../../lib/pin/slide';
import { candidate, draft, type FakeWorld, fakeWorld, page, readBytes, slide, turns } from './fake-world';

function open(slides: Slide[] = [], world: FakeWorld = fakeWorld()) {
  const model = createDraftModel({ pin: draft({ slides }), isStored: slides.length > 0 }, world, () => undefined);
  if (slides.length > 0) world.rows.set('pin-1', model.pin.value);
  const { status, say } = createStatus();
  const listening = world.listen(() => void model.lookAgain());
  const desk = createSlideDesk(model, 7, world, say);
  const images = createPageImages(page(), undefined, () => true);
  const ids = () => model.slides.value.map(({ id }) => id);
  return { world, model, desk, status, images, ids, listening };
}

const ready = (id: string, more: Partial<Slide> = {}) => readBytes(slide(id, more));

test('a picked picture is saved before the worker is asked to read it', async () => {
  const { world, desk, images, model } = open();
  const prepare = vi.spyOn(world, 'prepareSlide').mockImplementation(async () => {
    expect(world.rows.get('pin-1')?.slides).toHaveLength(1);
  });
  desk.pick(images.offered.value[0]!);
  expect(model.slides.value[0]).toMatchObject({ url: 'https://pictures.test/bowl.jpg', text: 'bowl', rung: 'reading' });
  await turns();
  expect(prepare).toHaveBeenCalledWith('pin-1', model.slides.value[0]?.id, 7);
});

test('the larger and smaller renditions the page knows go with the slide', () => {
  const { model, desk } = open();
  const facts = page({
    candidates: [
      candidate('bowl', { proposals: ['https://pictures.test/orig.jpg'], variants: ['https://pictures.test/s.jpg'] }),
    ],
  });
  desk.pick(createPageImages(facts, undefined, () => true).offered.value[0]!);
  expect(model.slides.value[0]).toMatchObject({
    proposals: ['https://pictures.test/orig.jpg'],
    variants: ['https://pictures.test/s.jpg'],
  });
});

test('what the worker read is shown, and counted while it reads', async () => {
  const { desk, images, model } = open();
  desk.pick(images.offered.value[0]!);
  desk.pick(images.offered.value[1]!);
  expect(desk.working.value).toBe(2);
  await desk.idle();
  expect(model.slides.value.map(({ rung }) => rung)).toEqual(['bytes', 'bytes']);
  expect(desk.working.value).toBe(0);
});

test('pictures picked and words typed while others are read let each be asked for once', async () => {
  const world = fakeWorld();
  const { desk, images, model } = open([], world);
  const { prepareSlide } = world;
  vi.spyOn(world, 'prepareSlide').mockImplementation(async (pinId, id, tabId) => {
    const reading = prepareSlide(pinId, id, tabId);
    model.change({ title: `Typed while ${id} is read` });
    if (model.slides.peek().length < 2) desk.pick(images.offered.value[1]!);
    await reading;
    model.change({ description: `Typed when ${id} was read` });
  });
  desk.pick(images.offered.value[0]!);
  await desk.idle();
  expect(model.slides.value.map(({ rung }) => rung)).toEqual(['bytes', 'bytes']);
  expect(world.calls).toEqual(model.slides.value.map(({ id }) => `prepare ${id}`));
});

test('a worker stopped in the middle is asked again, and a slide it never finishes says so', async () => {
  const world = fakeWorld({ prepareSlide: vi.fn(async () => undefined) });
  const { desk, images, model } = open([], world);
  desk.pick(images.offered.value[0]!);
  await desk.idle();
  expect(world.prepareSlide).toHaveBeenCalledTimes(3);
  expect(model.slides.value[0]).toMatchObject({ rung: 'none', problem: 'IMAGE_NOT_READ' });
});

test('slides move to any place, keep there, and never out of the list', () => {
  const { desk, ids } = open([ready('a'), ready('b'), ready('c')]);
  desk.moveTo('a', 2);
  expect(ids()).toEqual(['b', 'c', 'a']);
  desk.moveTo('a', 1);
  expect(ids()).toEqual(['b', 'a', 'c']);
  desk.moveTo('c', 3);
  desk.moveTo('b', -1);
  expect(ids()).toEqual(['b', 'a', 'c']);
});

test('removing can be undone, with everything that was read', () => {
  const { desk, ids, status, model } = open([ready('a'), ready('b')]);
  desk.remove('a');
  expect(ids()).toEqual(['b']);
  status.value.offer?.act();
  expect(ids()).toEqual(['a', 'b']);
  expect(model.slides.value[0]?.rung).toBe('bytes');
});

test('undoing takes nothing back that became known since', async () => {
  const { world, desk, status, model } = open([slide('a'), ready('b')]);
  desk.remove('b');
  status.value.offer?.act();
  await desk.idle();
  expect(world.calls).toEqual(['prepare a']);
  desk.remove('b');
  await world.writeElsewhere({ ...model.pin.value, slides: [slide('a', { rung: 'address' })] });
  status.value.offer?.act();
  expect(model.slides.value.map(({ id, rung }) => `${id} ${rung}`)).toEqual(['a address', 'b bytes']);
});

test('words that a check offers are written at once, and taken back with one click', () => {
  const { desk, model, status } = open();
  const before = model.pin.value;
  desk.take({ kind: 'write', label: 'Now', content: { when: 'now', publishAt: null } }, null);
  expect(model.pin.value).toMatchObject({ when: 'now', publishAt: null });
  status.value.offer?.act();
  expect(model.pin.value).toMatchObject({ when: before.when, publishAt: before.publishAt });
});

test('making all slides match mends each that differs, in one step that can be undone', async () => {
  const world = fakeWorld();
  const { desk, model, status } = open([ready('tall'), ready('wide', { width: 2000, height: 1500 })], world);
  desk.take({ kind: 'match-all', ratio: '2:3', label: 'Make all slides 2:3' }, null);
  await vi.waitFor(() => expect(status.value.words).toBe('Done: Make all slides 2:3.'));
  expect(model.slides.value.map(({ mends }) => mends.map(({ kind }) => kind))).toEqual([[], ['crop']]);
  await desk.idle();
  status.value.offer?.act();
  expect(model.slides.value.map(({ mends, rung }) => [mends.length, rung])).toEqual([
    [0, 'bytes'],
    [0, 'bytes'],
  ]);
});

test('the host is asked for before anything is awaited, and every slide from there is read again', async () => {
  const world = fakeWorld();
  const blocked = { rung: 'none', problem: 'NEEDS_PERMISSION' } as const;
  const { desk, model } = open([slide('a', blocked), slide('b', blocked), ready('c')], world);
  desk.take({ kind: 'ask-permission', host: 'pictures.test', label: '' }, 'a');
  expect(world.calls).toEqual(['ask pictures.test']);
  await turns();
  await desk.idle();
  expect(world.calls).toEqual(['ask pictures.test', 'prepare a', 'prepare b']);
  expect(model.slides.value.every(({ rung }) => rung === 'bytes')).toBe(true);
});

test('a refused permission leaves the slide as it was, and says so', async () => {
  const world = fakeWorld({ grant: false });
  const { desk, model, status } = open([slide('a', { rung: 'address' })], world);
  desk.askHost(model.slides.value[0]!);
  await turns();
  expect(model.slides.value[0]?.rung).toBe('address');
  expect(status.value).toMatchObject({ tone: 'warn' });
});

test('a composer opened again goes on with what was left unread, and with what a grant now allows', async () => {
  const world = fakeWorld({ hasHost: async (url) => url.includes('granted') });
  const { desk } = open(
    [
      slide('a'),
      slide('b', { rung: 'none', problem: 'NEEDS_PERMISSION' }),
      slide('c', { rung: 'address' }),
      slide('d', { rung: 'address', url: 'https://granted.test/d.jpg' }),
      ready('e'),
    ],
    world,
  );
  await desk.resume();
  await desk.idle();
  expect(world.calls).toEqual(['prepare a', 'prepare b', 'prepare d']);
});

test('a picture is taken from the screen only when asked', async () => {
  const { desk, model } = open([slide('a', { rung: 'none', problem: 'NOT_AN_IMAGE' })]);
  desk.take({ kind: 'take-from-screen', label: '' }, 'a');
  expect(model.slides.value[0]).toMatchObject({ fromScreen: true, rung: 'reading', problem: '' });
});
