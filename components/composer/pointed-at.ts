import type { Pin } from '../../lib/pin/pin';
import { addUtm } from '../../lib/pin/template';
import { t } from '../../lib/words/t';
import { listLinks, type Pointed, selected, webAddress } from './first-draft';
import type { Form } from './form-model';

/** What the user pointed at while the page has an earlier draft: taken where nothing was written by hand, else offered. */
export function applyHintToDraft(hint: Pointed, { draft, facts, preferences, say }: Form): void {
  const pin = draft.pin.peek();
  const description = selected(hint);
  const link = addUtm(webAddress(hint.linkUrl) ?? '', preferences.utm);
  const automatic = facts ? listLinks(facts).map(({ url }) => addUtm(url, preferences.utm)) : [];
  if (description !== '' && description !== pin.description) {
    if (pin.description === '' || pin.description === facts?.description) draft.change({ description });
    else offer(t('composer.pointed.draft'), t('composer.pointed.useSelection'), { description });
  }
  // The link around an image or a selection is not a request to change the draft's link.
  if (link !== '' && link !== pin.link && hint.imageUrl === undefined && description === '') {
    if (pin.link === '' || automatic.includes(pin.link)) draft.change({ link });
    else offer(t('composer.pointed.draft'), t('composer.pointed.useLink'), { link });
  }

  function offer(words: string, button: string, patch: Partial<Pin>): void {
    say('info', words, { words: button, act: () => draft.change(patch) });
  }
}
