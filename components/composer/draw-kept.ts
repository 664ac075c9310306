import { drawSlide } from '../../lib/images/draw-slide';
import { putBlob, readBlob } from '../../lib/store/blobs';
import { readPin, updatePin } from '../../lib/store/pins';

/** Draws a slide's SVG as it is kept in the store, by this screen's document, and keeps the drawing beside it. */
export async function drawKept(pinId: string, slideId: string): Promise<void> {
  await drawSlide(pinId, slideId, document, { readPin, readBlob, putBlob, updatePin });
}
