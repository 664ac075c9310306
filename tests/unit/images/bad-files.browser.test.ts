import { expect, test } from 'vitest';
import { readPixels } from '../../../lib/images/drawing';
import { isReadyAsItIs } from '../../../lib/images/mend';
import { openPicture } from '../../../lib/images/picture';
import { ODD_ENDS } from './odd-ends';
import { differenceFromScene, drawBlob, loadFile } from './pixels';

const cut = async (name: string, share = 0.6) => {
  const file = await loadFile(name);
  return file.slice(0, Math.floor(file.size * share));
};

const text = (...parts: string[]) => new Blob(parts);

/** A PNG that declares this size and holds next to nothing. */
function bomb(width: number, height: number): Blob {
  const header = new DataView(new ArrayBuffer(33));
  [0x89504e47, 0x0d0a1a0a, 13, 0x49484452, width, height].forEach((word, index) => {
    header.setUint32(index * 4, word);
  });
  header.setUint8(24, 8);
  header.setUint8(25, 2);
  return new Blob([header.buffer, new Uint8Array(100)]);
}

async function codeOf(blob: Blob): Promise<string> {
  const picture = await openPicture(blob).catch((error: { code: string }) => error.code);
  if (typeof picture === 'string') return picture;
  picture.bitmap.close();
  return 'opened';
}

test.each([
  'plain.jpg',
  'progressive.jpg',
  'plain.png',
  'interlaced.png',
  'lossy.webp',
  'animated.webp',
  'plain.avif',
  'plain.bmp',
])('refuses half of %s as cut off', async (name) => {
  expect(await codeOf(await cut(name))).toBe('TRUNCATED');
});

test.each(Object.keys(ODD_ENDS))('opens %s in full, and redraws it if the file is incomplete', async (name) => {
  const picture = await openPicture(await ODD_ENDS[name]!());
  expect(differenceFromScene(readPixels(picture.small))).toBeLessThanOrEqual(8);
  const corner = readPixels(picture.small).data.slice(-4);
  expect(Math.max(Math.abs(corner[0]! - 240), Math.abs(corner[1]! - 210), Math.abs(corner[2]! - 40))).toBeLessThan(12);
  picture.bitmap.close();
  if (!picture.header.isWhole) expect(isReadyAsItIs(picture, [])).toBe(false);
});

test('refuses a picture of any kind that is cut off anywhere in its data', async () => {
  const opened: string[] = [];
  const names = [
    'plain.jpg',
    'progressive.jpg',
    'restarts.jpg',
    'plain.png',
    'lossy.webp',
    'lossless.webp',
    'plain.avif',
  ];
  for (const name of names)
    for (const share of [0.3, 0.5, 0.7, 0.8, 0.9]) {
      const code = await codeOf(await cut(name, share));
      if (code !== 'TRUNCATED') opened.push(`${name} at ${share}: ${code}`);
    }
  expect(opened).toEqual([]);
});

test('refuses a cut-off JPEG even with an end marker, padding or another picture after it', async () => {
  const half = await cut('plain.jpg', 0.8);
  expect(await codeOf(new Blob([half, new Uint8Array([0xff, 0xd9])]))).toBe('TRUNCATED');
  expect(await codeOf(new Blob([half, new Uint8Array(500)]))).toBe('TRUNCATED');
  expect(await codeOf(new Blob([half, await loadFile('cmyk.jpg')]))).toBe('TRUNCATED');
});

test('opens a whole picture that ends in the same grey as missing data', async () => {
  const grey = await drawBlob(
    64,
    96,
    (pen) => {
      pen.fillStyle = '#808080';
      pen.fillRect(0, 0, 64, 96);
      pen.fillStyle = '#c30';
      pen.fillRect(8, 8, 30, 30);
    },
    'image/jpeg',
  );
  expect(await codeOf(grey)).toBe('opened');
});

test('refuses a JPEG that lacks its last rows, whatever its end says', async () => {
  const canvas = new OffscreenCanvas(300, 200);
  const pen = canvas.getContext('2d')!;
  for (let place = 0; place < 6_700; place++) {
    const [x, y] = [3 * (place % 100), 3 * Math.floor(place / 100)];
    pen.fillStyle = `hsl(${(7 * x + 13 * y) % 360} 60% ${20 + ((x * y) % 60)}%)`;
    pen.fillRect(x, y, 3, 3);
  }
  const whole = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  for (const share of [0.99, 0.98, 0.95]) {
    const ended = new Blob([whole.slice(0, share * whole.size), new Uint8Array([0xff, 0xd9])]);
    expect(await codeOf(ended), String(share)).toBe('TRUNCATED');
  }
});

test('refuses a cut-off GIF only when its first frame is incomplete', async () => {
  expect(await codeOf(await cut('animated.gif', 0.2))).toBe('TRUNCATED');
  expect(await codeOf(await cut('animated.gif', 0.95))).toBe('opened');
});

test('takes the first bytes of a picture for a cut-off picture, not an unknown format', async () => {
  for (const name of ['plain.jpg', 'plain.png', 'lossy.webp', 'plain.avif', 'animated.gif'])
    expect(await codeOf((await loadFile(name)).slice(0, 12))).toBe('TRUNCATED');
});

test.each([
  ['EMPTY', text()],
  ['WEB_PAGE', text('\n<!DOCTYPE html><html><head><title>Sign in</title></head></html>')],
  ['WEB_PAGE', text('<!-- x --><html lang="en"><body></body></html>')],
  ['NOT_AN_IMAGE', text('{"error":"not found"}')],
  ['NOT_AN_IMAGE', text('%PDF-1.7 and so on')],
  ['NOT_AN_IMAGE', new Blob([new Uint8Array(5000)])],
  ['UNSUPPORTED', text('II*\0', 'a TIFF')],
  ['UNSUPPORTED', text('8BPS', 'a Photoshop file')],
  ['BOMB', bomb(60_000, 60_000)],
  ['BOMB', bomb(4_000_000_000, 1)],
])('reports %s', async (code, blob) => {
  expect(await codeOf(blob)).toBe(code);
});

test('refuses a PNG with damaged data, as damaged or cut off', async () => {
  const bytes = new Uint8Array(await (await loadFile('plain.png')).arrayBuffer());
  bytes.fill(0x55, 60, bytes.length - 40);
  expect(['DAMAGED', 'TRUNCATED']).toContain(await codeOf(new Blob([bytes])));
});

test('goes by the content, not by a wrong file name or type', async () => {
  const webp = await loadFile('lossy.webp');
  const { facts, bitmap } = await openPicture(new File([webp], 'photo.jpg', { type: 'image/jpeg' }));
  bitmap.close();
  expect(facts.type).toBe('image/webp');
});

test('gets through a long run of comments quickly', async () => {
  const comments = '<!--a-->'.repeat(60);
  const start = performance.now();
  expect(await codeOf(text(comments, '<p'))).toBe('NOT_AN_IMAGE');
  expect(performance.now() - start).toBeLessThan(500);
});
