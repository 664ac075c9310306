import { prepareSlide } from '../../lib/browser/messages';
import { putBlob, readBlob } from '../../lib/store/blobs';
import { readPin, updatePin } from '../../lib/store/pins';

/**
 * Has the worker take a slide up the ladder. An SVG, which Chromium's worker cannot draw, is drawn here, where there is a DOM,
 * and handed to the worker again. Never rejects.
 */
export async function prepareAndDraw(pinId: string, slideId: string, tabId: number | null): Promise<void> {
  await prepareSlide(pinId, slideId, tabId);
  const pin = await readPin(pinId);
  const isDrawing = pin?.slides.some(({ id, problem }) => id === slideId && problem === 'NEEDS_DRAWING');
  if (!isDrawing) return;
  const { drawSlide } = await import('../../lib/images/svg');
  await drawSlide(pinId, slideId, document, { readPin, readBlob, putBlob, updatePin });
  await prepareSlide(pinId, slideId, tabId);
}
