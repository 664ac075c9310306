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

/** The toolbar button shows that the page in that tab has a draft, until it is scheduled, or was pinned already. */
export function markWhileKept({ draft, scheduling, others }: Form, tabId: number): void {
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
