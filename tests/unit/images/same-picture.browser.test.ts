import { expect, test } from 'vitest';
import { openPicture } from '../../../lib/images/picture';
import { isSamePicture, takeFingerprint, takeLook } from '../../../lib/images/small-copy';
import { bitsApart, isSameLook } from '../../../lib/store/earlier';
import { drawBlob } from './pixels';

type Pen = OffscreenCanvasRenderingContext2D;

/** Stands for a photograph: soft shapes of many colours and sizes, another one for each seed. */
function paintScene(seed: number): (pen: Pen) => void {
  let state = seed * 7919 + 17;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  return (pen) => {
    const { width, height } = pen.canvas;
    const colour = () => `hsl(${random() * 360} ${20 + random() * 60}% ${15 + random() * 70}%)`;
    pen.fillStyle = colour();
    pen.fillRect(0, 0, width, height);
    for (let index = 0; index < 40; index++) {
      pen.fillStyle = colour();
      pen.beginPath();
      const [x, y, across, down] = [
        random() * width,
        random() * height,
        random() * width * 0.25,
        random() * height * 0.2,
      ];
      pen.ellipse(x, y, across + 4, down + 4, random() * 3, 0, 7);
      pen.fill();
    }
  };
}

/** A dress on white: only colour and pattern differ from one to another. */
const paintProduct = (hue: number, stripes: number) => (pen: Pen) => {
  const { width, height } = pen.canvas;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  for (let stripe = 0; stripe < stripes; stripe++) {
    pen.fillStyle = `hsl(${hue} 60% ${stripe % 2 ? 35 : 60}%)`;
    pen.fillRect(width * 0.38, height * (0.2 + (0.6 * stripe) / stripes), width * 0.24, (height * 0.6) / stripes + 1);
  }
};

async function measure(blob: Blob) {
  const { small, bitmap } = await openPicture(blob);
  bitmap.close();
  return { fingerprint: takeFingerprint(small), look: takeLook(small) };
}

async function redraw(
  blob: Blob,
  {
    scale = 1,
    trim = 0,
    type = 'image/jpeg',
    quality = 0.5,
  }: { scale?: number; trim?: number; type?: string; quality?: number },
): Promise<Blob> {
  const bitmap = await createImageBitmap(blob);
  const [left, top] = [bitmap.width * trim, bitmap.height * trim];
  const [width, height] = [bitmap.width - 2 * left, bitmap.height - 2 * top];
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const pen = canvas.getContext('2d')!;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type, quality });
}

const SCENES = Array.from({ length: 12 }, (_, seed) => seed);
const draw = (seed: number) => drawBlob(800, 1200, paintScene(seed));

test('a look survives another size, poor JPEG quality, another format and a trimmed edge', async () => {
  for (const seed of SCENES) {
    const blob = await draw(seed);
    const { look } = await measure(blob);
    const kin = {
      small: { scale: 0.1 },
      poor: { quality: 0.2 },
      webp: { type: 'image/webp', scale: 0.5 },
      trim: { trim: 0.02 },
    };
    for (const [name, change] of Object.entries(kin)) {
      const other = (await measure(await redraw(blob, change))).look;
      expect(bitsApart(look!, other!), `scene ${seed}, ${name}`).toBeLessThanOrEqual(8);
      expect(isSameLook(look, other)).toBe(true);
    }
  }
});

test('different pictures have different looks, and a plain one has none', async () => {
  const looks = await Promise.all(SCENES.map(async (seed) => (await measure(await draw(seed))).look!));
  const closest = Math.min(...looks.flatMap((one, at) => looks.slice(at + 1).map((other) => bitsApart(one, other))));
  expect(closest).toBeGreaterThan(12);
  const plain = await drawBlob(200, 300, (pen) => pen.fillRect(0, 0, 200, 300));
  expect((await measure(plain)).look).toBeUndefined();
  expect(isSameLook(undefined, undefined)).toBe(false);
});

test('a fingerprint recognises a rendition in any size and format', async () => {
  for (const blob of [...(await Promise.all(SCENES.map(draw))), await drawBlob(600, 900, paintProduct(200, 9))]) {
    const { fingerprint } = await measure(blob);
    for (const change of [{ scale: 0.2 }, { quality: 0.3 }, { type: 'image/webp', scale: 0.37 }])
      expect(isSamePicture(fingerprint, (await measure(await redraw(blob, change))).fingerprint)).toBe(true);
  }
});

test('a fingerprint tells two products on the same white background apart', async () => {
  const products = [paintProduct(0, 9), paintProduct(30, 9), paintProduct(200, 9), paintProduct(200, 2)];
  const all = await Promise.all(
    products.map(async (paint) => (await measure(await drawBlob(600, 900, paint))).fingerprint),
  );
  for (const [at, one] of all.entries())
    for (const other of all.slice(at + 1)) expect(isSamePicture(one, other)).toBe(false);
});
