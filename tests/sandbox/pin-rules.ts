import { type ImageFacts, readImageFacts } from './image-facts.ts';
import type { Account, MediaAsset, Settings } from './state.ts';

/** One Pinterest target with all that its rules look at. */
export interface PinToCheck {
  account: Account;
  options: Record<string, unknown>;
  caption: string;
  media: MediaAsset[];
  now: number;
  settings: Settings;
  /** Does the link resolve without a login? */
  resolveLink: (link: string) => Promise<boolean>;
}

interface Rule {
  /** Status when the rule is enforced at create. */
  status: number;
  timing: 'create' | 'publish';
  /** Why the pin breaks the rule, in words; undefined where it keeps it. */
  findBreach: (pin: PinToCheck) => string | undefined | Promise<string | undefined>;
}

/** The stricter reading of "20 MB". */
const MAX_IMAGE_BYTES = 20_000_000;
/** Relative tolerance for 1:1 and 2:3: 1 %, so that a pixel of rounding passes and 4:5 does not. */
const RATIO_TOLERANCE = 0.01;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function boardIdsOf(account: Account): string[] {
  const listed = Array.isArray(account.meta.boards) ? account.meta.boards : [];
  const ids = listed.flatMap((board: unknown) => textOf((board as { id?: unknown } | null)?.id) || []);
  return account.defaultBoardId ? [...ids, account.defaultBoardId] : ids;
}

/** Facts of every stored image; media of kind VIDEO or without bytes are left out, other rules catch them. */
function readAll(pin: PinToCheck): Promise<ImageFacts[]> {
  return Promise.all(pin.media.flatMap((asset) => (asset.bytes ? [readImageFacts(asset.bytes)] : [])));
}

async function findSlide(
  pin: PinToCheck,
  breaks: (facts: ImageFacts) => boolean,
): Promise<{ facts: ImageFacts; number: number } | undefined> {
  const all = await readAll(pin);
  const index = all.findIndex(breaks);
  const facts = all[index];
  return facts && { facts, number: index + 1 };
}

function hasRatio(facts: ImageFacts, ratio: number): boolean {
  return Math.abs(facts.width / facts.height / ratio - 1) <= RATIO_TOLERANCE;
}

/**
 * Every rule about one pin, in the order in which it is looked at. By the documentation media and platform rules are
 * enforced at publish time; what comes at create is so by this stand-in's reading (see README) and can be switched in
 * `settings.timing`. The documented names are the seven PIN_… of the table there; the others are the stand-in's own, so
 * that clients meet unknown codes.
 */
