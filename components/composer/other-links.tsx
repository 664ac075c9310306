import type { LinkChoice } from '../../lib/page/facts';
import { addUtm } from '../../lib/pin/utm';
import { Button } from '../ui/button';
import type { Form } from './form-model';
import { LINK_REASONS } from './words';

/** The other links that the page and the chosen pictures speak for, each with its reason. */
export function OtherLinkList({ form, links }: { form: Form; links: LinkChoice[] }) {
  return (
    <ul aria-label="Other links">
      {links.map(({ url, reason }) => (
        <li key={url}>
          <span class="other-link">
            <span dir="ltr" title={url}>
              {url}
            </span>
            <small>{LINK_REASONS[reason]}</small>
          </span>
          <Button small kind="quiet" onClick={() => form.draft.change({ link: addUtm(url, form.preferences.utm) })}>
            Use
          </Button>
        </li>
      ))}
    </ul>
  );
}
