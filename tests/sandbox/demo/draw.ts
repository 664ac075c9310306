import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Scene } from './brush.ts';
import { drawCake, drawEditor, drawGarden, drawNook } from './interiors.ts';
import { drawCabin, drawFields } from './landscapes.ts';

/** Draws the magazine's pictures into `pictures/`, one in each format that browsers show. Run it after a change to a drawing. */
const pictures: Record<string, [draw: () => Scene, encode: (image: Sharp) => Sharp]> = {
  'apple-cake.jpg': [drawCake, (image) => image.jpeg({ quality: 82, mozjpeg: true })],
  'autumn-fields.jpg': [drawFields, (image) => image.jpeg({ quality: 80, mozjpeg: true })],
  'lake-cabin.png': [drawCabin, (image) => image.png({ palette: true, colours: 128, effort: 10 })],
  'terrace-garden.webp': [drawGarden, (image) => image.webp({ quality: 80, effort: 6 })],
  'reading-nook.avif': [drawNook, (image) => image.avif({ quality: 60, effort: 6 })],
  'editor.png': [drawEditor, (image) => image.png({ palette: true, effort: 10 })],
};

for (const [file, [draw, encode]] of Object.entries(pictures)) {
  const { svg } = draw();
  const { width, height, size } = await encode(sharp(Buffer.from(svg))).toFile(
    path.join(import.meta.dirname, 'pictures', file),
  );
  console.log(`${file}: ${width} × ${height}, ${Math.round(size / 1000)} kB`);
}
