/** Sizes beyond this are ids, not pixels. */
const MAX_SIDE = 6_000;

/**
 * What a picture's address says about its size: `-300x200`, `?w=1280`, `/w_1280,h_720/`, `/s1600/`. A hint, not a promise:
 * it is used only where the page declares nothing.
 * @returns image pixels, 0 where the address says nothing
 */
export function sizeHintOf(address: string): { width: number; height: number } {
  if (address.startsWith('data:')) return NONE;
  const path = address.replace(/^https?:\/\/[^/]*/, '');
  const width =
    numberOf(/[?&](?:w|width|wid|imwidth|sw|maxwidth)=(\d{2,4})(?!\d)/i, path) ||
    numberOf(/[/,_-]w[_-]?(\d{2,4})(?=[/,_.-])/i, path);
  const height =
    numberOf(/[?&](?:h|height|hei|imheight|sh|maxheight)=(\d{2,4})(?!\d)/i, path) ||
    numberOf(/[/,_-]h[_-]?(\d{2,4})(?=[/,_.-])/i, path);
  if (width || height) return { width, height };
  const pair =
    /(?<![\da-z])(\d{1,4})x(\d{1,4})(?![\da-z])/i.exec(path) ??
    /(?:resize|fit|size)=(\d{2,4})(?:,|%2C)(\d{2,4})/i.exec(path);
  if (pair && Number(pair[1]) <= MAX_SIDE && Number(pair[2]) <= MAX_SIDE)
    return { width: Number(pair[1]), height: Number(pair[2]) };
  return {
    width: numberOf(/(?<!\d)(\d{3,4})w(?=[/.])/, path) || numberOf(/[/=][sw](\d{2,4})(?=[/-]|$)/, path),
    height: 0,
  };
}

const NONE = { width: 0, height: 0 };

function numberOf(pattern: RegExp, text: string): number {
  const value = Number(pattern.exec(text)?.[1] ?? 0);
  return value <= MAX_SIDE ? value : 0;
}
