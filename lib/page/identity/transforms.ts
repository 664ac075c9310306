/** What image servers write into the paths of pictures: sizes, crops, filters, formats. */

/** Folders that image services put before the picture's own path: sizes, crops, filters. */
const TRANSFORM_WORDS = wordSet(
  '- resize resized crop cropped fit-in fit fill smart thumb thumbs thumbnail thumbnails thumbor preview strip quality format scale max width height dims dims1 dims2 dims3 dims4 styles public image images img upload uploads unsafe cdn-cgi true false small medium large full orig original originals master hero square portrait landscape',
);

/** What stands before "_", "=" or ":" in a folder that transforms (Cloudinary, Thumbor, imgproxy, Cloudflare). */
const TRANSFORM_PREFIXES = wordSet(
  'c w h q f t g e b o r x y z l a fl ar dpr vf u width height quality fit format size rs rt s plain rot crop resize filters',
);

/** Ends of names of files that show a picture. */
export const EXTENSIONS = wordSet('jpg jpeg pjpeg jfif png webp gif avif heic bmp tif tiff svg ashx asp aspx php img');

/** Whether a folder, or a file's name without its end, says only how a picture is to be delivered. Lower case. */
export function isTransform(segment: string): boolean {
  if (TRANSFORM_WORDS.has(segment)) return true;
  const mark = segment.search(/[_=:,x\d]/);
  if (mark < 0) return false;
  if (/^\d{1,4}$/.test(segment)) return isSize(Number(segment));
  if (/^(?:\d{1,4}w|\d+[x_,:]\d+!?|v\d{6,}|[whs]\d+(?:-[\w-]+)?)$/.test(segment)) return true;
  const prefix = segment.search(/[_=:]/);
  return prefix > 0 && prefix < 9 && TRANSFORM_PREFIXES.has(segment.slice(0, prefix));
}

/** A folder of digits: a size, unless it is a year, a month or a day. */
function isSize(number: number): boolean {
  return number > 31 && (number < 1990 || number > 2039);
}

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
