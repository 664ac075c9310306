import 'fake-indexeddb/auto';
import { afterAll, describe, expect, test } from 'vitest';
import { IllegalMove, reschedule } from '../../../lib/pin/moves';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { applyEdit, removePin, startEdit, takeBackPin } from '../../../lib/store/verbs';
import { MINUTE } from '../../../lib/time';
import { IS_THOROUGH } from '../../setup/thorough';
import { PATHS, type Path, TITLE } from './paths';
import { decide } from './pins';
import { beginTravels, Tally, travel } from './travel';
import type { Universe } from './universe';

const WAYS = [
  'one picture, at its time',
  'by address alone',
  'it was scheduled, and nobody heard',
  'edit',
  'take back',
];
/**
 * Before which calls something happens: all of them in `npm run test:all`; by default those that change something, once all is
 * read for them, and those that follow one, before anything is read again.
 */
function listMoments(calls: string[]): number[] {
  const changes = (name: string | undefined) => name === undefined || !/^(read|find|list|count)/.test(name);
  return calls.flatMap((name, index) => (IS_THOROUGH || changes(name) || changes(calls[index - 1]) ? [index + 1] : []));
}
const ways = PATHS.filter(({ name }) => WAYS.includes(name));
const tally = new Tally();
afterAll(() => tally.say('Something else happens before every call of every port'));

/** What the user may do to a pin on its way, and how that may end. */
const ACTS: { name: string; ends: string[]; act: (universe: Universe) => Promise<unknown> }[] = [
  { name: 'removes it', ends: ['gone', 'published'], act: removeOnItsWay },
  { name: 'takes it back', ends: ['draft', 'published'], act: ({ now }) => takeBackPin('p', now) },
  {
    name: 'reschedules it',
    ends: ['published'],
    act: ({ now }) => decide('p', (pin, now) => reschedule(pin, now + 30 * MINUTE, now), now),
  },
  {
    name: 'edits it',
    ends: ['published'],
    act: async ({ now }) => {
      const copy = await startEdit('p', now, 'copy');
      await saveDraft({ ...copy, description: 'Edited' });
      await applyEdit('copy', now);
    },
  },
];

/** Removing what is published already takes it off the list only; that is not what this is about. */
async function removeOnItsWay({ now }: Universe): Promise<void> {
  if ((await readPin('p'))?.state !== 'published') await removePin('p', now);
}

describe.each(ways)('the way "$name"', (path) => {
  test.each(ACTS)(
    'keeps one pin and one post whenever the user $name',
    async ({ act, ends }) => {
      const go = await beginTravels(path);
      const { calls } = await go();
      for (const nth of listMoments(calls)) {
        let isDone = true;
        const doIt = (universe: Universe) =>
          act(universe).catch((error) => {
            if (!(error instanceof IllegalMove)) throw error;
            isDone = false;
          });
        const journey = await go(
          { meanwhile: { nth, act: doIt as never } },
          (path.name === 'take back' ? [...ends, 'draft'] : ends) as Path['ends'],
        );
        tally.add(`before ${nth} ${calls[nth - 1]}`, journey);
        const pin = await readPin('p');
        const [post] = journey.universe.postbreeze.livePosts(TITLE);
        const isTooLate = pin?.lastError?.code === 'ALREADY_PUBLISHED';
        if (pin && post && isDone && !isTooLate) expect(post.caption).toBe(pin.description);
      }
      expect(tally.failures.splice(0)).toEqual([]);
    },
    120_000,
  );

  test('keeps one post when the worker is suspended anywhere and another takes over to the end', async () => {
    const go = await beginTravels(path);
    const { calls } = await go();
    for (const nth of listMoments(calls))
      tally.add(
        `suspended before ${nth} ${calls[nth - 1]}`,
        await go({ meanwhile: { nth, act: (universe) => runOther(universe) } }),
      );
    expect(tally.failures.splice(0)).toEqual([]);
  }, 120_000);

  test('keeps one post when two workers wake at once', async () => {
    const { calls } = await travel(path);
    for (const nth of listMoments(calls))
      tally.add(
        `a second wakes before ${nth} ${calls[nth - 1]}`,
        await travel(path, { meanwhile: { nth, act: async (universe) => void universe.startWorker().wake('alarm') } }),
      );
    expect(tally.failures.splice(0)).toEqual([]);
  }, 120_000);
});

async function runOther(universe: Universe): Promise<void> {
  await universe.run('alarm');
}
