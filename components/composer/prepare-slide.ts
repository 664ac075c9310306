import { prepareSlide } from '../../lib/browser/messages';
import { readPin } from '../../lib/store/pins';

/**
 * Has the worker take a slide up the ladder. An SVG, which Chromium's worker cannot draw, is drawn here, where there is a DOM,
 * and handed to the worker again. Never rejects.
 */
export async function prepareAndDraw(pinId: string, slideId: string, tabId: number | null): Promise<void> {
  await prepareSlide(pinId, slideId, tabId);
  const pin = await readPin(pinId);
  const isDrawing = pin?.slides.some(({ id, problem }) => id === slideId && problem === 'NEEDS_DRAWING');
  if (!isDrawing) return;
  const { drawKept } = await import('./draw-kept');
  await drawKept(pinId, slideId);
  await prepareSlide(pinId, slideId, tabId);
}
