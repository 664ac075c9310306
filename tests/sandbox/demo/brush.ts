/** A drawing's size in pixels, and its SVG. */
export interface Scene {
  width: number;
  height: number;
  svg: string;
}

/** Numbers from 0 to 1 that are the same at each run (mulberry32). */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One drawing after another. */
export function times(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

/** A linear gradient of these colours, downwards or (turned) to the right; use as `url(#id)`. */
export function wash(id: string, stops: string[], turned = false): string {
  const marks = stops
    .map((colour, index) => `<stop offset="${index / (stops.length - 1)}" stop-color="${colour}"/>`)
    .join('');
  return `<linearGradient id="${id}" x1="0" y1="0" x2="${turned ? 1 : 0}" y2="${turned ? 0 : 1}">${marks}</linearGradient>`;
}

/** A radial gradient that fades out. */
export function glow(id: string, colour: string): string {
  return `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
}

/** The whole drawing; `filter="url(#soft)"` blurs. */
export function paint(width: number, height: number, defs: string, body: string): Scene {
  const soft = '<filter id="soft"><feGaussianBlur stdDeviation="14"/></filter>';
  return {
    width,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${soft}${defs}</defs>${body}</svg>`,
  };
}
