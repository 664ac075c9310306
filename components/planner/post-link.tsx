import type { Pin } from '../../lib/pin/pin';
import { t } from '../../lib/words/t';

/** Leads to the pin on Pinterest. */
export function PostLink({ pin }: { pin: Pin }) {
  const address = pin.post?.externalUrl ?? null;
  const words = nameAddress(address);
  return words ? (
    <a href={address ?? ''} target="_blank" rel="noreferrer">
      {words}
    </a>
  ) : null;
}

/** What a published pin's address is called: by its host, where that is not Pinterest's; undefined for what is no web address. */
export function nameAddress(address: string | null): string | undefined {
  if (!address || !/^https?:/.test(address) || !URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  const isPinterest = /(^|\.)pinterest\.[a-z.]{2,6}$/.test(host) || host === 'pin.it';
  return isPinterest ? t('planner.details.seeIt') : t('planner.details.seeItAt', { host });
}
