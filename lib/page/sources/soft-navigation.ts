import { likeness } from '../words/words';
import { pageKey } from './main-entity';

/**
 * The address that the document was loaded from. It differs from the address bar when a script has moved on without loading
 * (`history.pushState`): then the metadata may still be that of the first page.
 */
export function findServedAddress(window: Window | null, address: string): string {
  try {
    const entry = window?.performance.getEntriesByType('navigation')[0];
    return entry && /^https?:/.test(entry.name) ? entry.name : address;
  } catch {
    return address;
  }
}

/** Whether the metadata speaks of what is shown: true until the page has moved on and its social title agrees with nothing it shows. */
export function isMetadataFresh(page: {
  served: string;
  address: string;
  pageTitle: string;
  heading: string;
  socialTitle: string;
}): boolean {
  if (pageKey(page.served) === pageKey(page.address)) return true;
  if (!page.socialTitle) return false;
  return Math.max(likeness(page.socialTitle, page.pageTitle), likeness(page.socialTitle, page.heading)) > 0.5;
}
