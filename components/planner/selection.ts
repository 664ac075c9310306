import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';

export type Selection = ReturnType<typeof createSelection>;

/** The selected pins among those shown, in their order: what is out of sight is not acted on. */
export function createSelection(shown: ReadonlySignal<Pin[]>) {
  const ids = signal<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  let anchor: string | null = null;

  function selectRange(to: string): void {
    const order = shown.peek().map(({ id }) => id);
    const [from, end] = [order.indexOf(anchor ?? to), order.indexOf(to)].sort((a, b) => a - b);
    if (from === undefined || end === undefined || from < 0) return;
    ids.value = new Set([...ids.peek(), ...order.slice(from, end + 1)]);
  }

  return {
    ids,
    pins: computed(() => shown.value.filter(({ id }) => ids.value.has(id))),
    /** One more or one less; with `isRange`, all from the last one on. */
    toggle: (id: string, isRange = false) => {
      if (isRange && anchor !== null) return selectRange(id);
      const next = new Set(ids.peek());
      if (!next.delete(id)) next.add(id);
      anchor = id;
      ids.value = next;
    },
    toggleAll: () => {
      const all = shown.peek().map(({ id }) => id);
      ids.value = all.every((id) => ids.peek().has(id)) ? new Set() : new Set(all);
    },
    clear: () => {
      ids.value = new Set();
    },
  };
}
