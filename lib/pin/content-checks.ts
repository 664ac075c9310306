import { isPrivateAddress } from '../page/identity/private-host';
import { cutAtWord } from '../page/words/words';
import type { Check, CheckContext, CheckId } from './checks';
import { CAROUSEL_MAX, DESCRIPTION_LIMIT, TITLE_LIMIT } from './limits';
import type { MendOffer } from './mend-offer';
import type { Pin } from './pin';

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
      title.length > TITLE_LIMIT && `The title is ${countCharacters(title.length - TITLE_LIMIT)} too long.`,
  },
  'description-too-long': {
    severity: 'error',
    findFault: ({ description: { length } }) =>
      length > DESCRIPTION_LIMIT && `The description is ${countCharacters(length - DESCRIPTION_LIMIT)} too long.`,
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
    { kind: 'write', label: `Cut to ${TITLE_LIMIT} characters`, content: { title: cutAtWord(title, TITLE_LIMIT) } },
  ],
  'description-too-long': ({ description }) => [
    {
      kind: 'write',
      label: `Cut to ${DESCRIPTION_LIMIT} characters`,
      content: { description: cutAtWord(description, DESCRIPTION_LIMIT) },
    },
  ],
  'link-invalid': ({ link }) => {
    const whole = `https://${link.trim().replace(/^\/+/, '')}`;
    const isMeant = /^[^/\s:]+\.[^/\s:]+(\/|$)/.test(link.trim()) && isWebAddress(whole);
    return isMeant ? [{ kind: 'write', label: 'Add https://', content: { link: whole } }] : [];
  },
  'time-missing': listTimes,
  'time-past': listTimes,
  'slides-too-many': () => [{ kind: 'remove', label: 'Remove the last slide' }],
};

/** What a pin whose time does not serve may do instead. */
function listTimes({ when }: Pin, { slotAt }: CheckContext): MendOffer[] {
  if (slotAt !== null) return [TIMES.slot, TIMES.now];
  return when === 'time' ? [TIMES.now] : [TIMES.time, TIMES.now];
}

const TIMES = {
  slot: { kind: 'write', label: 'Next free slot', content: { when: 'slot', publishAt: null } },
  time: { kind: 'write', label: 'Pick a time', content: { when: 'time', publishAt: null } },
  now: { kind: 'write', label: 'Now', content: { when: 'now', publishAt: null } },
} as const satisfies Record<Pin['when'], MendOffer>;

function findTime({ when, publishAt }: Pin, now: number, slotAt: number | null | undefined): number | null {
  if (when === 'now') return now;
  return publishAt ?? (when === 'slot' ? (slotAt ?? null) : null);
}

function isWebAddress(text: string): boolean {
  const link = text.trim();
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}

/** Errors first, each kind in the order found. */
export function sortChecks(checks: Check[]): Check[] {
  return checks.sort((a, b) => rank(a) - rank(b));
}

function rank({ severity }: Check): number {
  return severity === 'error' ? 0 : 1;
}

function countCharacters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}
