import type { PictureProblemCode } from '../pin/picture-problem';

/** Why a picture cannot be read or mended. The code is all there is: words and remedies are in `lib/pin/picture-problem.ts`. */
export class PictureError extends Error {
  override name = 'PictureError';
  readonly code: PictureProblemCode;

  constructor(code: PictureProblemCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}
