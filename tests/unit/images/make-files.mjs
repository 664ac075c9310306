// Makes the pictures in files/: one scene in every kind. Run it again only to add a kind; encoders change with sharp.
//   node tests/unit/images/make-files.mjs
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

const WIDTH = 120;
const HEIGHT = 80;
const at = (name) => new URL(`files/${name}`, import.meta.url).pathname;

/** Four quarters: red and green above, blue and yellow below. With `alpha`, the yellow one can be seen through. */
function scene({ alpha = false, width = WIDTH, height = HEIGHT, turn = 0 } = {}) {
  const colours = [
    [220, 30, 30],
    [30, 180, 60],
    [30, 60, 210],
    [240, 210, 40],
  ];
  const channels = alpha ? 4 : 3;
  const pixels = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const quarter = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
      const colour = colours[(quarter + turn) % 4];
      pixels.set(colour, (y * width + x) * channels);
      if (alpha) pixels[(y * width + x) * channels + 3] = quarter === 3 ? 0 : 255;
    }
  return sharp(pixels, { raw: { width, height, channels } });
}

/** Frames one above the other, as sharp takes an animation. */
function frames(count) {
  const pixels = Promise.all(Array.from({ length: count }, (_, turn) => scene({ turn }).raw().toBuffer()));
  return pixels.then((all) =>
    sharp(Buffer.concat(all), { raw: { width: WIDTH, height: HEIGHT * count, channels: 3, pageHeight: HEIGHT } }),
  );
}

