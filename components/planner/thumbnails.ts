import type { Pin } from '../../lib/pin/pin';
import type { Slide } from '../../lib/pin/slide';

/** What pictures need of the world: the kept bytes by hash, and object addresses for them. */
export interface ThumbnailWorld {
  readBlob: (hash: string) => Promise<Blob | undefined>;
  createUrl: (blob: Blob) => string;
  revokeUrl: (url: string) => void;
}

/** Small pictures for rows that come and go. */
export interface Thumbnails {
  /**
   * An address that shows the pin's first slide: of the kept bytes, else the picture's own; '' when there is none. Each
   * call must be paid back with one `release` of the same pin.
   */
  take: (pin: Pin) => Promise<string>;
  release: (pin: Pin) => void;
}

interface Held {
  url: Promise<string>;
  users: number;
}

/** One object address per picture while any row shows it; given back a moment after the last row is gone. */
export function createThumbnails(world: ThumbnailWorld): Thumbnails {
  const held = new Map<string, Held>();

  async function open(hash: string): Promise<string> {
    const blob = await world.readBlob(hash).catch(() => undefined);
    return blob ? world.createUrl(blob) : '';
  }

  return {
    async take(pin) {
      const slide = pin.slides[0];
      const hash = hashOf(slide);
      if (hash === null) return addressOf(slide);
      const known = held.get(hash) ?? { url: open(hash), users: 0 };
      known.users++;
      held.set(hash, known);
      return (await known.url) || addressOf(slide);
    },
    release(pin) {
      const hash = hashOf(pin.slides[0]);
      const known = hash === null ? undefined : held.get(hash);
      if (hash === null || !known || --known.users > 0) return;
      held.delete(hash);
      void known.url.then((url) => url && world.revokeUrl(url));
    },
  };
}

/** The bytes that show the slide as it will be pinned, else as it was found. */
function hashOf(slide: Slide | undefined): string | null {
  return slide?.ready?.hash ?? slide?.original?.hash ?? null;
}

/** Only public addresses: a blob: address belongs to a page that may be gone. */
function addressOf(slide: Slide | undefined): string {
  return slide && /^(https?|data):/.test(slide.url) ? slide.url : '';
}
