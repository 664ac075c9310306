import { expect, test } from 'vitest';
import { createCanvas } from '../../../lib/images/drawing';
import { encode, isReadyAsItIs, measureFocus, mendPicture } from '../../../lib/images/mend';
import { openPicture } from '../../../lib/images/picture';
import { CENTER, type Mend } from '../../../lib/pin/slide';
import { colourAt, decode, drawBlob } from './pixels';

type Pen = OffscreenCanvasRenderingContext2D;

/** Every column has its own red, every row its own green, so a pixel shows where it comes from. */
function paintPlaces(width: number, height: number): (pen: Pen) => void {
  return (pen) => {
    const pixels = pen.createImageData(width, height);
    for (let at = 0; at < width * height; at++)
      pixels.data.set(
        [Math.floor(((at % width) * 256) / width), Math.floor((Math.floor(at / width) * 256) / height), 128, 255],
        at * 4,
      );
    pen.putImageData(pixels, 0, 0);
  };
}

function paintNoise(pen: Pen): void {
  const { width, height } = pen.canvas;
  const pixels = pen.createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let at = 0; at < words.length; at += 16_384) crypto.getRandomValues(words.subarray(at, at + 16_384));
  for (let at = 0; at < words.length; at++) words[at]! |= 0xff000000;
  pen.putImageData(pixels, 0, 0);
}

const mend = async (blob: Blob, mends: Mend[], focus = CENTER) => mendPicture(await openPicture(blob), mends, focus);

test('a crop keeps exactly the pixels around its focus', async () => {
  const original = await drawBlob(1000, 900, paintPlaces(1000, 900));
  const cropped = await mend(original, [{ kind: 'crop', ratio: '2:3', focus: { x: 1, y: 0.5 } }]);
  expect(cropped.facts).toMatchObject({ width: 600, height: 900 });
  const [shown, whole] = [await decode(cropped.blob), await decode(original)];
  for (const [x, y] of [
    [0.01, 0.01],
    [0.5, 0.5],
    [0.99, 0.99],
  ] as const) {
    const [red, green] = colourAt(shown, x, y);
    const [wholeRed, wholeGreen] = colourAt(whole, 0.4 + 0.6 * x, y);
    expect(Math.abs(red - wholeRed) + Math.abs(green - wholeGreen)).toBeLessThanOrEqual(6);
  }
});

test('a crop without a focus of its own includes the detail', async () => {
  const original = await drawBlob(1600, 900, (pen) => {
    pen.fillStyle = '#99a';
    pen.fillRect(0, 0, 1600, 900);
    for (let at = 0; at < 40; at++) {
      pen.fillStyle = at % 2 ? '#fff' : '#a30';
      pen.fillRect(1250 + at * 5, 300, 5, 300);
    }
  });
  const picture = await openPicture(original);
  const focus = measureFocus(picture);
  picture.bitmap.close();
  const { blob } = await mend(original, [{ kind: 'crop', ratio: '2:3', focus: null }], focus);
  const shown = await decode(blob);
  const stripes = [0.1, 0.3, 0.5, 0.7, 0.9].filter((x) => colourAt(shown, x, 0.5)[1] !== colourAt(shown, x, 0.05)[1]);
  expect(stripes.length).toBeGreaterThan(0);
});

test('a pad keeps the whole picture and continues the colour of each edge', async () => {
  const original = await drawBlob(1200, 600, (pen) => {
    pen.fillStyle = 'rgb(200 40 40)';
    pen.fillRect(0, 0, 1200, 300);
    pen.fillStyle = 'rgb(40 40 200)';
    pen.fillRect(0, 300, 1200, 300);
  });
  const { blob, facts } = await mend(original, [{ kind: 'pad', ratio: '1:1', fill: 'edge' }]);
  expect(facts).toMatchObject({ width: 1200, height: 1200 });
  const shown = await decode(blob);
  expect(colourAt(shown, 0.5, 0.05)).toEqual(colourAt(shown, 0.5, 0.3));
  expect(colourAt(shown, 0.5, 0.95)).toEqual(colourAt(shown, 0.5, 0.7));
  expect(Math.abs(colourAt(shown, 0.5, 0.05)[0] - 200)).toBeLessThanOrEqual(3);
});

