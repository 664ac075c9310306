import { computed, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import { listen } from '../../lib/store/changes';
import { changePins, readPin } from '../../lib/store/pins';
import { readPlan } from '../../lib/store/plans';

/** What can be changed about a pin of a plan. */
export type RowChange = Partial<
  Pick<
    Pin,
    | 'accountId'
    | 'board'
    | 'title'
    | 'description'
    | 'link'
    | 'when'
    | 'publishAt'
    | 'slides'
    | 'template'
    | 'handOver'
    | 'place'
  >
>;

/** Read the store at most this often while pictures come in. Milliseconds. */
const READ_EVERY = 400;

export type PlanRows = ReturnType<typeof createPlanRows>;

/** The drafts of a plan. Changes show and are stored at once; what the worker finds out about pictures is merged in. */
export function createPlanRows(planId: string, onError: (error: unknown) => void) {
  const all = signal<Pin[] | null>(null);
  /** Changes being stored, by pin. */
  const pending = new Map<string, RowChange[]>();
  let reading: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    const stored = await readPlan(planId);
    all.value = stored.map((pin) => Object.assign({}, pin, ...(pending.get(pin.id) ?? []))).sort(byPlace);
  }

  /** Merges in what the worker found out about one pin. */
  async function readOne(id: string): Promise<void> {
    const stored = await readPin(id);
    if (!stored) return;
    const merged = Object.assign({}, stored, ...(pending.get(id) ?? []));
    all.value = (all.peek() ?? []).map((pin) => (pin.id === id ? merged : pin));
  }

  function readSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      reading = (reading ?? Promise.resolve()).then(read).catch(onError);
    }, READ_EVERY);
  }

  /** Changes several drafts in one transaction; `change` answers the change, or nothing. */
  async function changeAll(ids: readonly string[], change: (pin: Pin) => RowChange | undefined): Promise<void> {
    const wanted = new Set(ids);
    const changes = new Map<string, RowChange>();
    all.value = (all.peek() ?? [])
      .map((pin) => {
        const patch = wanted.has(pin.id) && pin.state === 'draft' ? change(pin) : undefined;
        if (!patch) return pin;
        changes.set(pin.id, patch);
        pending.set(pin.id, [...(pending.get(pin.id) ?? []), patch]);
        return { ...pin, ...patch };
      })
      .sort(byPlace);
    if (changes.size === 0) return;
    try {
      await changePins([...changes.keys()], (pins) => ({
        put: pins.flatMap((pin) =>
          pin?.state === 'draft' ? { ...pin, ...changes.get(pin.id), updatedAt: Date.now() } : [],
        ),
      }));
    } catch (error) {
      onError(error);
    } finally {
      for (const [id, patch] of changes) {
        const left = (pending.get(id) ?? []).filter((one) => one !== patch);
        if (left.length > 0) pending.set(id, left);
        else pending.delete(id);
      }
    }
  }

  /** Adds and removes drafts in one transaction, and numbers their places. */
  async function replace(put: readonly Pin[], remove: readonly string[]): Promise<void> {
    const gone = new Set(remove);
    const before = (all.peek() ?? []).filter(({ id }) => !gone.has(id) && !put.some((pin) => pin.id === id));
    const after = [...before, ...put].sort(byPlace).map((pin, place) => ({ ...pin, place }));
    all.value = after;
    const places = new Map(after.map(({ id, place }) => [id, place]));
    const added = new Map(put.map((pin) => [pin.id, pin]));
    const ids = [...new Set([...after.map(({ id }) => id), ...gone])];
    await changePins(ids, (pins) => ({
      put: ids.flatMap((id, index) => {
        const pin = pins[index] ?? added.get(id);
        const place = places.get(id);
        return pin && place !== undefined && (pin.place !== place || !pins[index]) ? { ...pin, place } : [];
      }),
      remove: pins.flatMap((pin) => (pin && gone.has(pin.id) && pin.state === 'draft' ? pin.id : [])),
    }));
  }

  return {
    /** Every pin of the plan, scheduled ones too; null until read. */
    all,
    drafts: computed(() => (all.value ?? []).filter(({ state }) => state === 'draft')),
    read,
    readOne,
    changeAll,
    replace,
    /** Resolves when everything changed so far is stored. */
    settle: async () => {
      while (pending.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    /** Follows changes made elsewhere. Answers how to stop. */
    follow: () => {
      const stop = listen((topic) => topic === 'pins' && readSoon());
      return () => {
        stop();
        clearTimeout(timer);
      };
    },
  };
}

function byPlace(a: Pin, b: Pin): number {
  return (a.place ?? 0) - (b.place ?? 0) || a.createdAt - b.createdAt;
}
