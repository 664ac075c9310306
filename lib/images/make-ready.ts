import type { Mend, Point } from '../pin/slide';
import { createLimiter } from './limiter';
import { isReadyAsItIs, measureFocus, mendPicture } from './mend';
import { type Kept, openPicture, type Picture } from './picture';
import { PictureError } from './picture-error';
import { type Likeness, takeLikeness, takeLook } from './same-picture';

/** A picture that was read, and what will be uploaded of it. */
export interface MadeReady {
  original: Kept;
  /** Null when the mends could not be carried out; `problem` says why. */
  ready: Kept | null;
  problem: string;
  focus: Point;
  likeness: Likeness;
}

/** Memory for one decoded picture at a time, whoever asks. */
const inTurn = createLimiter(1);

/**
 * Decodes a picture, measures it and carries out the mends. Undefined when it is not the wanted one. Throws what `openPicture`
 * throws.
 */
export function makeReady(
  blob: Blob,
  mends: readonly Mend[],
  isWanted: (picture: Picture) => boolean = () => true,
): Promise<MadeReady | undefined> {
  return inTurn(async () => {
    const picture = await openPicture(blob);
    try {
      return isWanted(picture) ? await mend(picture, blob, mends) : undefined;
    } finally {
      picture.bitmap.close();
    }
  });
}

async function mend(picture: Picture, blob: Blob, mends: readonly Mend[]): Promise<MadeReady> {
  const look = takeLook(picture.look);
  const facts = look === undefined ? picture.facts : { ...picture.facts, look };
  const focus = measureFocus(picture);
  const original = { blob: blob.slice(0, blob.size, facts.type), facts };
  const made = { original, focus, likeness: takeLikeness(picture.look), problem: '' };
  if (isReadyAsItIs(picture, mends)) return { ...made, ready: original };
  try {
    return { ...made, ready: await mendPicture(picture, mends, focus) };
  } catch (error) {
    if (error instanceof PictureError) return { ...made, ready: null, problem: error.code };
    throw error;
  }
}
