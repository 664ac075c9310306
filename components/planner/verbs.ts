import type { ReadonlySignal, Signal } from '@preact/signals';
import type { HandOver, Pin } from '../../lib/pin/pin';
import { nextFreeSlot } from '../../lib/pin/slots';
import { describeImport } from '../../lib/store/imported';
import { listActs, type SharedAct } from './acts';
import type { StatusModel } from './status';
import { spreadTimes } from './times';
import { nameOf } from './view';
import type { QueueWorld } from './world';

/** What the user can do with pins. None rejects: what went wrong stands in the status line. */
export interface QueueVerbs {
  edit: (pin: Pin) => Promise<void>;
  /** Drops the changes begun in the composer; the pin stays as it is. */
  discardEdit: (pin: Pin) => Promise<void>;
  send: (pin: Pin) => Promise<void>;
  /** Each at its own time; with `at` (epoch ms) as `reschedule` does. */
  here: (pins: readonly Pin[], at?: number) => Promise<void>;
  adopt: (pin: Pin) => Promise<void>;
  again: (pin: Pin) => Promise<void>;
  duplicate: (pin: Pin) => Promise<void>;
  retry: (pins: readonly Pin[]) => Promise<void>;
  remove: (pins: readonly Pin[]) => Promise<void>;
  /** The first at `at` (epoch ms), the others at the free slots after it. */
  reschedule: (pins: readonly Pin[], at: number) => Promise<void>;
  switchCustody: (pin: Pin, handOver: HandOver) => Promise<void>;
  /** The first time a pin could take in the user's slots (epoch ms); null when there is none. */
  findFreeTime: () => Promise<number | null>;
  exportAll: () => Promise<void>;
  importAll: (file: Blob) => Promise<void>;
  exportDamaged: () => Promise<void>;
}

interface Nouns {
  pins: ReadonlySignal<Pin[] | null>;
  chosen: ReadonlySignal<Pin[]>;
  selected: Signal<ReadonlySet<string>>;
  sought: Signal<string | null>;
}

