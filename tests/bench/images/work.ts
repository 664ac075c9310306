// Runs in a worker of a page: what the extension's worker does with a picture, and what the browser does by itself.

import { makeReady } from '../../../lib/images/mend';
import { CENTER, cropBox, type Mend } from '../../../lib/pin/slide';

const CROP: Mend[] = [{ kind: 'crop', ratio: '2:3', focus: CENTER }];

/** Everything between the bytes and the facts of what will be uploaded: cropped to 2:3, encoded as JPEG. */
async function ours(blob: Blob): Promise<number> {
  const made = await makeReady(blob, CROP);
  return made?.ready?.facts.bytes ?? 0;
}

/** The same result by the browser's bare means: decode, one draw, encode. */
async function bare(blob: Blob): Promise<number> {
  const bitmap = await createImageBitmap(blob);
  const { left, top, width, height } = cropBox(bitmap, '2:3', CENTER);
  const pen = new OffscreenCanvas(1200, 1800).getContext('2d')!;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, left, top, width, height, 0, 0, 1200, 1800);
  bitmap.close();
  return (await pen.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })).size;
}

const WAYS = { ours, bare };

/** Answers how long a way takes with a picture, in milliseconds, and what it came to in bytes. */
self.onmessage = async ({ data: { address, way } }: MessageEvent<{ address: string; way: keyof typeof WAYS }>) => {
  try {
    const blob = await (await fetch(address)).blob();
    const startedAt = performance.now();
    const bytes = await WAYS[way](blob);
    self.postMessage({ took: performance.now() - startedAt, bytes });
  } catch (error) {
    self.postMessage({ took: 0, bytes: 0, error: (error as { code?: string }).code ?? String(error) });
  }
};
