import type { ImageFacts, Point, Slide } from '../pin/slide';
import { isReadyAsItIs, measureFocus, mendPicture } from './mend';
import { openPicture, type Picture } from './picture';
import { PictureError } from './picture-error';
import { type Likeness, takeLikeness } from './same-picture';

/** Bytes and what is known of them. */
export interface Kept {
  blob: Blob;
  facts: ImageFacts;
}

/** A picture that was read, and what it became. */
export interface MadeReady {
  original: Kept;
  /** What will be uploaded; null when the mends could not be carried out, then `problem` says why. */
  ready: Kept | null;
  problem: string;
  focus: Point;
  likeness: Likeness;
}

/**
 * Unpacks a picture, measures it and carries out the slide's mends; memory for one picture is taken and given back. Undefined
 * when the picture is not the wanted one. Throws what `openPicture` throws.
 */
export async function makeReady(
  blob: Blob,
  { mends }: Pick<Slide, 'mends'>,
  isWanted: (picture: Picture) => boolean = () => true,
): Promise<MadeReady | undefined> {
  const picture = await openPicture(blob);
  try {
    if (!isWanted(picture)) return undefined;
    const focus = measureFocus(picture);
    const likeness = takeLikeness(picture.look);
    const { facts } = picture;
    const original = { blob: blob.slice(0, blob.size, facts.type), facts };
    const made = { original, focus, likeness };
    if (isReadyAsItIs(picture, mends)) return { ...made, ready: original, problem: '' };
    try {
      return { ...made, ready: await mendPicture(picture, mends, focus), problem: '' };
    } catch (error) {
      if (error instanceof PictureError) return { ...made, ready: null, problem: error.code };
      throw error;
    }
  } finally {
    picture.bitmap.close();
  }
}
