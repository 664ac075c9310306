import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { HandOver, WhenChoice } from '../../lib/pin/pin';
import { type KeptSlots, nextFreeSlot, slotsFor } from '../../lib/pin/slots';
import type { DraftModel } from './draft-model';
import type { ComposerWorld } from './world';

/** When the pin goes out, and who keeps the time until then. Times are epoch ms. */
export interface Timing {
  /** When the times were last looked at. */
  lookedAt: ReadonlySignal<number>;
  /** The next free slot as of then; null when there is none. */
  slotAt: ReadonlySignal<number | null>;
  chooseWhen: (when: WhenChoice) => void;
  /** Null while the field is empty or half typed. */
  chooseTime: (at: number | null) => void;
  chooseHandOver: (handOver: HandOver) => void;
  /** Takes the slot's or the present time into the draft, right before it is scheduled. */
  fixTime: () => Promise<void>;
  lookAgain: () => Promise<void>;
}

export function createTiming(
  draft: DraftModel,
  start: { slots: KeptSlots; taken: readonly number[] },
  world: Pick<ComposerWorld, 'now' | 'listTakenTimes'>,
): Timing {
  const taken = signal(start.taken);
  const lookedAt = signal(world.now());
  const slotAt = computed(() => {
    const slots = slotsFor(start.slots, draft.pin.value.accountId);
    return nextFreeSlot(slots, taken.value, lookedAt.value);
  });

  async function lookAgain(): Promise<void> {
    taken.value = await world.listTakenTimes(draft.pin.peek().accountId);
    lookedAt.value = world.now();
  }

  const timeFor: Record<WhenChoice, () => number | null> = {
    slot: () => slotAt.peek(),
    time: () => draft.pin.peek().publishAt,
    now: () => world.now(),
  };

  return {
    lookedAt,
    slotAt,
    chooseWhen: (when) => {
      const kept = draft.pin.peek().publishAt ?? slotAt.peek();
      draft.change({ when, publishAt: when === 'time' ? kept : null });
    },
    chooseTime: (publishAt) => draft.change({ when: 'time', publishAt }),
    chooseHandOver: (handOver) => draft.change({ handOver }),
    fixTime: async () => {
      await lookAgain();
      const { when, publishAt } = draft.pin.peek();
      const at = timeFor[when]();
      if (at !== publishAt) draft.change({ publishAt: at });
    },
    lookAgain,
  };
}