test('a blurred pad takes its colour from the picture', async () => {
  const original = await drawBlob(1200, 600, (pen) => {
    pen.fillStyle = 'rgb(10 200 10)';
    pen.fillRect(0, 0, 1200, 600);
  });
  const { blob } = await mend(original, [{ kind: 'pad', ratio: '2:3', fill: 'blur' }]);
  const [red, green, blue] = colourAt(await decode(blob), 0.5, 0.02);
  expect(Math.abs(red - 10) + Math.abs(green - 200) + Math.abs(blue - 10)).toBeLessThanOrEqual(9);
});

test('shrinking stops at the size that Pinterest shows, or at the minimum', async () => {
  const shrunk = await mend(await drawBlob(2400, 3600, paintPlaces(2400, 3600), 'image/jpeg'), [{ kind: 'shrink' }]);
  expect(shrunk.facts).toMatchObject({ width: 1200, height: 1800 });
  const wide = await mend(await drawBlob(3000, 1000, paintPlaces(3000, 1000), 'image/jpeg'), [{ kind: 'shrink' }]);
  expect(wide.facts).toMatchObject({ width: 2700, height: 900 });
});

test('shrinking far blends fine lines instead of dropping them', async () => {
  const original = await drawBlob(4800, 1600, (pen) => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 4800, 1600);
    pen.fillStyle = '#000';
    for (let x = 0; x < 4800; x += 8) pen.fillRect(x, 0, 1, 1600);
  });
  const { blob } = await mend(original, [{ kind: 'crop', ratio: '1:1', focus: null }, { kind: 'shrink' }]);
  const shown = await decode(blob);
  const row = Array.from(
    { length: shown.width },
    (_, x) => shown.data[(Math.floor(shown.height / 2) * shown.width + x) * 4]!,
  );
  // One black pixel in eight: an eighth darker on average, however the lines fall between the pixels.
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  expect(Math.abs(mean - 223)).toBeLessThan(8);
});

test('enlarges only when asked, and only to the minimum size', async () => {
  const small = await drawBlob(300, 450, paintPlaces(300, 450));
  expect((await mend(small, [{ kind: 'shrink' }])).facts).toMatchObject({ width: 300, height: 450 });
  expect((await mend(small, [{ kind: 'enlarge' }])).facts).toMatchObject({ width: 600, height: 900 });
});

test('encodes with the best JPEG quality that fits, and refuses when none does', async () => {
  const { canvas, pen } = createCanvas({ width: 600, height: 900 });
  paintNoise(pen);
  const kinds = { keepsAlpha: false, isLossless: false };
  const full = await encode(canvas, kinds);
  const tight = await encode(canvas, { ...kinds, maxBytes: Math.floor(full.size * 0.7) });
  expect(tight.type).toBe('image/jpeg');
  expect(tight.size).toBeLessThanOrEqual(full.size * 0.7);
  expect(tight.size).toBeGreaterThan(full.size * 0.45);
  await expect(encode(canvas, { ...kinds, maxBytes: 1000 })).rejects.toMatchObject({ code: 'TOO_HEAVY' });
});

test('keeps a drawing as PNG when that is smaller, and turns a photograph into JPEG', async () => {
  const flat = createCanvas({ width: 600, height: 900 });
  flat.pen.fillRect(100, 100, 300, 300);
  expect((await encode(flat.canvas, { keepsAlpha: false, isLossless: true })).type).toBe('image/png');
  const busy = createCanvas({ width: 600, height: 900 });
  paintNoise(busy.pen);
  expect((await encode(busy.canvas, { keepsAlpha: false, isLossless: true })).type).toBe('image/jpeg');
});

test('brings a picture over 20 MB under the limit without being asked', async () => {
  const heavy = await drawBlob(2600, 3000, paintNoise);
  expect(heavy.size).toBeGreaterThan(20_000_000);
  const picture = await openPicture(heavy);
  expect(isReadyAsItIs(picture, [])).toBe(false);
  const { facts } = await mendPicture(picture, [], CENTER);
  expect(facts.bytes).toBeLessThan(20_000_000);
});
