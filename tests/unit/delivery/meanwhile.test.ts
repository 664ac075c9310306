import { MINUTE } from '../../../lib/time';
import 'fake-indexeddb/auto';
import { afterAll, describe, expect, test } from 'vitest';
import { IllegalMove } from '../../../lib/pin/moves';
import { applyEdit, startEdit } from '../../../lib/store/edits';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { removePin, reschedulePin, takeBackPin } from '../../../lib/store/verbs';
import { PATHS, TITLE } from './paths';
import { Tally, travel } from './travel';
import type { Universe } from './universe';

const WAYS = [
  'one picture, at its time',
  'by address alone',
  'it was scheduled, and nobody heard',
  'edit',
  'take back',
];
const ways = PATHS.filter(({ name }) => WAYS.includes(name));
const tally = new Tally();
afterAll(() => tally.say('Something else happens before every call of every port'));

/** What the user may do to a pin on its way, and how that may end. */
const ACTS: { name: string; ends: string[]; act: (universe: Universe) => Promise<unknown> }[] = [
  { name: 'removes it', ends: ['gone', 'published'], act: removeOnItsWay },
  { name: 'takes it back', ends: ['draft', 'published'], act: ({ now }) => takeBackPin('p', now) },
  { name: 'reschedules it', ends: ['published'], act: ({ now }) => reschedulePin('p', now + 30 * MINUTE, now) },
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
      const { calls } = await travel(path);
      for (let nth = 1; nth <= calls.length; nth++) {
        let isDone = true;
        const doIt = (universe: Universe) =>
          act(universe).catch((error) => {
            if (!(error instanceof IllegalMove)) throw error;
            isDone = false;
          });
        const journey = await travel(
          { ...path, ends: (path.name === 'take back' ? [...ends, 'draft'] : ends) as never },
          { meanwhile: { nth, act: doIt as never } },
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
    const { calls } = await travel(path);
    for (let nth = 1; nth <= calls.length; nth++)
      tally.add(
        `suspended before ${nth} ${calls[nth - 1]}`,
        await travel(path, { meanwhile: { nth, act: (universe) => runOther(universe) } }),
      );
    expect(tally.failures.splice(0)).toEqual([]);
  }, 120_000);

  test('keeps one post when two workers wake at once', async () => {
    const { calls } = await travel(path);
    for (let nth = 1; nth <= calls.length; nth++)
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