const RULES = {
  ACCOUNT_NOT_ACTIVE: {
    status: 409,
    timing: 'create',
    findBreach: ({ account }) =>
      account.status === 'ACTIVE' ? undefined : `The account is ${account.status}; reconnect it in the dashboard.`,
  },
  SCOPE_MISSING: {
    status: 403,
    timing: 'publish',
    findBreach: ({ account }) =>
      ['boards:read', 'pins:write'].some((scope) => !account.scopes.includes(scope))
        ? 'The account lacks boards:read or pins:write; reconnect it.'
        : undefined,
  },
  PIN_BOARD_REQUIRED: {
    status: 422,
    timing: 'create',
    findBreach: ({ options }) => (textOf(options.board).trim() ? undefined : 'A pin needs a board.'),
  },
  PIN_BOARD_NOT_FOUND: {
    status: 422,
    timing: 'publish',
    findBreach: ({ account, options }) =>
      boardIdsOf(account).includes(textOf(options.board)) ? undefined : 'That board is not one of this account.',
  },
  PIN_TITLE_TOO_LONG: {
    status: 422,
    timing: 'publish',
    findBreach: ({ options }) =>
      textOf(options.title).length > 100 ? 'A title has at most 100 characters.' : undefined,
  },
  PIN_DESCRIPTION_TOO_LONG: {
    status: 422,
    timing: 'publish',
    findBreach: ({ caption }) => (caption.length > 500 ? 'A description has at most 500 characters.' : undefined),
  },
  MEDIA_NOT_UPLOADED: {
    status: 400,
    timing: 'publish',
    findBreach: ({ media }) =>
      media.some((asset) => !asset.bytes && asset.kind !== 'VIDEO') ? 'A media file was never stored.' : undefined,
  },
  PIN_VIDEO_NOT_SUPPORTED: {
    status: 422,
    timing: 'publish',
    findBreach: async (pin) =>
      pin.media.some((asset) => asset.kind === 'VIDEO') || (await findSlide(pin, ({ format }) => format === 'video'))
        ? 'Video pins are not supported.'
        : undefined,
  },
  PIN_CAROUSEL_SIZE: {
    status: 422,
    timing: 'publish',
    findBreach: ({ media }) =>
      media.length >= 1 && media.length <= 5 ? undefined : `A pin has 1 image or 2 to 5 slides, not ${media.length}.`,
  },
  PIN_IMAGE_TOO_LARGE: {
    status: 422,
    timing: 'publish',
    findBreach: ({ media }) =>
      media.some((asset) => (asset.bytes?.byteLength ?? 0) > MAX_IMAGE_BYTES) ? 'An image is over 20 MB.' : undefined,
  },
  PIN_IMAGE_FORMAT: {
    status: 422,
    timing: 'publish',
    findBreach: async (pin) => {
      const slide = await findSlide(pin, ({ format }) => format !== 'jpeg' && format !== 'png');
      return slide && `Slide ${slide.number} is ${slide.facts.format}; Pinterest takes JPEG and PNG.`;
    },
  },
  PIN_IMAGE_DAMAGED: {
    status: 422,
    timing: 'publish',
    findBreach: async (pin) => {
      const slide = await findSlide(pin, ({ damage }) => damage !== null);
      return slide && `Slide ${slide.number} cannot be decoded: ${slide.facts.damage}`;
    },
  },
  PIN_IMAGE_TOO_SMALL: {
    status: 422,
    timing: 'publish',
    findBreach: async (pin) => {
      const slide = await findSlide(pin, ({ width, height }) => width < 600 || height < 900);
      return slide && `Slide ${slide.number} is ${slide.facts.width} × ${slide.facts.height}, under 600 × 900.`;
    },
  },
  PIN_MIXED_ASPECT: {
    status: 422,
    timing: 'publish',
    findBreach: async (pin) => {
      const slides = await readAll(pin);
      if (slides.length < 2) return undefined;
      const isUniform = [1, 2 / 3].some((ratio) => slides.every((facts) => hasRatio(facts, ratio)));
      return isUniform ? undefined : 'Slides must all be 1:1 or all be 2:3.';
    },
  },
  PIN_LINK_INVALID: {
    status: 422,
    timing: 'publish',
    findBreach: async ({ options, resolveLink }) =>
      options.link === undefined || (await resolveLink(textOf(options.link))) ? undefined : 'The link did not resolve.',
  },
} satisfies Record<string, Rule>;

/** The code of a rule about a pin. */
export type RuleCode = keyof typeof RULES;

/** All rule codes, in the order in which they are looked at. */
export const RULE_CODES = Object.keys(RULES) as RuleCode[];

/** When each rule is enforced unless a test says otherwise. */
export const DEFAULT_TIMING = Object.fromEntries(RULE_CODES.map((code) => [code, RULES[code].timing])) as Record<
  RuleCode,
  'create' | 'publish'
>;

/** The first rule that the pin breaks, among those in force at `stage` (at publish all are looked at again). */
export async function findBrokenRule(
  pin: PinToCheck,
  stage: 'create' | 'publish',
): Promise<{ code: RuleCode; status: number; message: string } | undefined> {
  for (const code of RULE_CODES) {
    if (stage === 'create' && !isInForce(code, pin.settings)) continue;
    const rule: Rule = RULES[code];
    const message = await rule.findBreach(pin);
    if (message) return { code, status: rule.status, message };
  }
  return undefined;
}

function isInForce(code: RuleCode, { refusals, timing }: Settings): boolean {
  return refusals === 'documented' ? timing[code] === 'create' : refusals === 'at-create';
}

/** Accepts every syntactically valid http(s) address that is not among `deadLinks`. */
export async function acceptHttpLink(link: string, deadLinks: readonly string[]): Promise<boolean> {
  if (deadLinks.some((dead) => link.startsWith(dead))) return false;
  return URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
}
