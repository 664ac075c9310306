import { expect, test } from 'vitest';
import { createComposer } from '../../../components/composer/composer-model';
import type { PageFacts } from '../../../lib/page/facts';
import { candidate, fakeWorld, page, turns } from './fake-world';

async function openThen(later: PageFacts, typed: { title?: string } = {}) {
  let arrive: (facts: PageFacts) => void = () => undefined;
  const world = fakeWorld({ collectAtRest: () => new Promise((resolve) => (arrive = resolve)) });
  const composer = createComposer(world);
  await composer.open({ tabId: null, imageUrl: null });
  const state = composer.state.value;
  if (state.kind !== 'form') throw new Error('no form');
  if (typed.title !== undefined) state.form.draft.change({ title: typed.title });
  arrive(later);
  await turns();
  return { world, form: state.form };
}

const atRest = page({ candidates: [candidate('late')], title: 'Now there is a title', description: 'And words.' });

test('a page built by scripts fills the form once it has come to rest, and still nothing is stored', async () => {
  const { form, world } = await openThen(atRest);
  expect(form.draft.pin.value).toMatchObject({ title: 'Now there is a title', description: 'And words.' });
  expect(form.images.offered.value.map(({ name }) => name)).toContain('late');
  expect(world.rows.size).toBe(0);
});

test('nothing is filled in over what the user has begun', async () => {
  const { form } = await openThen(atRest, { title: 'Mine' });
  expect(form.draft.pin.value).toMatchObject({ title: 'Mine', description: 'Ready in an hour.' });
  expect(form.images.offered.value.map(({ name }) => name)).toContain('late');
});

test('a page that has navigated meanwhile changes nothing', async () => {
  const { form } = await openThen({ ...atRest, pageUrl: 'https://kitchen.test/other' });
  expect(form.draft.pin.value.title).toBe('Pumpkin soup');
  expect(form.images.offered.value).toHaveLength(3);
});
