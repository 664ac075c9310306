import sharp, { type Sharp } from 'sharp';
import { DECODED_BYTES_MAX, readHeader } from '../../lib/images/header';
import { atMost, type Figure, median } from './figure';
import { openWorkshop, type Workshop } from './images/browser';

const ROUNDS = 9;
const SLIDES = 5;
/** Megabytes in the extension's process, whatever a page holds. */
const MEMORY = 600;

/** Each kind, as its encoder makes it. Solid ones: what unpacking takes does not depend on what is shown. */
const KINDS: Record<string, (picture: Sharp) => Sharp> = {
  'baseline JPEG': (picture) => picture.jpeg(),
  'progressive JPEG': (picture) => picture.jpeg({ progressive: true }),
  'progressive 4:4:4 JPEG': (picture) => picture.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
  'turned JPEG': (picture) => picture.withMetadata({ orientation: 6 }).jpeg(),
  PNG: (picture) => picture.png({ compressionLevel: 1 }),
  '16-bit PNG': (picture) => picture.toColourspace('rgb16').png({ compressionLevel: 1 }),
  'interlaced PNG': (picture) => picture.png({ progressive: true, compressionLevel: 1 }),
  WebP: (picture) => picture.webp({ quality: 60, effort: 0 }),
  'lossless WebP': (picture) => picture.webp({ lossless: true, effort: 0 }),
  AVIF: (picture) => picture.avif({ quality: 40, effort: 0 }),
};

/**
 * What our care costs over the browser's bare decode, draw and encode of the same result; and the most memory that a
 * carousel of the heaviest pictures of each kind takes, in a process of its own.
 */
export async function run(): Promise<Figure[]> {
  return [await measureRatio(), ...(await measureMemory())];
}

async function measureRatio(): Promise<Figure> {
  const photo = await paint(6_000, 4_000, true).jpeg({ quality: 88 }).toBuffer();
  const workshop = await openWorkshop({ photo });
  try {
    const took = { ours: [] as number[], bare: [] as number[] };
    await take(workshop, 'photo', 'bare');
    for (let round = 0; round < ROUNDS; round++)
      for (const way of ['bare', 'ours'] as const) took[way].push(await take(workshop, 'photo', way));
    const figure = median(took.ours) / median(took.bare);
    const name = `crop + encode of 24 megapixels, times the browser's own ${median(took.bare).toFixed(0)} ms`;
    return atMost(1.3, { name, figure, unit: 'times' });
  } finally {
    await workshop.close();
  }
}

async function take(workshop: Workshop, name: string, way: 'ours' | 'bare'): Promise<number> {
  const { took, error } = await workshop.work(name, way);
  if (error) throw new Error(`${name}: ${error}`);
  return took;
}

async function measureMemory(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [kind, encode] of Object.entries(KINDS)) {
    const workshop = await openWorkshop({ picture: await drawHeaviest(encode) });
    try {
      for (let slide = 0; slide < SLIDES; slide++) await take(workshop, 'picture', 'ours');
      const name = `peak memory, a carousel of the heaviest ${kind}`;
      figures.push(atMost(MEMORY, { name, figure: await workshop.peak(), unit: 'MB' }));
    } finally {
      await workshop.close();
    }
  }
  return figures;
}

/** The largest 3:2 picture of a kind that we take. */
async function drawHeaviest(encode: (picture: Sharp) => Sharp): Promise<Buffer> {
  const { bytesPerPixel } = readHeader(await encode(paint(60, 40)).toBuffer());
  const width = Math.floor(Math.sqrt((DECODED_BYTES_MAX / bytesPerPixel) * 1.5)) - 2;
  return encode(paint(width, Math.floor(width / 1.5))).toBuffer();
}

/** A soft picture, with grain where it stands for a photograph. */
function paint(width: number, height: number, grain = false): Sharp {
  const picture = sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#7a9',
      ...(grain ? { noise: { type: 'gaussian', mean: 130, sigma: 18 } } : {}),
    },
    limitInputPixels: false,
  });
  return picture;
}
