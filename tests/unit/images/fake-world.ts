import type { SlideWorld } from '../../../lib/images/world';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';

export const PAGE_URL = 'https://blog.example.com/post';

/** A draft with one slide for each address; ids are `slide-0`, `slide-1` … */
export function createPin(urls: string[], change: Partial<Slide> = {}): Pin {
  const pin = createDraft({
    id: 'pin',
    source: { pageUrl: PAGE_URL, pageTitle: 'Post', collectedAt: 0 },
    handOver: 'at-time',
    now: 0,
  });
  const slides = urls.map((url, index) => ({
    ...createSlide({ id: `slide-${index}`, url, text: '', width: 0, height: 0 }),
    ...change,
  }));
  return { ...pin, slides };
}

/** What a host answers for an address: bytes, a status, a network error (null), or whatever a test does. */
type Answer = Blob | number | null | (() => Promise<Response>);

export interface FakeWorld extends SlideWorld {
  pins: Map<string, Pin>;
  blobs: Map<string, Blob>;
  /** Addresses asked for, in order. */
  asked: string[];
  slide: (index?: number) => Slide;
}

/** A world in memory: a store, hosts by address, and what the browser allows. */
export function createWorld(
  pin: Pin,
  { hosts = {}, ...rest }: { hosts?: Record<string, Answer> } & Partial<SlideWorld> = {},
): FakeWorld {
  const pins = new Map([[pin.id, pin]]);
  const blobs = new Map<string, Blob>();
  const asked: string[] = [];
  return {
    pins,
    blobs,
    asked,
    slide: (index = 0) => pins.get(pin.id)!.slides[index]!,
    now: () => Date.now(),
    fetch: async (input) => {
      const url = String(input);
      asked.push(url);
      const answer = hosts[url] ?? null;
      if (typeof answer === 'function') return answer();
      if (answer === null) throw new TypeError('Failed to fetch');
      return typeof answer === 'number' ? new Response('no', { status: answer }) : new Response(answer);
    },
    readPin: async (id) => pins.get(id),
    listPins: async () => [...pins.values()],
    updatePin: async (id, change) => {
      const before = pins.get(id);
      const after = before && change(before);
      if (after) pins.set(id, after);
      return after ?? before;
    },
    putBlob: async (hash, blob) => void blobs.set(hash, blob),
    readBlob: async (hash) => blobs.get(hash),
    hasHost: async () => false,
    readInPage: async () => null,
    showPicture: async () => null,
    captureTab: async () => null,
    drawSvg: null,
    ...rest,
  };
}
