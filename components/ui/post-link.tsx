import { t } from '../../lib/words/t';

/** Leads to a published pin; the only link to an address that is not ours. Nothing where Postbreeze told none, or no web address. */
export function PostLink({ address }: { address: string | null }) {
  const words = nameAddress(address);
  return words ? (
    <a href={address ?? ''} target="_blank" rel="noreferrer">
      {words}
    </a>
  ) : null;
}

/** What the address is called: by its host, where that is not Pinterest's; undefined for what is no web address. */
function nameAddress(address: string | null): string | undefined {
  if (!address || !/^https?:/.test(address) || !URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  const isPinterest = /(^|\.)pinterest\.[a-z]{2,3}(\.[a-z]{2})?$/.test(host) || host === 'pin.it';
  return isPinterest ? t('planner.details.seeIt') : t('planner.details.seeItAt', { host });
}
