import { isPrivateAddress } from '../page/identity/private-host';
import { cutAtWord } from '../page/words/words';
import { type MessageKey, t } from '../words/t';
import { CAROUSEL_MAX, DESCRIPTION_LIMIT, TITLE_LIMIT } from './limits';
import type { MendOffer } from './mends';
import { isExpired, type Pin } from './pin';

/** Every check there is: the pin's own, then the slides'. */
const CHECK_IDS = [
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
  /** A rule that keeps the account from looking like spam; known once the other pins are read. */
  'rule-broken',
  'earlier-link',
  'earlier-picture',
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

/** Errors first, each kind in the order found. */
export function sortChecks(checks: Check[]): Check[] {
  const rank = ({ severity }: Check) => (severity === 'error' ? 0 : 1);
  return checks.sort((a, b) => rank(a) - rank(b));
}

type PinRule = (pin: Pin, context: CheckContext) => string | false | undefined;

const SCOPES_NEEDED = ['boards:read', 'pins:write'];

/** Why an account cannot publish, by its status (Postbreeze's, and our `GONE`). */
const ACCOUNT_WORDS: Record<string, MessageKey> = {
  TOKEN_EXPIRED: 'checks.account.TOKEN_EXPIRED',
  REVOKED: 'checks.account.REVOKED',
  DISCONNECTED: 'checks.account.DISCONNECTED',
  GONE: 'checks.account.GONE',
};

function explainAccount(status: string): string {
  const known = Object.hasOwn(ACCOUNT_WORDS, status) ? ACCOUNT_WORDS[status] : undefined;
  return known ? t(known as 'checks.account.GONE') : t('checks.account.other', { status });
}

/** The rules about the pin itself, in the order in which they are shown: words where the pin breaks one. */
const PIN_RULES: Partial<Record<CheckId, { severity: Check['severity']; findFault: PinRule }>> = {
  'account-missing': {
    severity: 'error',
    findFault: ({ accountId }) => !accountId && t('checks.accountMissing'),
  },
  'account-not-active': {
    severity: 'error',
    findFault: ({ accountId }, { account }) =>
      accountId !== null && account && isExpired(account.status) && explainAccount(account.status),
  },
  'account-scopes': {
    severity: 'error',
    findFault: ({ accountId }, { account }) =>
      accountId !== null &&
      account &&
      SCOPES_NEEDED.some((scope) => !account.scopes.includes(scope)) &&
      t('checks.accountScopes'),
  },
  'account-token-ends': {
    severity: 'error',
    findFault: (pin, { account, now, slotAt }) => {
      const goesOutAt = findTime(pin, now, slotAt);
      const endsAt = account?.tokenExpiresAt;
      if (pin.accountId === null || endsAt == null || goesOutAt === null || goesOutAt < endsAt) return false;
      return t('checks.accountTokenEnds');
    },
  },
  'board-missing': { severity: 'error', findFault: ({ board }) => !board?.id.trim() && t('checks.boardMissing') },
  'title-missing': {
    severity: 'warning',
    findFault: ({ title }) => title.trim() === '' && t('checks.titleMissing'),
  },
  'title-too-long': {
    severity: 'error',
    findFault: ({ title }) =>
      title.length > TITLE_LIMIT && t('checks.titleTooLong', { count: title.length - TITLE_LIMIT }),
  },
  'description-too-long': {
    severity: 'error',
    findFault: ({ description: { length } }) =>
      length > DESCRIPTION_LIMIT && t('checks.descriptionTooLong', { count: length - DESCRIPTION_LIMIT }),
  },
  'link-missing': {
    severity: 'warning',
    findFault: ({ link }) => link.trim() === '' && t('checks.linkMissing'),
  },
  'link-invalid': {
    severity: 'error',
    findFault: ({ link }) => link.trim() !== '' && !isWebAddress(link) && t('checks.linkInvalid'),
  },
  'link-private': {
    severity: 'warning',
    findFault: ({ link }) => isWebAddress(link) && isPrivateAddress(link.trim()) && t('checks.linkPrivate'),
  },
  'time-missing': {
    severity: 'error',
    findFault: ({ when, publishAt }, { slotAt }) => {
      if (when === 'time') return publishAt === null && t('checks.timeMissing');
      return when === 'slot' && slotAt === null && publishAt === null && t('checks.noFreeSlot');
    },
  },
  'time-past': {
    severity: 'error',
    findFault: ({ when, publishAt }, { now }) =>
      when === 'time' && publishAt !== null && publishAt < now && t('checks.timePast'),
  },
  'slides-missing': { severity: 'error', findFault: ({ slides }) => slides.length === 0 && t('checks.slidesMissing') },
  'slides-too-many': {
    severity: 'error',
    findFault: ({ slides }) =>
      slides.length > CAROUSEL_MAX && t('checks.slidesTooMany', { most: CAROUSEL_MAX, number: slides.length }),
  },
};

/** What is wrong with the pin itself: its account, words, link, time and number of slides; not with what the slides show. */
export function checkContent(pin: Pin, context: CheckContext): Check[] {
  return Object.entries(PIN_RULES).flatMap(([id, rule]) => {
    const words = rule.findFault(pin, context);
    return words
      ? [{ id: id as CheckId, severity: rule.severity, words, ...offerMends(id as CheckId, pin, context) }]
      : [];
  });
}

function offerMends(id: CheckId, pin: Pin, context: CheckContext): Pick<Check, 'slideId' | 'mend' | 'otherMends'> {
  const [mend = null, ...otherMends] = PIN_MENDS[id]?.(pin, context) ?? [];
  return { slideId: mend?.kind === 'remove' ? (pin.slides.at(-1)?.id ?? null) : null, mend, otherMends };
}

/** What one click does about the pin itself, best first; nothing where only the user's own choice helps. */
const PIN_MENDS: Partial<Record<CheckId, (pin: Pin, context: CheckContext) => MendOffer[]>> = {
  'title-too-long': ({ title }) => [
    {
      kind: 'write',
      label: t('checks.cutTo', { limit: TITLE_LIMIT }),
      content: { title: cutAtWord(title, TITLE_LIMIT) },
    },
  ],
  'description-too-long': ({ description }) => [
    {
      kind: 'write',
      label: t('checks.cutTo', { limit: DESCRIPTION_LIMIT }),
      content: { description: cutAtWord(description, DESCRIPTION_LIMIT) },
    },
  ],
  'link-invalid': ({ link }) => {
    const whole = `https://${link.trim().replace(/^\/+/, '')}`;
    const isMeant = /^[^/\s:]+\.[^/\s:]+(\/|$)/.test(link.trim()) && isWebAddress(whole);
    return isMeant ? [{ kind: 'write', label: t('checks.addHttps'), content: { link: whole } }] : [];
  },
  'time-missing': listTimes,
  'time-past': listTimes,
  'slides-too-many': () => [{ kind: 'remove', label: t('checks.removeLastSlide') }],
};

/** What a pin whose time does not serve may do instead. */
function listTimes({ when }: Pin, { slotAt }: CheckContext): MendOffer[] {
  const offer = (label: string, choice: Pin['when']): MendOffer => ({
    kind: 'write',
    label,
    content: { when: choice, publishAt: null },
  });
  const now = offer(t('checks.now'), 'now');
  if (slotAt !== null) return [offer(t('checks.nextFreeSlot'), 'slot'), now];
  return when === 'time' ? [now] : [offer(t('checks.pickTime'), 'time'), now];
}

function findTime({ when, publishAt }: Pin, now: number, slotAt: number | null | undefined): number | null {
  if (when === 'now') return now;
  return publishAt ?? (when === 'slot' ? (slotAt ?? null) : null);
}

function isWebAddress(text: string): boolean {
  const link = text.trim();
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}
