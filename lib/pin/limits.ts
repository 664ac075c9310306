/** Pinterest's limits as Postbreeze's documentation states them, and ours where it is silent. */

export const TITLE_LIMIT = 100;
export const DESCRIPTION_LIMIT = 500;
export const CAROUSEL_MAX = 5;
/** Bytes: the stricter reading of "20 MB". */
export const IMAGE_BYTES_MAX = 20_000_000;
/** Pixels: at least this for every image. A square slide must be 900 × 900 (the stricter reading). */
export const IMAGE_WIDTH_MIN = 600;
export const IMAGE_HEIGHT_MIN = 900;
/** Pixels: above this Pinterest scales down, so more gains nothing. */
export const IMAGE_WIDTH_USEFUL = 1200;
export const IMAGE_HEIGHT_USEFUL = 1800;
/** Height over width where a long pin is cut off in the feed. */
export const LONG_PIN_RATIO = 2.1;
/**
 * How far a carousel slide's width to height may be from 1:1 or 2:3, relatively. The documentation names no tolerance. Our own
 * crops are exact; a picture made elsewhere may be rounded by a pixel on each side, which at 600 × 900 is 0.28 %; the nearest
 * shapes in use (5:7, 4:5) are 7 % and more away. So half a per cent lets in every rounded picture and nothing else.
 */
export const RATIO_TOLERANCE = 0.005;
export const IMAGE_TYPES = ['image/jpeg', 'image/png'] as const;

/** The create call's time is the later of the chosen one and now + this; never a past time. Milliseconds. */
export const CREATE_LEAD = 30_000;
