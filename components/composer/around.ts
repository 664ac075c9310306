import { computed, effect } from '@preact/signals';
import { listenToKey } from '../../lib/browser/key';
import { listenToHosts } from '../../lib/browser/permissions';
import { markTab } from '../../lib/browser/ways-in';
import type { PageFacts } from '../../lib/page/facts';
import type { Pin } from '../../lib/pin/pin';
import { addUtm } from '../../lib/pin/template';
import { listen } from '../../lib/store/changes';
import { readSettings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { listLinks, type Pointed, selected, webAddress } from './first-draft';
import { type Form, type FormStart, readSurroundings } from './form-model';

/** What the composer reads for a form besides the pin. */
export type Around = Pick<FormStart, 'preferences' | 'hasKey' | 'accounts' | 'pauses'>;

export async function readAround(): Promise<Around> {
  const [preferences, surroundings] = await Promise.all([readSettings(), readSurroundings()]);
  return { preferences, ...surroundings };
}

/** The toolbar button shows that the page in that tab has a draft, until it is scheduled, or was pinned already. */
export function markTabWithDraft({ draft, scheduling, others }: Form, tabId: number): void {
  const mark = computed(() => {
    if (scheduling.scheduledPin.value !== null) return 'pinned';
    if (draft.isStored.value) return 'draft';
    return others.isPinned.value ? 'pinned' : null;
  });
  effect(() => void markTab(tabId, mark.value));
}

/** Calls back when a pin in the store may have changed (`ids`: which), or what is around it: the key, a grant, the network. */
export function listenToAll(onChange: (what: 'pins' | 'surroundings', ids?: string[]) => void): () => void {
  const look = () => onChange('surroundings');
  const network = ['online', 'offline'] as const;
  for (const event of network) globalThis.addEventListener?.(event, look);
  const stops = [
    listen((topic, ids) => onChange(topic === 'pins' ? 'pins' : 'surroundings', ids)),
    listenToKey(look),
    listenToHosts(look),
    ...network.map((event) => () => globalThis.removeEventListener?.(event, look)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What the composer was opened for: a pin that exists, a plan of many, a tab (null: the one in view), or a sample page. */
export type Target =
  | { pinId: string }
  | { planId: string }
  | { facts: PageFacts }
  | { tabId: number | null; imageUrl: string | null };

/** What the address of `popup.html` asks for: `?pin=<id>`, `?plan=<id>`, `?tab=<tabId>[&image=<url>]`, or nothing: the tab in view. */
export function readTarget(search: string): Target {
  const asked = new URLSearchParams(search);
  const pinId = asked.get('pin');
  if (pinId) return { pinId };
  const planId = asked.get('plan');
  if (planId) return { planId };
  const tab = asked.get('tab') ?? '';
  return { tabId: /^\d+$/.test(tab) ? Number(tab) : null, imageUrl: asked.get('image') };
}

/** Applies what the user pointed at to an earlier draft of the page: taken where nothing was typed by hand, else offered. */
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
