import sharp from 'sharp';

export interface PictureOptions {
  width: number;
  height: number;
  /** Degrees on the colour wheel; tells one picture from another. */
  hue?: number;
  type?: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';
}

/** Most tests ask for the same few. */
const drawn = new Map<string, Promise<Buffer>>();

/** The bytes of a picture with some content in it: a sun over hills, in one hue. */
export function drawPicture(options: PictureOptions): Promise<Buffer> {
  const name = JSON.stringify(options);
  const known = drawn.get(name) ?? draw(options);
  drawn.set(name, known);
  return known;
}

function draw({ width, height, hue = 30, type = 'jpeg' }: PictureOptions): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <rect width="100" height="100" fill="hsl(${hue},60%,85%)"/><circle cx="65" cy="30" r="12" fill="hsl(${hue},80%,95%)"/>
    <path d="M0 60 Q25 45 50 60 T100 55 V100 H0Z" fill="hsl(${hue},45%,55%)"/>
    <path d="M0 78 Q30 62 60 78 T100 74 V100 H0Z" fill="hsl(${hue},50%,35%)"/></svg>`;
  return sharp(Buffer.from(svg))[type]().toBuffer();
}