function bmp() {
  const row = Math.ceil((WIDTH * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * HEIGHT);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(WIDTH, 18);
  file.writeInt32LE(HEIGHT, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return scene()
    .raw()
    .toBuffer()
    .then((pixels) => {
      for (let y = 0; y < HEIGHT; y++)
        for (let x = 0; x < WIDTH; x++) {
          const [red, green, blue] = pixels.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3);
          file.set([blue, green, red], 54 + (HEIGHT - 1 - y) * row + x * 3);
        }
      return file;
    });
}

const svg = `<?xml version="1.0" encoding="UTF-8"?>
<!-- the scene --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"><title>The scene</title>
<rect width="60" height="40" fill="rgb(220,30,30)"/><rect x="60" width="60" height="40" fill="rgb(30,180,60)"/>
<rect y="40" width="60" height="40" fill="rgb(30,60,210)"/><rect x="60" y="40" width="60" height="40" fill="rgb(240,210,40)"/>
</svg>
`;

const jpeg = { quality: 95, chromaSubsampling: '4:4:4' };
const files = {
  'plain.jpg': scene().jpeg(jpeg),
  'progressive.jpg': scene().jpeg({ ...jpeg, progressive: true }),
  // Stored lying on its side: shown, it is the scene.
  'turned.jpg': scene().rotate(-90).jpeg(jpeg).withMetadata({ orientation: 6 }),
  'cmyk.jpg': scene().toColourspace('cmyk').jpeg(jpeg),
  'display-p3.jpg': scene().withIccProfile('p3').jpeg(jpeg),
  'plain.png': scene().png(),
  'interlaced.png': scene().png({ progressive: true }),
  'deep.png': scene().toColourspace('rgb16').png(),
  'alpha.png': scene({ alpha: true }).png(),
  'lossy.webp': scene().webp({ quality: 95 }),
  'lossless.webp': scene().webp({ lossless: true }),
  'alpha.webp': scene({ alpha: true }).webp({ quality: 95 }),
  'animated.webp': (await frames(3)).webp({ quality: 95, delay: [100, 100, 100] }),
  'plain.avif': scene().avif({ quality: 90, chromaSubsampling: '4:4:4' }),
  'alpha.avif': scene({ alpha: true }).avif({ quality: 90, chromaSubsampling: '4:4:4' }),
  'animated.gif': (await frames(3)).gif({ delay: [100, 100, 100] }),
};

/** The scene as it lies when a reader is to turn it by an Exif orientation (2–8). */
const LYING = {
  2: () => scene().flop(),
  3: () => scene().rotate(180),
  6: () => scene().rotate(-90),
  8: () => scene().rotate(90),
};
for (const orientation of [3, 6]) {
  files[`turned-${orientation}.png`] = LYING[orientation]().png().withMetadata({ orientation });
  files[`turned-${orientation}.webp`] = LYING[orientation]().webp({ quality: 95 }).withMetadata({ orientation });
}

/** An AVIF with one more property for its picture: `irot` or `imir` (ISO/IEC 23008-12, 6.5.10 and 6.5.12). */
async function turnAvif(picture, type, value) {
  const file = await picture.avif({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  const property = Buffer.from([0, 0, 0, 9, ...Buffer.from(type), value]);
  const at = (name, from = 0) => file.indexOf(name, from, 'latin1') - 4;
  const [meta, iprp, ipco, ipma, iloc] = ['meta', 'iprp', 'ipco', 'ipma', 'iloc'].map((name) => at(name));
  const endOf = (box) => box + file.readUInt32BE(box);
  // How many properties there are already, so as to point at the new one.
  let count = 0;
  for (let box = ipco + 8; box < endOf(ipco); box = endOf(box)) count++;
  // One picture, which is the first entry: version and flags 4, entries 4, id 2, then its number of properties.
  const associations = ipma + 8 + 8 + 2;
  file[associations]++;
  const grow = (box, by) => file.writeUInt32BE(file.readUInt32BE(box) + by, box);
  // What the picture's own bytes move by; sharp writes a base offset and one extent each, all of 4 bytes.
  const items = file.readUInt16BE(iloc + 14);
  for (let item = 0, entry = iloc + 16; item < items; item++, entry += 18) grow(entry + 4, property.length + 1);
  const parts = [
    file.subarray(0, endOf(ipco)),
    property,
    file.subarray(endOf(ipco), associations + file[associations]),
    Buffer.from([0x80 | (count + 1)]),
    file.subarray(associations + file[associations]),
  ];
  grow(ipco, property.length);
  grow(ipma, 1);
  for (const box of [iprp, meta]) grow(box, property.length + 1);
  return Buffer.concat(parts);
}
writeFileSync(at('turned-irot.avif'), await turnAvif(LYING[6](), 'irot', 3));
writeFileSync(at('turned-imir.avif'), await turnAvif(LYING[2](), 'imir', 1));

/** The scene as a JPEG of flat blocks with a restart after each row of them (ITU T.81, E.1.4), which sharp cannot write. */
async function restarts() {
  const pixels = await scene().raw().toBuffer();
  const segment = (marker, ...bytes) => [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes];
  // Code lengths: twelve codes of four bits for the differences; one of one bit, "no more", for the rest of a block.
  const [across, down] = [Math.ceil(WIDTH / 8), Math.ceil(HEIGHT / 8)];
  const file = [
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array(64).fill(1)),
    ...segment(
      0xc0,
      8,
      HEIGHT >> 8,
      HEIGHT & 255,
      WIDTH >> 8,
      WIDTH & 255,
      3,
      ...[1, 2, 3].flatMap((id) => [id, 0x11, 0]),
    ),
    ...segment(0xc4, 0x00, 0, 0, 0, 12, ...Array(12).fill(0), ...Array(12).keys()),
    ...segment(0xc4, 0x10, 1, ...Array(15).fill(0), 0),
    ...segment(0xdd, 0, across),
    ...segment(0xda, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0),
  ];
  for (let row = 0; row < down; row++) {
    if (row > 0) file.push(0xff, 0xd0 + ((row - 1) % 8));
    let bits = '';
    const before = [0, 0, 0];
    for (let column = 0; column < across; column++) {
      const at = (Math.min(HEIGHT - 1, row * 8 + 4) * WIDTH + Math.min(WIDTH - 1, column * 8 + 4)) * 3;
      const [red, green, blue] = pixels.subarray(at, at + 3);
      const light = 0.299 * red + 0.587 * green + 0.114 * blue;
      const parts = [light - 128, 0.564 * (blue - light), 0.713 * (red - light)].map((part) => Math.round(part * 8));
      parts.forEach((part, index) => {
        const difference = part - before[index];
        before[index] = part;
        const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
        const value = difference < 0 ? difference + 2 ** size - 1 : difference;
        bits += `${size.toString(2).padStart(4, '0')}${size ? value.toString(2).padStart(size, '0') : ''}0`;
      });
    }
    for (const byte of bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g)) {
      file.push(Number.parseInt(byte, 2));
      if (file.at(-1) === 0xff) file.push(0);
    }
  }
  return Buffer.from([...file, 0xff, 0xd9]);
}
writeFileSync(at('restarts.jpg'), await restarts());

files['still.gif'] = scene().gif();

for (const [name, picture] of Object.entries(files)) await picture.toFile(at(name));
writeFileSync(at('plain.bmp'), await bmp());
writeFileSync(at('plain.svg'), svg);
