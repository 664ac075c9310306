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

for (const [name, picture] of Object.entries(files)) await picture.toFile(at(name));
writeFileSync(at('plain.bmp'), await bmp());
writeFileSync(at('plain.svg'), svg);
