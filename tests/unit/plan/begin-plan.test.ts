import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { beginPlan } from '../../../components/plan/begin-plan';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import { listPins, updatePin } from '../../../lib/store/pins';
import { readPlan } from '../../../lib/store/plans';
import { readSettings } from '../../../lib/store/settings';
import { clearStore } from '../../../lib/store/upkeep';
import { readBytes } from '../composer/samples';
import { chosenOf, facts, NOW } from './kit';

beforeEach(() => clearStore());

const list = facts(5);
const { slides: all, candidateOf } = chosenOf(list);

/** A plan of these slides of the page's draft, or what becomes of an earlier one. */
async function begin(slides: Slide[], more: { planId?: string; shown?: Slide[] } = {}) {
  return beginPlan(
    {
      facts: list,
      slides,
      candidateOf: (slide) => (more.shown && !more.shown.includes(slide) ? undefined : candidateOf(slide)),
      draft: { id: 'page-draft', updatedAt: slides.length },
      planId: more.planId,
      accountId: 'anna',
      board: null,
      settings: await readSettings(),
    },
    NOW,
  );
}
const pick = (...places: number[]) => places.map((place) => all[place]!);

test('going back to choose other pictures keeps the plan: only dropped pictures lose their pins', async () => {
  const planId = await begin(pick(0, 1, 2));
  const [, own, unseen] = await readPlan(planId);
  await updatePin(own!.id, (pin) => ({ ...pin, title: 'In her own words' }));
  // The page does not show picture 2 this time, which is still chosen; 0 is given up, 3 is new.
  expect(await begin(pick(3, 1, 2, 4), { shown: pick(3, 1, 4), planId })).toBe(planId);
  const pins = await readPlan(planId);
  expect(pins.map(({ title }) => title)).toEqual(['Picture 3', 'In her own words', 'Picture 2', 'Picture 4']);
  expect([pins[1]?.id, pins[2]?.id]).toEqual([own!.id, unseen!.id]);
  expect(pins.map(({ planDraft }) => planDraft?.updatedAt)).toEqual([4, 4, 4, 4]);
  expect(await listPins({ state: 'draft' })).toHaveLength(4);
  // Whoever did not come back from that plan begins another and leaves it alone.
  expect(await begin(pick(0))).not.toBe(planId);
  expect(await readPlan(planId)).toEqual(pins);
});

test('every chosen picture becomes a pin, in the order chosen, even one added from a file', async () => {
  const added = readBytes(
    createSlide({ id: 'file', url: 'https://pinbreeze.invalid/photo.jpg', text: '', width: 900, height: 1350 }),
  );
  const pins = await readPlan(await begin([all[0]!, added, all[1]!]));
  expect(pins.map(({ slides }) => slides[0]?.url)).toEqual([all[0]!.url, added.url, all[1]!.url]);
  expect(pins[1]).toMatchObject({ title: 'A list', description: 'Of things', link: 'https://site.example/list' });
});

test('a picture keeps what was read of it, and its mends', async () => {
  const mended: Slide = { ...readBytes(all[0]!), mends: [{ kind: 'crop', ratio: '2:3', focus: null }] };
  const [pin] = await readPlan(await begin([mended]));
  expect(pin?.slides).toMatchObject([{ rung: 'bytes', original: mended.original, mends: mended.mends }]);
});

test('a picture that could not be read is tried again', async () => {
  const [pin] = await readPlan(await begin([{ ...all[0]!, rung: 'none', problem: 'NEEDS_DRAWING' }]));
  expect(pin?.slides).toMatchObject([{ rung: 'reading', problem: '' }]);
});
