import sharp from 'sharp';
import { createDice, glow, paint, type Scene, times, wash } from '../sandbox/demo/brush.ts';

/** Colours of one mood, from the light of the background to the darkest foreground. */
const MOODS = [
  ['#f6e3c8', '#e9b97c', '#c9764a', '#7d3f2c', '#3b2320'],
  ['#dfeaf0', '#a9c6d6', '#6793ad', '#345b78', '#1b3145'],
  ['#e8efd9', '#b9cf94', '#7fa25c', '#4a7043', '#22392a'],
  ['#f7dfe2', '#eaa9b0', '#c96a7c', '#8a3a56', '#3f1f33'],
  ['#efe9df', '#d3c2a8', '#a68f70', '#6b5a48', '#322a25'],
  ['#e2e0f2', '#b3acd9', '#7d73b4', '#4b4283', '#251f47'],
] as const;
type Mood = (typeof MOODS)[number];

const KINDS = [drawHills, drawTable, drawFlowers, drawShore] as const;

/** The bytes of a picture (JPEG) that looks like a photograph from afar: another for each number, the same at each run. */
export async function drawScene(number: number, width = 1000, height = 1500): Promise<Buffer> {
  const kind = number % KINDS.length;
  const draw = KINDS[kind] as (typeof KINDS)[number];
  const mood = MOODS[(Math.floor(number / KINDS.length) + 2 * kind) % MOODS.length] as Mood;
  const { svg } = draw(mood, createDice(number + 1), width, height);
  return sharp(Buffer.from(svg)).jpeg({ quality: 80, mozjpeg: true }).toBuffer();
}

type Dice = () => number;

function drawHills(mood: Mood, dice: Dice, width: number, height: number): Scene {
  const sun = { x: width * (0.2 + 0.6 * dice()), y: height * (0.15 + 0.2 * dice()) };
  const ridges = times(4, (index) => {
    const base = height * (0.42 + index * 0.15);
    const steps = 14;
    const line = times(
      steps + 1,
      (step) => `L${(width * step) / steps} ${base - height * 0.14 * dice() * (1 - index * 0.18)} `,
    );
    return `<path d="M0 ${height} ${line}L${width} ${height}Z" fill="${mood[index + 1]}" opacity="${0.55 + index * 0.15}"/>`;
  });
  const mist = `<ellipse cx="${width / 2}" cy="${height * 0.62}" rx="${width * 0.7}" ry="${height * 0.05}" fill="${mood[0]}" opacity=".55" filter="url(#soft)"/>`;
  return paint(
    width,
    height,
    wash('sky', [mood[1], mood[0]]) + glow('sun', '#fffdf2'),
    `<rect width="${width}" height="${height}" fill="url(#sky)"/><circle cx="${sun.x}" cy="${sun.y}" r="${width * 0.3}" fill="url(#sun)"/>${ridges}${mist}`,
  );
}

function drawTable(mood: Mood, dice: Dice, width: number, height: number): Scene {
  const edge = height * 0.58;
  const [x, y, r] = [width * (0.4 + 0.2 * dice()), height * 0.6, Math.min(width, height) * 0.34];
  const fill = times(26, () => {
    const [angle, far] = [dice() * 6.28, Math.sqrt(dice()) * 0.72 * r];
    const size = r * (0.07 + 0.09 * dice());
    return `<circle cx="${x + Math.cos(angle) * far}" cy="${y + Math.sin(angle) * far * 0.62}" r="${size}" fill="${mood[1 + Math.floor(dice() * 3)]}"/>`;
  });
  const plate = (scale: number, colour: string) =>
    `<ellipse cx="${x}" cy="${y}" rx="${r * scale}" ry="${r * scale * 0.66}" fill="${colour}"/>`;
  return paint(
    width,
    height,
    wash('wall', [mood[0], mood[1]]) + wash('wood', [mood[3], mood[4]]) + glow('light', '#fffaf0'),
    `<rect width="${width}" height="${height}" fill="url(#wall)"/><circle cx="${width * 0.2}" cy="${height * 0.15}" r="${width * 0.7}" fill="url(#light)"/>
    <rect y="${edge}" width="${width}" height="${height - edge}" fill="url(#wood)"/>
    <ellipse cx="${x}" cy="${y + r * 0.45}" rx="${r * 1.15}" ry="${r * 0.4}" fill="#000" opacity=".35" filter="url(#soft)"/>
    ${plate(1.08, '#fbf8f1')}${plate(0.98, '#e5ddcf')}${plate(0.86, mood[2])}${fill}`,
  );
}

function drawFlowers(mood: Mood, dice: Dice, width: number, height: number): Scene {
  const flowers = times(16, () => {
    const [x, y] = [width * dice(), height * (0.12 + 0.62 * dice())];
    const size = Math.min(width, height) * (0.05 + 0.06 * dice());
    const colour = mood[1 + Math.floor(dice() * 2)];
    const petals = times(7, (index) => {
      const turn = `rotate(${index * 51.4} ${x} ${y})`;
      return `<ellipse cx="${x}" cy="${y - size * 0.7}" rx="${size * 0.42}" ry="${size * 0.75}" fill="${colour}" transform="${turn}"/>`;
    });
    const stem = `<path d="M${x} ${y} Q${x + size} ${y + size * 3} ${x - size * 0.4} ${height}" stroke="${mood[4]}" stroke-width="${size * 0.12}" fill="none" opacity=".6"/>`;
    return `${stem}${petals}<circle cx="${x}" cy="${y}" r="${size * 0.34}" fill="${mood[3]}"/>`;
  });
  return paint(
    width,
    height,
    wash('air', [mood[0], mood[2], mood[3]]) + glow('sun', '#fffdf2'),
    `<rect width="${width}" height="${height}" fill="url(#air)"/><circle cx="${width * 0.75}" cy="${height * 0.12}" r="${width * 0.5}" fill="url(#sun)" opacity=".8"/>${flowers}`,
  );
}

function drawShore(mood: Mood, dice: Dice, width: number, height: number): Scene {
  const horizon = height * (0.36 + 0.1 * dice());
  const waves = times(9, (index) => {
    const y = horizon + (height - horizon) * (index / 9) ** 1.4;
    return `<path d="M0 ${y} Q${width * dice()} ${y + height * 0.03} ${width} ${y - height * 0.01 * dice()} V${y + 6 + index * 3} H0Z" fill="${mood[0]}" opacity="${0.1 + 0.05 * index}"/>`;
  });
  const x = width * (0.3 + 0.4 * dice());
  const s = Math.min(width, height) * 0.12;
  const house = `<path d="M${x} ${horizon} v${-s} l${s * 0.7} ${-s * 0.6} l${s * 0.7} ${s * 0.6} v${s}Z" fill="${mood[4]}"/><rect x="${x + s * 0.5}" y="${horizon - s * 0.75}" width="${s * 0.4}" height="${s * 0.4}" fill="#ffe6a8"/>`;
  return paint(
    width,
    height,
    wash('sky', [mood[3], mood[1], mood[0]]) + wash('sea', [mood[2], mood[3], mood[4]]),
    `<rect width="${width}" height="${height}" fill="url(#sky)"/><rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#sea)"/>${house}${waves}`,
  );
}
