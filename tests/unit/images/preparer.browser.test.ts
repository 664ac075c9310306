import { expect, test, vi } from 'vitest';
import { createPreparer } from '../../../lib/images/preparer';
import { drawSlide } from '../../../lib/images/svg';
import { readAgain } from '../../../lib/pin/slide';
import { createPin, createWorld } from './fake-world';
import { decode, differenceFromScene, drawBlob, loadFile } from './pixels';

const [ONE, TWO, THREE] = ['one', 'two', 'three'].map((name) => `https://${name}.example.net/photo.jpg`) as [
  string,
  string,
  string,
];

const plain = (width: number, height: number, colour: string) =>
  drawBlob(width, height, (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#fff';
    pen.fillRect(width * 0.1, height * 0.1, width * 0.3, height * 0.2);
  });

const prepare = (world: ReturnType<typeof createWorld>, tabId: number | null = null) => {
  const preparer = createPreparer(world);
  return Promise.all(world.pins.get('pin')!.slides.map(({ id }) => preparer.prepareSlide('pin', id, tabId)));
};

test('keeps a WebP both as it came and as the JPEG to send', async () => {
  const webp = await loadFile('lossy.webp');
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: webp } });
  await prepare(world);
  const { rung, original, ready, problem, focus, width } = world.slide();
  expect({ rung, problem, width }).toEqual({ rung: 'bytes', problem: '', width: 120 });
  expect(original).toMatchObject({ type: 'image/webp', bytes: webp.size });
  expect(ready?.type).toBe('image/jpeg');
  expect(focus?.x).toBeGreaterThan(0);
  expect([...world.blobs.keys()].sort()).toEqual([original!.hash, ready!.hash].sort());
  expect(world.blobs.get(ready!.hash)?.type).toBe('image/jpeg');
  expect(differenceFromScene(await decode(world.blobs.get(ready!.hash)!))).toBeLessThanOrEqual(10);
});

test('keeps a good JPEG once, to be sent byte for byte', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: await loadFile('plain.jpg') } });
  await prepare(world);
  expect(world.slide().ready).toEqual(world.slide().original);
  expect(world.blobs.size).toBe(1);
});

test('makes mends from the stored bytes, without asking the host again', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: await loadFile('plain.jpg') } });
  const preparer = createPreparer(world);
  await preparer.prepareSlide('pin', 'slide-0', null);
  await world.updatePin('pin', (pin) => ({
    ...pin,
    slides: [{ ...pin.slides[0]!, rung: 'reading', ready: null, mends: [{ kind: 'crop', ratio: '1:1', focus: null }] }],
  }));
  await preparer.prepareSlide('pin', 'slide-0', null);
  expect(world.slide()).toMatchObject({ rung: 'bytes', ready: { width: 80, height: 80 } });
  expect(world.asked).toHaveLength(1);
});

test('reports why a picture is bad, and still prepares the other slides', async () => {
  const hosts = {
    [ONE]: await loadFile('plain.jpg'),
    [TWO]: new Blob(['<!doctype html>']),
    [THREE]: await loadFile('plain.png'),
  };
  const world = createWorld(createPin([ONE, TWO, THREE]), { hosts });
  await prepare(world);
  expect([0, 1, 2].map((index) => [world.slide(index).rung, world.slide(index).problem])).toEqual([
    ['bytes', ''],
    ['none', 'WEB_PAGE'],
    ['bytes', ''],
  ]);
});

test('a silent host holds up no other slide', async () => {
  const silent = () => new Promise<Response>(() => {});
  const world = createWorld(createPin([ONE, TWO]), { hosts: { [ONE]: silent, [TWO]: await loadFile('plain.jpg') } });
  void prepare(world);
  await vi.waitFor(() => expect(world.slide(1).rung).toBe('bytes'));
  expect(world.slide(0).rung).toBe('reading');
});

test('applies a mend that the user makes during preparation', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: await loadFile('plain.jpg') } });
  const putBlob = world.putBlob;
  let changes = 0;
  world.putBlob = async (hash, blob) => {
    if (changes++ === 0)
      await world.updatePin('pin', (pin) => ({
        ...pin,
        slides: [{ ...pin.slides[0]!, mends: [{ kind: 'crop', ratio: '1:1', focus: null }] }],
      }));
    return putBlob(hash, blob);
  };
  await prepare(world);
  expect(world.slide()).toMatchObject({ mends: [{ kind: 'crop' }], ready: { width: 80, height: 80 } });
});

test('a slide removed during preparation stays removed', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: await loadFile('plain.jpg') } });
  const putBlob = world.putBlob;
  world.putBlob = async (hash, blob) => {
    await world.updatePin('pin', (pin) => ({ ...pin, slides: [] }));
    return putBlob(hash, blob);
  };
  await prepare(world);
  expect(world.pins.get('pin')?.slides).toEqual([]);
});

