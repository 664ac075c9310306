import { captureTab, readInPage, showPicture } from '../browser/in-page';
import { hasHost } from '../browser/permissions';
import { createPreparer } from '../images/preparer';
import { drawSvg } from '../images/svg';
import type { SlideWorld } from '../images/world';
import { putBlob, readBlob } from '../store/blobs';
import { listPins, readPin, updatePin } from '../store/pins';

const world: SlideWorld = {
  now: () => Date.now(),
  fetch: (...args) => fetch(...args),
  readPin,
  listPins: async () => [...(await listPins({ state: 'draft' })), ...(await listPins({ state: 'queued' }))],
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

const preparer = createPreparer(world);

/** Takes a picked slide up the ladder; its outcome is in the store when this resolves. Never rejects. */
export const prepareInTab = preparer.prepareSlide;

/** Goes on with slides whose reading was cut off by the worker's end, or that waited for a grant. Never rejects. */
export const resumeSlides = preparer.prepareWaiting;
