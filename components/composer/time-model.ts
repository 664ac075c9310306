import { computed, signal } from '@preact/signals';
import type { HandOver, WhenChoice } from '../../lib/pin/pin';
import { type KeptSlots, nextFreeSlot, slotsFor } from '../../lib/pin/slots';
import { listTakenTimes } from '../../lib/store/pins';
import type { DraftModel } from './draft-model';

export type TimeModel = ReturnType<typeof createTimeModel>;

/** When the pin goes out, and who keeps it until then. Times are epoch ms. */
export function createTimeModel(draft: DraftModel, start: { slots: KeptSlots; taken: readonly number[] }) {
  const taken = signal(start.taken);
  const lookedAt = signal(Date.now());
  const slotAt = computed(() =>
    nextFreeSlot(slotsFor(start.slots, draft.pin.value.accountId), taken.value, lookedAt.value),
  );

  async function lookAgain(): Promise<void> {
    taken.value = await listTakenTimes(draft.pin.peek().accountId, Date.now());
    lookedAt.value = Date.now();
  }

  const timeFor: Record<WhenChoice, () => number | null> = {
    slot: () => slotAt.peek(),
    time: () => draft.pin.peek().publishAt,
    now: () => Date.now(),
  };

  return {
    /** When the times were last looked at. */
    lookedAt,
    /** The next free slot as of then; null when there is none. */
    slotAt,
    chooseWhen: (when: WhenChoice) => {
      const kept = draft.pin.peek().publishAt ?? slotAt.peek();
      draft.act({ when, publishAt: when === 'time' ? kept : null });
    },
    /** Null while the field is empty or half typed. */
    chooseTime: (publishAt: number | null) => draft.change({ when: 'time', publishAt }),
    chooseHandOver: (handOver: HandOver) => draft.act({ handOver }),
    /** Takes the slot's or the present time into the draft, right before it is scheduled. */
    fixTime: async () => {
      await lookAgain();
      const { when, publishAt } = draft.pin.peek();
      const at = timeFor[when]();
      if (at !== publishAt) draft.change({ publishAt: at });
    },
    lookAgain,
  };
}
