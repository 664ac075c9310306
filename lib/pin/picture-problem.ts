/** What a picture's problem offers, in order; see `MendOffer`. */
type Remedy = 'ask-permission' | 'take-from-screen' | 'read-again';

/** Why a picture could not be read, in the user's words, and what may help. */
export interface PictureProblem {
  words: string;
  remedies: Remedy[];
}

const entry = (words: string, ...remedies: Remedy[]): PictureProblem => ({ words, remedies });

/** Every code of `slide.problem` but the `HTTP_…` ones. */
const PICTURE_PROBLEMS = {
  EMPTY: entry('The file is empty.', 'read-again'),
  WEB_PAGE: entry('Its address leads to a web page, not to a picture.', 'take-from-screen'),
  NOT_AN_IMAGE: entry('What its address holds is not a picture.', 'take-from-screen'),
  UNSUPPORTED: entry('This browser cannot read pictures of its kind.', 'take-from-screen'),
  TRUNCATED: entry('The file ends in the middle of the picture.', 'read-again', 'take-from-screen'),
  DAMAGED: entry('The file is damaged.', 'read-again', 'take-from-screen'),
  TOO_LARGE: entry('Its file is larger than 50 MB.', 'take-from-screen'),
  BOMB: entry('It has more pixels than a browser can safely unpack.', 'take-from-screen'),
  TIMEOUT: entry('Its host did not send it in time.', 'read-again', 'take-from-screen'),
  BLOCKED: entry('Its address leads into a private network.', 'take-from-screen'),
  UNREADABLE: entry('Its host could not be reached, or does not let it be read.', 'read-again', 'take-from-screen'),
  NEEDS_PERMISSION: entry('Its host lets it be read only with your permission.', 'ask-permission', 'take-from-screen'),
  PAGE_NEEDED: entry('Only its page can read it, and that page is no longer open.'),
  NEEDS_DRAWING: entry('It is a drawing that is still to be turned into a picture.', 'read-again'),
  NOT_SHOWN: entry('Its tab does not show it now.', 'ask-permission', 'take-from-screen'),
  TOO_HEAVY: entry('It cannot be brought under 20 MB.'),
  STOPPED: entry('The browser stopped again and again while reading it.', 'read-again'),
  IMAGE_NOT_READ: entry('Reading it was not finished.', 'read-again'),
  STORE_FULL: entry('The disk is full, so it cannot be kept.', 'read-again'),
} satisfies Record<string, PictureProblem>;

/** Why a picture could not be read: also `HTTP_` and the status its host answered with. */
export type PictureProblemCode = keyof typeof PICTURE_PROBLEMS | `HTTP_${number}`;

/** Words and remedies for a slide's problem; codes we do not know get words that are always true. */
export function explainPicture(code: string): PictureProblem {
  const known = Object.hasOwn(PICTURE_PROBLEMS, code) && PICTURE_PROBLEMS[code as keyof typeof PICTURE_PROBLEMS];
  if (known) return known;
  const status = /^HTTP_(\d{3})$/.exec(code)?.[1];
  return status ? explainStatus(Number(status)) : entry('It could not be read.', 'read-again');
}

function explainStatus(status: number): PictureProblem {
  if (status === 404 || status === 410) return entry('It is no longer at its address.', 'take-from-screen');
  if (status === 401 || status === 403)
    return entry('Its host hands it out to its own page only.', 'take-from-screen', 'ask-permission');
  return entry(`Its host answered with an error (${status}).`, 'read-again', 'take-from-screen');
}
