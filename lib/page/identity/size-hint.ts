/** Sizes beyond this are ids, not pixels. */
const MAX_SIDE = 6_000;
const NONE = { width: 0, height: 0 };

const WIDTH_NAMES = new Set(['w', 'width', 'wid', 'imwidth', 'sw', 'maxwidth', 's', 'ux', 'sx', 'sl']);
const HEIGHT_NAMES = new Set(['h', 'height', 'hei', 'imheight', 'sh', 'maxheight', 'uy', 'sy']);
/** Names that are written right before the number. */
const CLOSE_NAMES = new Set(['w', 'h', 's', 'ux', 'sx', 'sl', 'uy', 'sy']);
/** A number with the letters before it, what joins them, and a second number: "w=1280", "w_300", "-300x200", "s1600", "780w". */
const NUMBER = /([a-z]{0,9})([-_=]?)(\d{2,4})(?:(x|,|%2c)(\d{2,4}))?(w(?=[/.]))?(?![\da-z])/g;

/**
 * What a picture's address says about its size: `-300x200`, `?w=1280`, `/w_1280,h_720/`, `/s1600/`. A hint, not a promise:
 * it is used only where the page declares nothing.
 * @returns image pixels, 0 where the address says nothing
 */
export function sizeHintOf(address: string): { width: number; height: number } {
  const slash = address.indexOf('/', 8);
  if (slash < 0 || address.startsWith('data:')) return NONE;
  let width = 0;
  let height = 0;
  const path = address.slice(slash).toLowerCase();
  for (const match of path.matchAll(NUMBER)) {
    const [, letters = '', joint = '', first, between, second, isWidth] = match;
    const number = Number(first);
    if (number > MAX_SIDE) continue;
    // Behind a joint two numbers are a size, whatever word stands before: "photo-300x200".
    const isJoined = between === 'x' && (joint === '-' || joint === '_');
    if (second !== undefined && (isJoined || /^(?:|resize|fit|size|crop|x)$/.test(letters))) {
      if (Number(second) <= MAX_SIDE && !width) [width, height] = [number, Number(second)];
    } else if (WIDTH_NAMES.has(letters) && (joint || CLOSE_NAMES.has(letters))) width ||= number;
    else if (HEIGHT_NAMES.has(letters) && (joint || CLOSE_NAMES.has(letters))) height ||= number;
    else if (isWidth && number > 99) width ||= number;
  }
  return { width, height };
}
