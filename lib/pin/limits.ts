import * as z from 'zod/mini';

// Pinterest's limits as Postbreeze's documentation states them, ours where it is silent, and those that the user sets.

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

/** What keeps an account from looking like spam. A rule warns and offers another time; 0 turns it off. */
export const Rules = z.object({
  /** Pins a day, by the browser's calendar. */
  perDay: z.catch(limit(1000), 25),
  /** Hours before the same link goes out again. */
  linkHours: z.catch(limit(10_000), 48),
  /** Days before the same picture goes to the same board again. */
  pictureDays: z.catch(limit(3650), 90),
  /** Minutes between two pins. */
  gapMinutes: z.catch(limit(1440), 10),
});
export type Rules = z.infer<typeof Rules>;

function limit(most: number) {
  return z.number().check(z.refine((value) => Number.isInteger(value) && value >= 0 && value <= most));
}

export const DEFAULT_RULES: Rules = z.parse(Rules, {});

/** Rules as the settings keep them: `rules` for every account that has none of its own in `rulesByAccount`. */
interface RuleSettings {
  rules: Rules;
  rulesByAccount: Readonly<Record<string, Rules>>;
}

/** The rules of an account; those for all where it has none of its own. */
export function rulesFor({ rules, rulesByAccount }: RuleSettings, accountId: string | null): Rules {
  return (accountId !== null && rulesByAccount[accountId]) || rules;
}
