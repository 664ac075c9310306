import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** What the bytes themselves say, whatever their name or declared type. */
export interface ImageFacts {
  format: 'jpeg' | 'png' | 'gif' | 'webp' | 'heif' | 'video' | 'unknown';
  /** As displayed, in pixels, EXIF rotation applied; 0 where it cannot be decoded. */
  width: number;
  height: number;
  /** Why the picture does not decode to its last row, if so. */
  damage: string | null;
}

const SIGNATURES: readonly { format: ImageFacts['format']; at: number; bytes: string }[] = [
  { format: 'jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { format: 'png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { format: 'gif', at: 0, bytes: 'GIF8' },
  { format: 'webp', at: 8, bytes: 'WEBP' },
  { format: 'heif', at: 4, bytes: 'ftyphei' },
  { format: 'heif', at: 4, bytes: 'ftypmif1' },
  { format: 'heif', at: 4, bytes: 'ftypavif' },
  { format: 'video', at: 4, bytes: 'ftyp' },
  { format: 'video', at: 0, bytes: '\x1a\x45\xdf\xa3' },
];

function sniff(bytes: Uint8Array): ImageFacts['format'] {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return SIGNATURES.find(({ at, bytes: magic }) => head.startsWith(magic, at))?.format ?? 'unknown';
}

/** Enough for any test run; the oldest goes first. */
const REMEMBERED = 500;
const known = new Map<string, Promise<ImageFacts>>();

/** Sniffs and decodes; remembered by content, since tests store the same picture again and again. Never rejects. */
export function readImageFacts(bytes: Uint8Array): Promise<ImageFacts> {
  const digest = createHash('sha1').update(bytes).digest('hex');
  const remembered = known.get(digest);
  if (remembered) return remembered;
  const facts = decode(bytes);
  known.set(digest, facts);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return facts;
}

async function decode(bytes: Uint8Array): Promise<ImageFacts> {
  const format = sniff(bytes);
  if (format !== 'jpeg' && format !== 'png') return { format, width: 0, height: 0, damage: null };
  try {
    const image = sharp(bytes, { failOn: 'warning' });
    const { autoOrient } = await image.metadata();
    await image.raw().toBuffer();
    return { format, width: autoOrient.width, height: autoOrient.height, damage: null };
  } catch (error) {
    return { format, width: 0, height: 0, damage: error instanceof Error ? error.message : String(error) };
  }
}
