import { type MessageKey, t } from '../words/t';

/** What a picture's problem offers, in order; see `MendOffer`. */
type Remedy = 'ask-permission' | 'take-from-screen' | 'read-again';

/** Every code of `slide.problem` but the `HTTP_…` ones, with what may help. Words: `pictures.<code>`. */
const REMEDIES = {
  EMPTY: ['read-again'],
  WEB_PAGE: ['take-from-screen'],
  NOT_AN_IMAGE: ['take-from-screen'],
  UNSUPPORTED: ['take-from-screen'],
  TRUNCATED: ['read-again', 'take-from-screen'],
  DAMAGED: ['read-again', 'take-from-screen'],
  TOO_LARGE: ['take-from-screen'],
  BOMB: ['take-from-screen'],
  TIMEOUT: ['read-again', 'take-from-screen'],
  BLOCKED: ['take-from-screen'],
  UNREADABLE: ['read-again', 'take-from-screen'],
  NEEDS_PERMISSION: ['ask-permission', 'take-from-screen'],
  PAGE_NEEDED: [],
  NEEDS_DRAWING: ['read-again'],
  NOT_SHOWN: ['ask-permission', 'take-from-screen'],
  TOO_HEAVY: [],
  STOPPED: ['read-again'],
  IMAGE_NOT_READ: ['read-again'],
  STORE_FULL: ['read-again'],
} as const satisfies Record<string, readonly Remedy[]>;

type KnownCode = keyof typeof REMEDIES;

/** Why a picture could not be read: also `HTTP_` and the status its host answered with. */
export type PictureProblemCode = KnownCode | `HTTP_${number}`;

/** Words and remedies for a slide's problem; unknown codes get words that are always true. */
export function explainPicture(code: string): { words: string; remedies: readonly Remedy[] } {
  if (isKnown(code)) return { words: t(`pictures.${code}` satisfies MessageKey), remedies: REMEDIES[code] };
  const status = Number(/^HTTP_(\d{3})$/.exec(code)?.[1]);
  if (!status) return { words: t('pictures.unknown'), remedies: ['read-again'] };
  if (status === 404 || status === 410) return { words: t('pictures.gone'), remedies: ['take-from-screen'] };
  if (status === 401 || status === 403)
    return { words: t('pictures.ownPageOnly'), remedies: ['take-from-screen', 'ask-permission'] };
  // Spelt out, since a status is no quantity: 1,020 would be wrong.
  return { words: t('pictures.hostError', { status: String(status) }), remedies: ['read-again', 'take-from-screen'] };
}

function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(REMEDIES, code);
}
