import type { Form } from '../../lib/composer/form-model';
import { count, LINK_REASONS } from '../../lib/composer/words';
import { DESCRIPTION_LIMIT, TITLE_LIMIT } from '../../lib/pin/limits';
import { addUtm } from '../../lib/pin/utm';
import { Button } from '../ui/button';
import { TextArea, TextField } from '../ui/field';

/** Title, description and link. Each keystroke is in the store at once. */
export function TextFields({ form }: { form: Form }) {
  const { title, description, link } = form.draft.pin.value;
  return (
    <>
      <TextField
        label="Title"
        limit={TITLE_LIMIT}
        value={title}
        onValue={(value) => form.draft.change({ title: value })}
        autocomplete="off"
      />
      <TextArea
        label="Description"
        limit={DESCRIPTION_LIMIT}
        value={description}
        onValue={(value) => form.draft.change({ description: value })}
      />
      <TextField
        label="Link"
        type="url"
        value={link}
        onValue={(value) => form.draft.change({ link: value })}
        autocomplete="off"
        spellcheck={false}
        hint={<LinkReasonLine form={form} />}
      />
      <OtherLinks form={form} />
    </>
  );
}

function LinkReasonLine({ form }: { form: Form }) {
  const { link } = form.draft.pin.value;
  const chosen = form.links.value.find(({ url }) => addUtm(url, form.preferences.utm) === link);
  return (
    <>{chosen ? `Chosen because it is ${LINK_REASONS[chosen.reason]}.` : link ? 'Written by hand.' : 'No link yet.'}</>
  );
}

function OtherLinks({ form }: { form: Form }) {
  const { link } = form.draft.pin.value;
  const { utm } = form.preferences;
  const others = form.links.value.filter(({ url }) => addUtm(url, utm) !== link).slice(0, 8);
  if (others.length === 0) return null;
  return (
    <details class="other-links">
      <summary>{count(others.length, 'other link')}</summary>
      <ul aria-label="Other links">
        {others.map(({ url, reason }) => (
          <li key={url}>
            <span class="other-link">
              <span dir="ltr" title={url}>
                {url}
              </span>
              <small>{LINK_REASONS[reason]}</small>
            </span>
            <Button small kind="quiet" onClick={() => form.draft.change({ link: addUtm(url, utm) })}>
              Use
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
