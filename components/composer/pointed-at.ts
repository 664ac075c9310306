import type { Pin } from '../../lib/pin/pin';
import { addUtm } from '../../lib/pin/utm';
import { listLinks, selected, webAddress } from './first-draft';
import type { Form } from './form-model';
import type { Hint } from './world';

/** What was pointed at beside an earlier draft: it is taken where nothing was written by hand, else it is offered. */
export function takeIntoEarlier(hint: Hint, { draft, facts, preferences, say }: Form): void {
  const pin = draft.pin.peek();
  const description = selected(hint);
  const link = addUtm(webAddress(hint.linkUrl) ?? '', preferences.utm);
  const automatic = facts ? listLinks(facts).map(({ url }) => addUtm(url, preferences.utm)) : [];
  if (description !== '' && description !== pin.description) {
    if (pin.description === '' || pin.description === facts?.description) draft.change({ description });
    else offer('You have a draft for this page.', 'Use the selected text', { description });
  }
  // What stands on an image or a selection comes with the link around it; that alone is no wish to change the draft's.
  if (link !== '' && link !== pin.link && hint.imageUrl === undefined && description === '') {
    if (pin.link === '' || automatic.includes(pin.link)) draft.change({ link });
    else offer('You have a draft for this page.', 'Use the link you pointed at', { link });
  }

  function offer(words: string, button: string, patch: Partial<Pin>): void {
    say('info', words, { words: button, act: () => draft.change(patch) });
  }
}
