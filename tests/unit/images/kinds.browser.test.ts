import { describe, expect, test } from 'vitest';
import { readPixels } from '../../../lib/images/drawing';
import { isReadyAsItIs, mendPicture } from '../../../lib/images/mend';
import { openPicture } from '../../../lib/images/picture';
import { drawSvg } from '../../../lib/images/svg';
import { CENTER } from '../../../lib/pin/slide';
import { KINDS, SEE_THROUGH } from './kinds';
import { colourAt, decode, differenceFromScene, loadFile, quartersOf } from './pixels';

describe.each(KINDS)('$name', ({ name, type, asItIs, off }) => {
  test('is recognised by its content and measured as it is displayed', async () => {
    const { facts, bitmap } = await openPicture(await loadFile(name));
    bitmap.close();
    expect(facts).toMatchObject({ type, width: 120, height: 80, transparent: false });
    expect(facts.animated).toBe(name.startsWith('animated'));
  });

  test('is sent byte for byte only if every reader understands it', async () => {
    const picture = await openPicture(await loadFile(name));
    picture.bitmap.close();
    expect(isReadyAsItIs(picture, [])).toBe(asItIs);
  });

  test('becomes a still JPEG or PNG that looks the same', async () => {
    const { blob, facts } = await mendPicture(await openPicture(await loadFile(name)), [], CENTER);
    expect(['image/jpeg', 'image/png']).toContain(facts.type);
    const again = await openPicture(blob);
    expect(again.facts).toEqual({ ...facts, animated: false });
    const original = await openPicture(await loadFile(name));
    const shown = readPixels(original.small);
    original.bitmap.close();
    expect(differenceFromScene(shown)).toBeLessThanOrEqual(off);
    expect(differenceFromScene(await decode(blob), quartersOf(shown))).toBeLessThanOrEqual(3);
  });
});

describe.each(SEE_THROUGH)('%s', (name) => {
  test('is recognised as transparent, and is flattened onto the chosen colour', async () => {
    const picture = await openPicture(await loadFile(name));
    expect(picture.facts.transparent).toBe(true);
    const { blob, facts } = await mendPicture(picture, [{ kind: 'convert', background: '#0a64c8' }], CENTER);
    expect(facts.transparent).toBe(false);
    const [red, green, blue, alpha] = colourAt(await decode(blob), 0.75, 0.75);
    expect(Math.max(Math.abs(red - 10), Math.abs(green - 100), Math.abs(blue - 200))).toBeLessThanOrEqual(4);
    expect(alpha).toBe(255);
  });
});

test('flattens a transparent WebP onto white by default, and keeps a transparent PNG transparent', async () => {
  const webp = await mendPicture(await openPicture(await loadFile('alpha.webp')), [], CENTER);
  expect(colourAt(await decode(webp.blob), 0.75, 0.75)).toEqual([255, 255, 255, 255]);
  const png = await mendPicture(
    await openPicture(await loadFile('alpha.png')),
    [{ kind: 'crop', ratio: '1:1', focus: null }],
    CENTER,
  );
  expect(png.facts).toMatchObject({ type: 'image/png', transparent: true });
  expect(colourAt(await decode(png.blob), 0.75, 0.75)[3]).toBe(0);
});

test('draws an SVG as large as Pinterest shows it', async () => {
  const svg = await loadFile('plain.svg');
  await expect(openPicture(svg)).rejects.toMatchObject({ code: 'NEEDS_DRAWING' });
  const { facts, bitmap } = await openPicture(await drawSvg(svg, document));
  expect(facts).toMatchObject({ type: 'image/png', width: 1350, height: 900, transparent: false });
  bitmap.close();
  expect(differenceFromScene(await decode(await drawSvg(svg, document)))).toBeLessThanOrEqual(1);
});
