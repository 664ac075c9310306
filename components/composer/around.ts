import { computed, effect } from '@preact/signals';
import { markTab } from '../../lib/browser/badge';
import { listenToKey } from '../../lib/browser/key';
import { listenToHosts } from '../../lib/browser/permissions';
import { listen } from '../../lib/store/changes';
import { readSettings } from '../../lib/store/settings';
import { type Form, type FormStart, readSurroundings } from './form-model';

/** What the composer reads for a form, beside the pin. */
export type Around = Pick<FormStart, 'preferences' | 'hasKey' | 'accounts' | 'pauses'>;

export async function readAround(): Promise<Around> {
  const [preferences, surroundings] = await Promise.all([readSettings(), readSurroundings()]);
  return { preferences, ...surroundings };
}

/** The toolbar button shows that the page in that tab has a draft, until it is scheduled. */
export function markWhileKept({ draft, scheduling }: Form, tabId: number): void {
  const hasDraft = computed(() => draft.isStored.value && scheduling.scheduledPin.value === null);
  effect(() => void markTab(tabId, hasDraft.value ? 'draft' : null));
}

/** Calls back when a pin in the store may have changed, or what is around it: the key, a grant, the network. */
export function listenToAll(onChange: (what: 'pins' | 'surroundings') => void): () => void {
  const look = () => onChange('surroundings');
  const network = ['online', 'offline'] as const;
  for (const event of network) globalThis.addEventListener?.(event, look);
  const stops = [
    listen((topic) => onChange(topic === 'pins' ? 'pins' : 'surroundings')),
    listenToKey(look),
    listenToHosts(look),
    ...network.map((event) => () => globalThis.removeEventListener?.(event, look)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