/** The verbs over a world; each tells the status line what came of it. */
export function createVerbs(world: QueueWorld, status: StatusModel, nouns: Nouns): QueueVerbs {
  const { attempt, say } = status;

  /** Changes pins one after the other, wakes the engine, and says what was done, with the way back where there is one. */
  async function change(
    pins: readonly Pin[],
    verb: (pin: Pin, place: number) => Promise<unknown>,
    words: string,
    back: (() => Promise<void>) | null = null,
  ): Promise<void> {
    await attempt(async () => {
      try {
        for (const [place, pin] of pins.entries()) await verb(pin, place);
      } finally {
        world.wake();
      }
      say(words, 'good', pins.every((pin) => isTimeAll(pin, world.now())) ? back : null);
    });
  }

  /** A time for each of the pins, the first at `at`. */
  async function findTimes(pins: readonly Pin[], at: number): Promise<number[]> {
    const taken = listTaken(nouns.pins.peek() ?? [], new Set(pins.map(({ id }) => id)));
    return spreadTimes(pins.length, at, { slots: await world.readSlots(), taken });
  }

  return {
    edit: (pin) => attempt(async () => world.openPin(await world.startEdit(pin.id))),
    discardEdit: (pin) =>
      attempt(async () => {
        const copy = await world.discardEdit(pin.id);
        const undo = async () => {
          if (copy) await world.restorePin(copy);
          say(`The changes to ${quote(pin)} are back.`);
        };
        say(`${quote(pin)} stays as it was; the changes are discarded.`, 'good', copy ? undo : null);
      }),
    send: (pin) => change([pin], ({ id }) => world.releaseHeld(id), `${quote(pin)} goes out now.`),
    here: (pins, at) => {
      const able = withAct(pins, 'here').sort(byTime);
      return attempt(async () => {
        const times = at === undefined ? [] : await findTimes(able, at);
        await change(able, ({ id }, place) => world.scheduleHere(id, times[place] ?? null), describeHere(able));
      });
    },
    adopt: (pin) => change([pin], ({ id }) => world.adoptPin(id), `${quote(pin)} is taken as scheduled.`),
    again: (pin) => change([pin], ({ id }) => world.scheduleAgain(id), `${quote(pin)} is scheduled again.`),
    duplicate: (pin) =>
      attempt(async () => {
        await world.duplicatePin(pin.id);
        say(`Copied ${quote(pin)} to a new draft.`);
      }),
    retry: (pins) => {
      const able = withAct(pins, 'retry');
      return change(able, ({ id }) => world.retryPin(id), `Trying ${name(able)} again.`);
    },
    remove: async (pins) => {
      const removed: Pin[] = [];
      const undo = async () => {
        for (const pin of removed) await world.restorePin(pin);
        world.wake();
        nouns.sought.value = removed[0]?.id ?? null;
        say(removed.length === 1 ? `${quote(removed[0])} is back.` : `${removed.length} pins are back.`);
      };
      try {
        for (const { id } of pins) {
          const before = await world.removePin(id);
          if (before) removed.push(before);
        }
        say(describeRemoval(removed), 'good', undo);
      } catch (error) {
        say(world.explainError(error), 'danger', removed.length > 0 ? undo : null);
      }
      world.wake();
      nouns.selected.value = new Set();
    },
    reschedule: (pins, at) => {
      const able = withAct(pins, 'reschedule').sort(byTime);
      return attempt(async () => {
        const times = await findTimes(able, at);
        await change(
          able,
          ({ id }, place) => world.reschedulePin(id, times[place] ?? at),
          `Rescheduled ${name(able)}.`,
          () =>
            change(
              able,
              ({ id, publishAt }) => world.reschedulePin(id, publishAt ?? at),
              `${name(able)} kept the time.`,
            ),
        );
      });
    },
    switchCustody: (pin, handOver) =>
      change([pin], ({ id }) => world.switchCustody(id, handOver), `${quote(pin)} ${CUSTODY_WORDS[handOver]}`),
    findFreeTime: async () => {
      const taken = listTaken(nouns.pins.peek() ?? [], new Set());
      const slots = await world.readSlots();
      return nextFreeSlot(slots, taken, world.now());
    },
    exportAll: () =>
      attempt(async () => {
        world.save(await world.exportAll(), `pinbreeze-${isoDay(world.now())}.zip`);
        say('Everything but the key is in the file.');
      }),
    importAll: (file) =>
      attempt(async () => {
        const { words, tone } = describeImport(await world.importAll(file));
        world.wake();
        say(words, tone);
      }),
    exportDamaged: () =>
      attempt(async () => {
        const rows = JSON.stringify(await world.listDamaged(), null, 2);
        world.save(new Blob([rows], { type: 'application/json' }), `pinbreeze-unreadable-${isoDay(world.now())}.json`);
      }),
  };
}

/** Whether another time is all that rescheduling changes, so that undo is the old time: it sends nothing that was held. */
function isTimeAll({ state, held, publishAt }: Pin, now: number): boolean {
  return state === 'handed-over' || (state === 'queued' && !held && (publishAt ?? 0) > now);
}

function byTime(a: Pin, b: Pin): number {
  return (a.publishAt ?? 0) - (b.publishAt ?? 0);
}

const CUSTODY_WORDS: Record<HandOver, string> = {
  'at-time': 'leaves this browser at the chosen time.',
  'right-away': 'goes to Postbreeze right away, which keeps its time.',
};

function withAct(pins: readonly Pin[], act: SharedAct): Pin[] {
  return pins.filter((pin) => listActs(pin).includes(act));
}

/** Times that other pins take up, so that a free one is free. */
function listTaken(pins: readonly Pin[], but: ReadonlySet<string>): number[] {
  const takes = pins.filter(({ id, state }) => !but.has(id) && state !== 'draft' && state !== 'canceled');
  return takes.flatMap(({ publishAt }) => publishAt ?? []);
}

function describeHere(pins: readonly Pin[]): string {
  return pins.length === 1 ? `${quote(pins[0])} goes out from here.` : `${pins.length} pins go out from here.`;
}

function describeRemoval(pins: readonly Pin[]): string {
  if (pins.length !== 1) return `Removed ${pins.length} pins.`;
  const stays = pins[0]?.state === 'published' ? ' It stays on Pinterest.' : '';
  return `Removed ${quote(pins[0])}.${stays}`;
}

function name(pins: readonly Pin[]): string {
  return pins.length === 1 ? quote(pins[0]) : `${pins.length} pins`;
}

function quote(pin: Pin | undefined): string {
  return pin ? `“${nameOf(pin)}”` : '';
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
