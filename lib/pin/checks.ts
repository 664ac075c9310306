import type { MendOffer } from './mend-offer';

/** Every check there is: the pin's own, then the slides'. */
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
