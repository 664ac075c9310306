// Runs in a bare page of Firefox: what `tests/unit/images` promises of Chromium, measured by decoded pixels.

import { readPixels } from '../../../lib/images/drawing';
import { measureFocus, mendPicture } from '../../../lib/images/mend';
import { openPicture } from '../../../lib/images/picture';
import { drawSvg } from '../../../lib/images/svg';
import { CENTER, type ImageFacts } from '../../../lib/pin/slide';
import { ODD_ENDS } from '../../unit/images/odd-ends';
import { colourAt, decode, differenceFromScene, drawBlob, loadFile, QUARTERS } from '../../unit/images/pixels';

/** What came of a picture: its facts, what goes out, and how far that is from the scene (0–255). */
export interface Shown {
  original: ImageFacts;
  ready: ImageFacts;
  off: number;
}

const verbs = {
  async mend(name: string): Promise<Shown> {
    const picture = await openPicture(await loadFile(name));
    const { blob, facts } = await mendPicture(picture, [], CENTER);
    return { original: picture.facts, ready: facts, off: differenceFromScene(await decode(blob)) };
  },

  /** The colour of what could be seen through, on a blue background. */
  async flatten(name: string): Promise<number[]> {
    const picture = await openPicture(await loadFile(name));
    const { blob } = await mendPicture(picture, [{ kind: 'convert', background: '#0a64c8' }], CENTER);
    return colourAt(await decode(blob), 0.75, 0.75);
  },

  async draw(name: string): Promise<{ width: number; height: number; off: number }> {
    const pixels = await decode(await drawSvg(await loadFile(name), document));
    return { width: pixels.width, height: pixels.height, off: differenceFromScene(pixels) };
  },

  /** How far a file with an odd end is from the scene, its last corner included. */
  async openOdd(name: string): Promise<number> {
    const { bitmap, small } = await openPicture(await ODD_ENDS[name]!());
    bitmap.close();
    const pixels = readPixels(small);
    const corner = QUARTERS[3].map((value, channel) => Math.abs(pixels.data.at(channel - 4)! - value));
    return Math.max(differenceFromScene(pixels), ...corner);
  },

  async refuse(name: string, share: number): Promise<string> {
    const file = await loadFile(name);
    const cut = file.slice(0, Math.floor(file.size * share));
    return openPicture(cut).then(
      () => 'opened',
      (error: { code: string }) => error.code,
    );
  },

  /** The mean brightness of white paper with one black line in eight, made three times smaller. */
  async crop(): Promise<{ mean: number; spread: number; focus: number; width: number; height: number }> {
    const paper = await drawBlob(4800, 3600, (pen) => {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, 4800, 3600);
      pen.fillStyle = '#000';
      for (let x = 0; x < 4800; x += 8) pen.fillRect(x, 0, 1, 3600);
      pen.fillStyle = '#e02020';
      pen.fillRect(4000, 1200, 600, 1200);
    });
    const picture = await openPicture(paper);
    const focus = measureFocus(picture);
    const { blob, facts } = await mendPicture(
      picture,
      [{ kind: 'crop', ratio: '1:1', focus: { x: 0.2, y: 0.5 } }],
      focus,
    );
    const pixels = await decode(blob);
    const row = Array.from({ length: pixels.width }, (_, x) => colourAt(pixels, x / pixels.width, 0.1)[0]);
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const spread = Math.max(...row) - Math.min(...row);
    return { mean, spread, focus: focus.x, width: facts.width, height: facts.height };
  },
};

export type Verbs = typeof verbs;

Object.assign(globalThis, { verbs });
