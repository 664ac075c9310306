import sharp, { type Sharp } from 'sharp';
import { atMost, type Figure, median } from './figure';
import { openWorkshop, type Workshop } from './images/browser';

const ROUNDS = 9;
/** Megabytes in the extension's process, whatever a page holds. */
const MEMORY = 600;

/** The pictures that are heaviest to unpack among those we take, by kind. */
const HEAVIEST: Record<string, () => Promise<Buffer>> = {
  'baseline JPEG': () => paint(10_000, 8_380).jpeg().toBuffer(),
  'progressive JPEG': () => paint(8_000, 5_990).jpeg({ progressive: true }).toBuffer(),
  'progressive 4:4:4 JPEG': () =>
    paint(6_600, 5_080).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'turned JPEG': () => paint(7_000, 5_990).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  PNG: () => paint(10_000, 8_380).png({ compressionLevel: 1 }).toBuffer(),
  '16-bit PNG': () => paint(7_000, 5_990).toColourspace('rgb16').png({ compressionLevel: 1 }).toBuffer(),
  'interlaced PNG': () => paint(7_000, 5_990).png({ progressive: true, compressionLevel: 1 }).toBuffer(),
  WebP: () => paint(7_000, 5_990).webp({ quality: 60, effort: 0 }).toBuffer(),
  'lossless WebP': () => paint(7_000, 5_990).webp({ lossless: true, effort: 0 }).toBuffer(),
  AVIF: () => paint(5_800, 4_820).avif({ quality: 40, effort: 0 }).toBuffer(),
};

/**
 * What our care costs over the browser's bare decode, draw and encode of the same result; and the most memory that unpacking
 * the heaviest picture of each kind takes, in a process of its own.
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
  for (const [kind, draw] of Object.entries(HEAVIEST)) {
    const workshop = await openWorkshop({ picture: await draw() });
    try {
      const { error } = await workshop.work('picture', 'ours');
      const name = `peak memory, heaviest ${kind}${error ? ` (${error})` : ''}`;
      figures.push(atMost(MEMORY, { name, figure: await workshop.peak(), unit: 'MB' }));
    } finally {
      await workshop.close();
    }
  }
  return figures;
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
