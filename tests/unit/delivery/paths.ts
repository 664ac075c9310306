import { reschedule, retry, scheduleHere } from '../../../lib/pin/moves';
import type { Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import { readPin, saveDraft, updatePin } from '../../../lib/store/pins';
import { updateStored } from '../../../lib/store/settings';
import { exportAll, importAll } from '../../../lib/store/transfer';
import { clearStore, INSTALLATION } from '../../../lib/store/upkeep';
import { applyEdit, removePin, schedulePin, startEdit, takeBackPin } from '../../../lib/store/verbs';
import { MINUTE } from '../../../lib/time';
import type { Answer } from './answers';
import { decide, makeDraft, storeSlide } from './pins';
import type { Universe } from './universe';

/** A way that a pin takes through the engine. */
export interface Path {
  name: string;
  /** What it is about: sending one picture or several, settling what is unknown, or what the user asks of a post. */
  about: 'sending' | 'several' | 'settling' | 'asking' | 'ways';
  /** Differs from another way in nothing that a pair of faults could bring out: it goes without them by default. */
  isLike?: true;
  /** Whether a browser that repeats a call by itself is left out: nobody can undo what that does to a create call with a time. */
  isResentOnce?: true;
  /** Brings the pin `p` to where the way begins, with the world whole. */
  begin: (universe: Universe) => Promise<void>;
  /** The states in which the way may end when something goes wrong on it; the first is where it ends when nothing does. */
  ends: (Pin['state'] | 'gone')[];
}

export const TITLE = 'Title of p';

/** A slide that Postbreeze fetches by itself. */
export function addressSlide(seed: number): Slide {
  const slide = createSlide({
    id: `a${seed}`,
    url: `https://cdn.example.com/${seed}.jpg`,
    text: `At ${seed}`,
    width: 600,
    height: 900,
  });
  return { ...slide, rung: 'address' };
}

export async function scheduleDraft({ now }: Universe, slides: Slide[], over: Partial<Pin> = {}): Promise<void> {
  await saveDraft(makeDraft('p', slides, now + 2 * MINUTE, over));
  await schedulePin('p', now);
}

/** Handed over right away, to be published in 50 minutes; then how fast the calls before it went no longer matters. */
export async function handOver(universe: Universe): Promise<void> {
  await scheduleDraft(universe, [await storeSlide(1)], {
    handOver: 'right-away',
    publishAt: universe.now + 50 * MINUTE,
  });
  await universe.run('message', universe.now + MINUTE);
  if ((await readPin('p'))?.state !== 'handed-over') throw new Error('The way does not begin.');
  await universe.advanceTo(universe.now + 20 * MINUTE);
}

async function failAtPublish(universe: Universe): Promise<void> {
  universe.postbreeze.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
  await scheduleDraft(universe, [await storeSlide(1)]);
  await universe.run();
  if ((await readPin('p'))?.state !== 'failed') throw new Error('The way does not begin.');
}

export const PATHS: Path[] = [
  {
    name: 'one picture, at its time',
    about: 'sending',
    begin: async (universe) => scheduleDraft(universe, [await storeSlide(1)]),
    ends: ['published', 'failed'],
  },
  {
    name: 'carousel of two',
    about: 'several',
    begin: async (universe) => scheduleDraft(universe, [await storeSlide(1), await storeSlide(2)]),
    ends: ['published', 'failed'],
  },
  {
    name: 'by address alone',
    about: 'sending',
    begin: async (universe) => scheduleDraft(universe, [addressSlide(1)]),
    ends: ['published', 'failed'],
  },
  {
    name: 'upload before address',
    about: 'sending',
    isLike: true,
    begin: async (universe) => scheduleDraft(universe, [await storeSlide(1), addressSlide(2)]),
    ends: ['published', 'failed'],
  },
  {
    name: 'right away',
    about: 'sending',
    isLike: true,
    begin: async (universe) => scheduleDraft(universe, [await storeSlide(1)], { handOver: 'right-away' }),
    ends: ['published', 'failed'],
  },
  {
    name: 'fails at publish',
    about: 'sending',
    isLike: true,
    begin: (universe) => beginFailing(universe),
    ends: ['failed'],
  },
  {
    name: 'retry after failing at publish',
    about: 'asking',
    begin: async (universe) => {
      await failAtPublish(universe);
      await decide('p', retry, universe.now);
    },
    ends: ['published', 'failed'],
  },
  {
    name: 'edit',
    about: 'asking',
    begin: async (universe) => {
      await handOver(universe);
      const copy = await startEdit('p', universe.now, 'copy');
      await saveDraft({ ...copy, slides: [await storeSlide(4)], description: 'Edited' });
      await applyEdit('copy', universe.now);
    },
    ends: ['published', 'failed'],
  },
  {
    name: 'reschedule',
    about: 'asking',
    isLike: true,
    begin: async (universe) => {
      await handOver(universe);
      await decide('p', (pin, now) => reschedule(pin, now + 60 * MINUTE, now), universe.now);
    },
    ends: ['published', 'failed'],
  },
  {
    name: 'take back',
    about: 'asking',
    begin: async (universe) => {
      await handOver(universe);
      await takeBackPin('p', universe.now);
    },
    ends: ['draft', 'published'],
  },
  {
    name: 'remove',
    about: 'asking',
    begin: async (universe) => {
      await handOver(universe);
      await removePin('p', universe.now);
    },
    ends: ['gone', 'published'],
  },
  {
    name: 'remove while its outcome is unknown',
    about: 'asking',
    begin: async (universe) => {
      await scheduleDraft(universe, [await storeSlide(1)], {
        publishAt: universe.now + 60 * MINUTE,
        handOver: 'right-away',
      });
      universe.watch({
        spoilt: [{ nth: 3, answer: { name: 'lost', commits: true, deliver: () => Promise.reject(new TypeError()) } }],
      });
      await universe
        .startWorker()
        .wake('message')
        .catch(() => {});
      await updatePin('p', (pin) => ({ ...pin, leaseId: null, leaseUntil: null }));
      await removePin('p', universe.now);
    },
    ends: ['gone'],
  },
  {
    name: 'a draft was made, and nobody heard',
    about: 'settling',
    begin: async (universe) => stopAtFetch(universe, 3, [await storeSlide(1)]),
    ends: ['published', 'failed'],
  },
  {
    name: 'two drafts were made, and nobody heard',
    about: 'settling',
    isLike: true,
    begin: async (universe) => stopAtFetch(universe, 3, [await storeSlide(1)], { commits: true, twice: true }),
    ends: ['published', 'failed'],
  },
  {
    name: 'no draft was made, and nobody heard',
    about: 'settling',
    begin: async (universe) => stopAtFetch(universe, 3, [await storeSlide(1)], { commits: false }),
    ends: ['published', 'failed'],
  },
  {
    name: 'a draft by address alone was made, and nobody heard',
    about: 'settling',
    begin: (universe) => stopAtFetch(universe, 1, [addressSlide(1)]),
    ends: ['published', 'failed'],
  },
  {
    name: 'another browser made a draft, and it is scheduled here',
    about: 'settling',
    isLike: true,
    begin: async (universe) => {
      await stopAtFetch(universe, 3, [await storeSlide(1)]);
      universe.end();
      const file = await exportAll(universe.now);
      await clearStore();
      await updateStored(INSTALLATION, () => 'another');
      await importAll(file, universe.now);
      await decide('p', (pin, now) => scheduleHere(pin, null, now), universe.now);
    },
    ends: ['published', 'failed'],
  },
  {
    name: 'it was scheduled, and nobody heard',
    about: 'settling',
    begin: async (universe) => stopAtFetch(universe, 4, [await storeSlide(1)]),
    ends: ['published', 'failed'],
  },
];

/** The worker is gone before it hears the answer to its nth request. */
export async function stopAtFetch(
  universe: Universe,
  nth: number,
  slides: Slide[],
  how: Pick<Answer, 'commits' | 'twice'> = { commits: true },
): Promise<void> {
  await scheduleDraft(universe, slides, { handOver: 'right-away' });
  const answer: Answer = { name: 'lost', ...how, deliver: () => Promise.reject(new TypeError('lost')) };
  universe.watch({ spoilt: [{ nth, answer }] });
  universe.dies = () => universe.fetches === nth;
  await universe.startWorker().wake('message');
  universe.dies = () => false;
}

async function beginFailing(universe: Universe): Promise<void> {
  universe.postbreeze.state.publishFaults.push({ code: 'PIN_BOARD_NOT_FOUND', times: 9 });
  await scheduleDraft(universe, [await storeSlide(1)]);
}
