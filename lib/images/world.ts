import type { Pin } from '../pin/pin';
import type { PictureProblemCode } from '../pin/problem';

/** What preparing a slide needs of the world. */
export interface SlideWorld {
  /** Epoch ms. */
  now: () => number;
  fetch: typeof fetch;

  readPin: (id: string) => Promise<Pin | undefined>;
  listPins: () => Promise<Pin[]>;
  /** One transaction; undefined from `change` leaves the pin. */
  updatePin: (id: string, change: (pin: Pin) => Pin | undefined) => Promise<Pin | undefined>;
  putBlob: (hash: string, blob: Blob) => Promise<void>;
  readBlob: (hash: string) => Promise<Blob | undefined>;

  /** Whether we may read from that address's host. */
  hasHost: (url: string) => Promise<boolean>;
  /** Reads in the page's own context; null when the tab is gone or the page itself may not read it. */
  readInPage: (tabId: number, url: string) => Promise<Blob | null>;
  /** Scrolls a picture into view; null when the tab does not show it. */
  showPicture: (tabId: number, url: string) => Promise<ShownAt | null>;
  /** What the tab shows; null when it is not the visible one or the grant has ended. */
  captureTab: (tabId: number) => Promise<Blob | null>;
  /** Draws an SVG as PNG; null where there is no DOM (Chromium's worker): then a screen does it, see `draw-slide.ts`. */
  drawSvg: ((svg: Blob) => Promise<Blob>) | null;
}

export interface ShownAt {
  /** CSS pixels from the viewport's corner. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Device pixels per CSS pixel, page zoom included. */
  scale: number;
}

/** Why a picture cannot be read or mended. The code is all there is: words and remedies are in `lib/pin/problem.ts`. */
export class PictureError extends Error {
  override name = 'PictureError';
  readonly code: PictureProblemCode;

  constructor(code: PictureProblemCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}
