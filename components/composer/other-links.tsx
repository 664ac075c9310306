import type { LinkChoice } from '../../lib/page/facts';
import { addUtm } from '../../lib/pin/template';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { Form } from './form-model';
import { explainLink } from './words';

/** The other links that the page and the chosen pictures offer, each with its reason. */
export function OtherLinkList({ form, links }: { form: Form; links: LinkChoice[] }) {
  return (
    <ul aria-label={t('composer.link.otherList')}>
      {links.map(({ url, reason }) => (
        <li key={url}>
          <span class="other-link">
            <span dir="ltr" title={url}>
              {url}
            </span>
            <small>{explainLink(reason)}</small>
          </span>
          <Button small kind="quiet" onClick={() => form.draft.act({ link: addUtm(url, form.preferences.utm) })}>
            {t('composer.link.use')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
