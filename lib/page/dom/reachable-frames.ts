import { boxOf, findAll } from './dom';

/** Frames smaller than this on a side are counters and buttons. */
const MIN_SIDE = 200;
const MAX_FRAMES = 20;

/** The documents of the frames that a page can reach itself (same origin, `srcdoc`), large enough to show a picture. */
export function findFrames(document: Document): { document: Document; location: Location }[] {
  const found: { document: Document; location: Location }[] = [];
  const elements = findAll(document, 'iframe,frame');
  for (let i = 0; i < elements.length && found.length < MAX_FRAMES; i++) {
    const box = boxOf(elements[i]!);
    if (Math.min(box.width, box.height) < MIN_SIDE) continue;
    try {
      const inner = (elements[i] as HTMLIFrameElement).contentDocument;
      const location = inner?.defaultView?.location;
      if (inner && location) found.push({ document: inner, location });
    } catch {
      // Another origin's: the extension collects there by itself where it may.
    }
  }
  return found;
}
