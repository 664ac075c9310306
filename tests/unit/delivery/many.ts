import { schedule } from '../../../lib/pin/moves';
import type { Pin } from '../../../lib/pin/pin';
import { changePins, listPins, saveDraft } from '../../../lib/store/pins';
import { schedulePin } from '../../../lib/store/verbs';
import { addressSlide } from './paths';
import { makeDraft } from './pins';
import type { Universe } from './universe';

/** Schedules `count` pins (`p000`, `p001` …) sent by address, their times given by their number. */
export async function scheduleMany(
  universe: Universe,
  count: number,
  timeOf: (index: number) => number,
): Promise<void> {
  const pins = Array.from({ length: count }, (_, index) => {
    const id = `p${String(index).padStart(3, '0')}`;
    return schedule({ ...makeDraft(id, [addressSlide(index)], timeOf(index)), createdAt: index }, universe.now);
  });
  await changePins([], () => ({ put: pins }));
}

/** Schedules one pin sent by address. */
export async function scheduleOne(universe: Universe, over: Partial<Pin> = {}): Promise<void> {
  const draft = { ...makeDraft('p', [addressSlide(1)], universe.now), ...over };
  await saveDraft(draft);
  await schedulePin(draft.id, universe.now);
}

/** How many pins are in each state. */
export async function countStates(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await listPins()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
