import { hasHost } from '../browser/permissions';
import { readInPage } from '../browser/read-in-page';
import { captureTab, showPicture } from '../browser/screenshot';
import { drawSvg } from '../images/svg';
import { prepareSlide, prepareWaiting } from '../slides/prepare';
import type { SlideWorld } from '../slides/world';
import { putBlob, readBlob } from '../store/blobs';
import { listPins, readPin, updatePin } from '../store/pins';

const world: SlideWorld = {
  now: () => Date.now(),
  fetch: (...args) => fetch(...args),
  readPin,
  listPins: () => listPins(),
  updatePin,
  putBlob,
  readBlob,
  hasHost,
  readInPage,
  showPicture,
  captureTab,
  // Firefox's event page has a DOM; Chromium's worker has none, and leaves drawings to the composer.
  drawSvg: typeof document === 'undefined' ? null : (svg) => drawSvg(svg, document),
};

/** Takes a picked slide up the ladder; its outcome is in the store when this resolves. Never rejects. */
export async function prepareInTab(pinId: string, slideId: string, tabId: number | null): Promise<void> {
  await prepareSlide(world, pinId, slideId, tabId);
}

/** Goes on with slides whose reading was cut off by the worker's end, or that waited for a grant. */
export async function resumeSlides(): Promise<void> {
  await prepareWaiting(world);
}