test('resumes a slide that a dead worker left unread, three times at most', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: () => new Promise<Response>(() => {}) } });
  for (let death = 0; death < 3; death++) {
    void createPreparer(world).prepareWaiting();
    await vi.waitFor(() => expect(world.slide().tries).toBe(death + 1));
  }
  await createPreparer(world).prepareWaiting();
  expect(world.slide()).toMatchObject({ rung: 'none', problem: 'STOPPED' });
});

test('a grant moves the slide up the ladder even when no screen is open', async () => {
  let isGranted = false;
  const hosts = {
    [ONE]: async () => (isGranted ? new Response(await loadFile('plain.jpg')) : Promise.reject(new TypeError())),
  };
  const world = createWorld(createPin([ONE]), { hosts, hasHost: async () => isGranted });
  await prepare(world);
  expect(world.slide().rung).toBe('address');
  isGranted = true;
  await createPreparer(world).prepareWaiting();
  expect(world.slide()).toMatchObject({ rung: 'bytes', problem: '' });
});

test('cuts a picture out of a screenshot when the user takes it from the screen', async () => {
  const shot = await drawBlob(800, 600, (pen) => {
    pen.fillStyle = '#333';
    pen.fillRect(0, 0, 800, 600);
    pen.fillStyle = '#c30';
    pen.fillRect(100, 60, 400, 300);
  });
  const world = createWorld(createPin([ONE], { fromScreen: true }), {
    showPicture: async () => ({ left: 50, top: 30, width: 200, height: 150, scale: 2 }),
    captureTab: async () => shot,
  });
  await prepare(world, 7);
  expect(world.slide()).toMatchObject({ rung: 'screenshot', fromScreen: true, ready: { width: 400, height: 300 } });
  const { data } = await decode(world.blobs.get(world.slide().ready!.hash)!);
  expect([data[0], data[1], data[2]]).toEqual([204, 51, 0]);
});

test('falls back to a screenshot on its own when the host refuses the picture despite permission', async () => {
  const world = createWorld(createPin([ONE]), {
    hosts: { [ONE]: 403 },
    hasHost: async () => true,
    showPicture: async () => ({ left: 0, top: 0, width: 300, height: 200, scale: 1 }),
    captureTab: () => plain(800, 600, '#369'),
  });
  await prepare(world, 7);
  expect(world.slide()).toMatchObject({ rung: 'screenshot', fromScreen: true, width: 300, height: 200 });
});

test('leftover slides do not hold up one that is asked for now', async () => {
  const silent = () => new Promise<Response>(() => {});
  const urls = ['a', 'b', 'c', 'd'].map((name) => `https://${name}.example.net/photo.jpg`);
  const hosts = { ...Object.fromEntries(urls.map((url) => [url, silent])), [ONE]: await loadFile('plain.jpg') };
  const world = createWorld(createPin([...urls, ONE]), { hosts });
  const preparer = createPreparer(world);
  void preparer.prepareWaiting();
  await preparer.prepareSlide('pin', 'slide-4', null);
  expect(world.slide(4).rung).toBe('bytes');
});

test('takes a larger proposed rendition only if it shows the same picture', async () => {
  const proposals = [TWO, THREE, 'https://four.example.net/photo.jpg'];
  const hosts = {
    [ONE]: await plain(300, 450, '#369'),
    [TWO]: await plain(900, 1350, '#933'),
    [THREE]: await plain(900, 1350, '#369'),
  };
  const world = createWorld(createPin([ONE], { proposals }), { hosts });
  await prepare(world);
  expect(world.slide()).toMatchObject({ url: ONE, width: 900, height: 1350, ready: { width: 900, height: 1350 } });
});

test('an SVG waits for a screen to draw it, then goes on like any picture', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: await loadFile('plain.svg') } });
  await prepare(world);
  expect(world.slide()).toMatchObject({ rung: 'none', problem: 'NEEDS_DRAWING' });
  await drawSlide('pin', 'slide-0', document, world);
  expect(world.slide().rung).toBe('reading');
  await prepare(world);
  expect(world.slide()).toMatchObject({ rung: 'bytes', problem: '', ready: { width: 1350, height: 900 } });
});

test('reports a full disk, and reads the slide again when asked', async () => {
  const world = createWorld(createPin([ONE]), { hosts: { [ONE]: await loadFile('plain.jpg') } });
  const { putBlob } = world;
  world.putBlob = () => Promise.reject(Object.assign(new Error('full'), { name: 'StoreFull' }));
  await prepare(world);
  expect(world.slide()).toMatchObject({ rung: 'none', problem: 'STORE_FULL' });
  world.putBlob = putBlob;
  await world.updatePin('pin', (pin) => ({ ...pin, slides: pin.slides.map(readAgain) }));
  await prepare(world);
  expect(world.slide().rung).toBe('bytes');
});
