import type { Readings } from '../../sandbox/readings';
import { type Path, scheduleDraft, stopAtFetch } from './paths';
import { storeSlide } from './pins';
import type { Universe } from './universe';

/**
 * How Postbreeze may turn out to schedule, and how many calls of its API the first pin and each later one cost:
 * upload, create, schedule, and the look after its time (2 + slides + 1) where nothing is in the way.
 */
export const SCHEDULING: { name: string; readings: Partial<Readings>; calls: [first: number, later: number] }[] = [
  { name: 'PATCH schedules', readings: {}, calls: [4, 4] },
  {
    name: 'PATCH keeps it a draft, schedule takes scheduledFor',
    readings: { patchOfDraft: 'keeps-draft', scheduleCall: 'scheduledFor' },
    calls: [5, 4],
  },
  {
    name: 'PATCH keeps it a draft, schedule takes scheduledAt',
    readings: { patchOfDraft: 'keeps-draft-with-time', scheduleCall: 'scheduledAt' },
    calls: [7, 4],
  },
  {
    name: 'PATCH keeps it a draft, schedule names another field',
    readings: { patchOfDraft: 'keeps-draft', scheduleCall: 'publishAt' },
    calls: [9, 4],
  },
  { name: 'PATCH refuses a draft (400)', readings: { patchOfDraft: 400, scheduleCall: 'scheduledFor' }, calls: [6, 4] },
  { name: 'PATCH refuses a draft (409)', readings: { patchOfDraft: 409 }, calls: [6, 4] },
  {
    name: 'only create schedules, and schedule is refused',
    readings: { patchOfDraft: 'keeps-draft', scheduleCall: 'refuses' },
    calls: [11, 3],
  },
  {
    name: 'only create schedules, and there is no schedule',
    readings: { patchOfDraft: 422, scheduleCall: 'missing' },
    calls: [12, 3],
  },
  { name: 'changes answer nothing', readings: { changeAnswer: 'empty' }, calls: [5, 5] },
  { name: 'changes answer {success}', readings: { changeAnswer: 'ok' }, calls: [5, 5] },
];

/** Sets how this world's Postbreeze reads its own documentation. */
export function read(universe: Universe, readings: Partial<Readings>): void {
  Object.assign(universe.postbreeze.state.settings, readings);
}

const isByCreate = ({ readings }: (typeof SCHEDULING)[number]) =>
  readings.scheduleCall === 'refuses' || readings.scheduleCall === 'missing';

/** A pin on each of the ways, the first of its installation: the ladder with every switch on it. */
export const WAY_PATHS: Path[] = [
  ...SCHEDULING.slice(1).map(
    (way, index): Path => ({
      name: way.name,
      about: 'ways',
      ...(index % 3 !== 0 && { isLike: true as const }),
      ...(isByCreate(way) && { isResentOnce: true as const }),
      begin: async (universe) => {
        read(universe, way.readings);
        await scheduleDraft(universe, [await storeSlide(1)]);
      },
      ends: ['published', 'failed'],
    }),
  ),
  {
    name: 'it was created with its time, and nobody heard',
    about: 'ways',
    isLike: true,
    isResentOnce: true,
    begin: async (universe) => {
      read(universe, { patchOfDraft: 409, scheduleCall: 'missing' });
      await universe.learnWay('create');
      await stopAtFetch(universe, 3, [await storeSlide(1)]);
    },
    ends: ['published', 'failed'],
  },
];
