import { loadFile } from './pixels';

const bytesOf = async (name: string) => new Uint8Array(await (await loadFile(name)).arrayBuffer());
const JUNK = 'x<!-- served in 12 ms -->\n';

/** A WebP that declares more bytes than it has. */
async function overstated(name: string): Promise<Blob> {
  const bytes = await bytesOf(name);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, view.getUint32(4, true) + 1000, true);
  return new Blob([bytes]);
}

const less = async (name: string, bytes: number) => {
  const file = await loadFile(name);
  return file.slice(0, file.size - bytes);
};

/** Files that show the whole scene although something is wrong at their end. */
export const ODD_ENDS: Record<string, () => Promise<Blob>> = {
  'a JPEG without its end marker': () => less('plain.jpg', 2),
  'a JPEG with padding instead of its end marker': async () =>
    new Blob([await less('plain.jpg', 2), new Uint8Array(3000)]),
  'a JPEG with text instead of its end marker': async () => new Blob([await less('plain.jpg', 2), JUNK.repeat(20)]),
  'a JPEG with another one right behind its data': async () =>
    new Blob([await less('plain.jpg', 2), await loadFile('cmyk.jpg')]),
  'a JPEG with another one behind its end': async () =>
    new Blob([await loadFile('plain.jpg'), await loadFile('cmyk.jpg')]),
  'a progressive JPEG without its end marker': () => less('progressive.jpg', 2),
  'a JPEG with restarts, without its end marker': () => less('restarts.jpg', 2),
  'a PNG without its end chunk': () => less('plain.png', 12),
  'a PNG without its end chunk and its last checksum': () => less('plain.png', 16),
  'a PNG without its end chunk and both checksums': () => less('plain.png', 20),
  'a PNG whose end chunk is cut off': () => less('interlaced.png', 2),
  'an interlaced PNG without its end chunk': () => less('interlaced.png', 12),
  'a turned PNG without its end chunk': () => less('turned-6.png', 12),
  'a lossy WebP that declares more than there is': () => overstated('lossy.webp'),
  'a lossless WebP that declares more than there is': () => overstated('lossless.webp'),
  'a WebP that declares less than there is': async () => {
    const bytes = await bytesOf('lossy.webp');
    new DataView(bytes.buffer).setUint32(4, 0, true);
    return new Blob([bytes]);
  },
  'a PNG whose last checksum is wrong': async () => {
    const bytes = await bytesOf('plain.png');
    bytes[bytes.length - 13]! ^= 0xff;
    return new Blob([bytes]);
  },
  'a WebP with its Exif data cut off': () => less('turned-6.webp', 20),
  'an AVIF that is followed by a line break': async () => new Blob([await loadFile('plain.avif'), '\n']),
  'an AVIF with a box behind it that is cut off': async () =>
    new Blob([await loadFile('plain.avif'), new Uint8Array([0, 0, 1, 0]), 'free', JUNK]),
  'a GIF without its trailer': () => less('animated.gif', 1),
  'a still GIF without the end of its data': () => less('still.gif', 2),
};
