import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { beginPlan } from '../../../components/plan/begin-plan';
import { createSlide } from '../../../lib/pin/slide';
import { clearStore } from '../../../lib/store/installation';
import { listPins, updatePin } from '../../../lib/store/pins';
import { readPlan } from '../../../lib/store/plans';
import { readSettings } from '../../../lib/store/settings';
import { facts, NOW } from './kit';

beforeEach(() => clearStore());

test('going back to choose other pictures goes on with the plan: only pictures that are given up lose their pins', async () => {
  const list = facts(5);
  const begin = async (chosen: number[], more: { shown?: number[]; planId?: string } = {}) =>
    beginPlan(
      {
        facts: list,
        candidates: (more.shown ?? chosen).map((place) => list.candidates[place]!),
        draft: { id: 'page-draft', updatedAt: chosen.length, slides: chosen.map(slideOf) },
        planId: more.planId,
        accountId: 'anna',
        board: null,
        settings: await readSettings(),
      },
      NOW,
    );
  const slideOf = (place: number) => {
    const { url, text } = list.candidates[place]!;
    return createSlide({ id: url, url, text, width: 1000, height: 1500 });
  };
  const planId = await begin([0, 1, 2]);
  const [, own, unseen] = await readPlan(planId);
  await updatePin(own!.id, (pin) => ({ ...pin, title: 'In her own words' }));
  // The page does not show picture 2 this time, which is still chosen; 0 is given up, 3 is new.
  expect(await begin([3, 1, 2, 4], { shown: [3, 1, 4], planId })).toBe(planId);
  const pins = await readPlan(planId);
  expect(pins.map(({ title }) => title)).toEqual(['Picture 3', 'In her own words', 'Picture 4', 'Picture 2']);
  expect([pins[1]?.id, pins[3]?.id]).toEqual([own!.id, unseen!.id]);
  expect(pins.map(({ planDraft }) => planDraft?.updatedAt)).toEqual([4, 4, 4, 4]);
  expect(await listPins({ state: 'draft' })).toHaveLength(4);
  // Whoever did not come back from that plan begins another and leaves it alone.
  expect(await begin([0])).not.toBe(planId);
  expect(await readPlan(planId)).toEqual(pins);
});
