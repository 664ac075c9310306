import { CAROUSEL_MAX, DESCRIPTION_LIMIT, TITLE_LIMIT } from './limits';
import type { MendOffer } from './mend-offer';
import type { Pin } from './pin';
import { isPrivateAddress } from './private-host';
import { checkSlides } from './slide-checks';

export const CHECK_IDS = [
  'account-missing',
  'account-not-active',
  'account-scopes',
  'account-token-ends',
  'board-missing',
  'title-missing',
  'title-too-long',
  'description-too-long',
  'link-missing',
  'link-invalid',
  'link-private',
  'time-missing',
  'time-past',
  'slides-missing',
  'slides-too-many',
  'slides-mixed',
  'slides-order',
  'slide-reading',
  'slide-unreadable',
  'slide-format',
  'slide-too-heavy',
  'slide-too-small',
  'slide-ratio',
  'slide-too-long',
  'slide-transparent',
  'slide-larger-than-shown',
  'slide-enlarged',
  'slide-by-address',
  'slide-from-screen',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** One thing about a pin that Pinterest or Postbreeze would refuse (`error`: blocks), or that could be better (`warning`). */
export interface Check {
  id: CheckId;
  severity: 'error' | 'warning';
  /** What is wrong: one plain sentence. */
  words: string;
  /** The slide it is about; null: the pin as a whole. */
  slideId: string | null;
  /** What one click does about it; null where only the user's own words or choice help. */
  mend: MendOffer | null;
  /** Other ways to mend it, best first. */
  otherMends: MendOffer[];
}

/** What the checks need to know beyond the pin. */
export interface CheckContext {
  /** Epoch ms. */
  now: number;
  /** The pin's account as last seen; left out: unknown, nothing is said about it. `tokenExpiresAt` is epoch ms. */
  account?: { status: string; scopes: string[]; tokenExpiresAt: number | null } | undefined;
  /** The next free slot (epoch ms), null when there is none; left out: unknown. */
  slotAt?: number | null | undefined;
}

type PinRule = (pin: Pin, context: CheckContext) => string | false | undefined;

const SCOPES_NEEDED = ['boards:read', 'pins:write'];

/** Why an account cannot publish, by its status (Postbreeze's, and our `GONE`). */
const ACCOUNT_WORDS: Record<string, string> = {
  TOKEN_EXPIRED: 'Pinterest no longer accepts this account’s connection; reconnect it in the Postbreeze dashboard.',
  REVOKED: 'This account’s connection was revoked at Pinterest; reconnect it in the Postbreeze dashboard.',
  DISCONNECTED: 'This account was disconnected; reconnect it in the Postbreeze dashboard.',
  GONE: 'This account is no longer at Postbreeze; choose another one.',
};

/** The rules about the pin itself, in the order in which they are shown: words where the pin breaks one. */
const PIN_RULES: Partial<Record<CheckId, { severity: Check['severity']; findFault: PinRule }>> = {
  'account-missing': {
    severity: 'error',
    findFault: ({ accountId }) => !accountId && 'The pin has no Pinterest account.',
  },
  'account-not-active': {
    severity: 'error',
    findFault: ({ accountId }, { account }) =>
      accountId !== null &&
      account &&
      account.status !== 'ACTIVE' &&
      (ACCOUNT_WORDS[account.status] ?? `Postbreeze says that this account is ${account.status}.`),
  },
  'account-scopes': {
    severity: 'error',
    findFault: ({ accountId }, { account }) =>
      accountId !== null &&
      account &&
      SCOPES_NEEDED.some((scope) => !account.scopes.includes(scope)) &&
      'This account’s connection does not allow pinning; reconnect it in the Postbreeze dashboard.',
  },
  'account-token-ends': {
    severity: 'error',
    findFault: (pin, { account, now, slotAt }) => {
      const goesOutAt = findTime(pin, now, slotAt);
      const endsAt = account?.tokenExpiresAt;
      if (pin.accountId === null || endsAt == null || goesOutAt === null || goesOutAt < endsAt) return false;
      return 'This account’s connection ends before the pin goes out; reconnect it in the Postbreeze dashboard.';
    },
  },
  'board-missing': { severity: 'error', findFault: ({ board }) => !board?.id.trim() && 'The pin has no board.' },
  'title-missing': {
    severity: 'warning',
    findFault: ({ title }) => title.trim() === '' && 'A title helps people to find the pin.',
  },
  'title-too-long': {
    severity: 'error',
    findFault: ({ title }) =>
      title.length > TITLE_LIMIT && `The title is ${title.length - TITLE_LIMIT} characters too long.`,
  },
  'description-too-long': {
    severity: 'error',
    findFault: ({ description: { length } }) =>
      length > DESCRIPTION_LIMIT && `The description is ${length - DESCRIPTION_LIMIT} characters too long.`,
  },
  'link-missing': {
    severity: 'warning',
    findFault: ({ link }) => link.trim() === '' && 'Without a link, the pin leads nowhere.',
  },
  'link-invalid': {
    severity: 'error',
    findFault: ({ link }) =>
      link.trim() !== '' &&
      !isWebAddress(link) &&
      'The link must be a whole address, beginning with https:// or http://.',
  },
  'link-private': {
    severity: 'warning',
    findFault: ({ link }) =>
      isWebAddress(link) &&
      isPrivateAddress(link.trim()) &&
      'The link leads into a private network, where nobody else can follow it.',
  },
  'time-missing': {
    severity: 'error',
    findFault: ({ when, publishAt }, { slotAt }) => {
      if (when === 'time') return publishAt === null && 'The pin has no time.';
      return when === 'slot' && slotAt === null && publishAt === null && 'There is no free slot; pick a time.';
    },
  },
  'time-past': {
    severity: 'error',
    findFault: ({ when, publishAt }, { now }) =>
      when === 'time' && publishAt !== null && publishAt < now && 'The chosen time has passed.',
  },
  'slides-missing': { severity: 'error', findFault: ({ slides }) => slides.length === 0 && 'The pin has no picture.' },
  'slides-too-many': {
    severity: 'error',
    findFault: ({ slides }) =>
      slides.length > CAROUSEL_MAX && `A pin takes at most ${CAROUSEL_MAX} slides; this one has ${slides.length}.`,
  },
};

/**
 * Everything about a pin that Pinterest or Postbreeze would refuse, and what could be better, by their documentation
 * ("Errors" and "Pinterest") and `limits.ts`. Errors come first. Pure: the same pin at the same time has the same checks.
 */
export function checkPin(pin: Pin, context: CheckContext): Check[] {
  const checks: Check[] = [];
  for (const [id, rule] of Object.entries(PIN_RULES)) {
    const words = rule.findFault(pin, context);
    if (words) checks.push({ id: id as CheckId, severity: rule.severity, words, ...findPinMend(id, pin) });
  }
  checks.push(...checkSlides(pin.slides));
  return checks.sort((a, b) => rank(a) - rank(b));
}

function findPinMend(id: string, { slides }: Pin): Pick<Check, 'slideId' | 'mend' | 'otherMends'> {
  const last = slides.at(-1);
  if (id !== 'slides-too-many' || !last) return { slideId: null, mend: null, otherMends: [] };
  return { slideId: last.id, mend: { kind: 'remove', label: 'Remove the last slide' }, otherMends: [] };
}

function rank({ severity }: Check): number {
  return severity === 'error' ? 0 : 1;
}

function findTime({ when, publishAt }: Pin, now: number, slotAt: number | null | undefined): number | null {
  if (when === 'now') return now;
  return publishAt ?? (when === 'slot' ? (slotAt ?? null) : null);
}

function isWebAddress(text: string): boolean {
  const link = text.trim();
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}
