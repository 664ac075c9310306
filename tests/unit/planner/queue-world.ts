import { vi } from 'vitest';
import type { QueueWorld } from '../../../components/planner/world';
import type { Pin } from '../../../lib/pin/pin';
import { DEFAULT_SLOTS } from '../../../lib/pin/slots';
import type { Topic } from '../../../lib/store/changes';
import { NOW } from './make-pin';

/** A world in memory: its pins can be changed, and `announce` says so as the store would. */
export function createQueueWorld(pins: Pin[] = []) {
  const listeners = new Set<(topic: Topic) => void>();
  const stored = new Map(pins.map((pin) => [pin.id, pin]));
  const change = async (id: string, over: Partial<Pin>) => {
    stored.set(id, { ...expectPin(id), ...over });
    world.announce('pins');
  };
  function expectPin(id: string): Pin {
    const pin = stored.get(id);
    if (!pin) throw new Error(`no pin ${id}`);
    return pin;
  }
  const world = {
    stored,
    announce: (topic: Topic) => {
      for (const listener of listeners) listener(topic);
    },
    isListenedTo: () => listeners.size > 0,
    now: () => NOW,
    after: () => () => {},
    listPins: vi.fn(async () => [...stored.values()]),
    listAccounts: vi.fn(async () => []),
    listDamaged: vi.fn(async () => []),
    readPause: vi.fn(async () => null),
    readSlots: vi.fn(async () => DEFAULT_SLOTS),
    listen: (look: (topic: Topic) => void) => {
      listeners.add(look);
      return () => listeners.delete(look);
    },
    startEdit: vi.fn(async (id: string) => `copy of ${id}`),
    discardEdit: vi.fn(async (id: string) => {
      const copy = [...stored.values()].find(({ editOf }) => editOf === id);
      if (copy) stored.delete(copy.id);
      world.announce('pins');
      return copy;
    }),
    openPin: vi.fn(async () => {}),
    retryPin: vi.fn((id: string) => change(id, { state: 'queued', lastError: null })),
    releaseHeld: vi.fn((id: string) => change(id, { held: false })),
    scheduleHere: vi.fn((id: string, publishAt: number | null) =>
      change(id, { held: false, lastError: null, ...(publishAt !== null && { publishAt }) }),
    ),
    adoptPin: vi.fn((id: string) => change(id, { state: 'handed-over' })),
    scheduleAgain: vi.fn((id: string) => change(id, { state: 'queued' })),
    reschedulePin: vi.fn((id: string, publishAt: number) => change(id, { publishAt })),
    switchCustody: vi.fn((id: string, handOver: Pin['handOver']) => change(id, { handOver })),
    duplicatePin: vi.fn(async (id: string) => ({ ...expectPin(id), id: `copy of ${id}` })),
    removePin: vi.fn(async (id: string) => {
      const pin = expectPin(id);
      stored.delete(id);
      world.announce('pins');
      return pin;
    }),
    restorePin: vi.fn(async (pin: Pin) => {
      stored.set(pin.id, pin);
      world.announce('pins');
    }),
    wake: vi.fn(),
    look: vi.fn(),
    onReturn: vi.fn((_look: () => void) => () => {}),
    exportAll: vi.fn(async () => new Blob(['all'])),
    importAll: vi.fn(async () => ({ added: 2, held: 0, same: 1, damaged: 0 })),
    save: vi.fn(),
    explainError: (error: unknown) => `sorry: ${(error as Error).message}`,
  } satisfies QueueWorld & Record<string, unknown>;
  return world;
}
