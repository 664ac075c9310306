import { expect, test } from 'vitest';
import { createComposer } from '../../../components/composer/composer-model';
import { candidate, type FakeWorld, fakeWorld, page, slide } from './fake-world';

async function open(world: FakeWorld) {
  const composer = createComposer(world);
  await composer.open({ tabId: null, imageUrl: null });
  const state = composer.state.value;
  if (state.kind !== 'form') throw new Error(`the composer is ${state.kind}`);
  return state.form;
}

test('what was pointed at is kept at once, so that closing the popup loses nothing', async () => {
  const world = fakeWorld();
  world.hint = { selection: 'Simmer gently.' };
  await open(world);
  world.hint = undefined;
  expect((await open(world)).draft.pin.value.description).toBe('Simmer gently.');
});

test('text selected beside an earlier draft becomes its description, unless one was written', async () => {
  const world = fakeWorld();
  (await open(world)).draft.change({ title: 'Mine' });
  world.hint = { selection: ' Simmer gently. ' };
  const second = await open(world);
  expect(second.draft.pin.value).toMatchObject({ title: 'Mine', description: 'Simmer gently.' });

  second.draft.change({ description: 'My own words' });
  const third = await open(world);
  expect(third.draft.pin.value.description).toBe('My own words');
  third.status.value.offer?.act();
  expect(third.draft.pin.value.description).toBe('Simmer gently.');
});

test('a link pointed at beside an earlier draft replaces the page’s own, never one that was written', async () => {
  const world = fakeWorld();
  (await open(world)).draft.change({ title: 'Mine' });
  world.hint = { linkUrl: 'https://kitchen.test/bread' };
  const second = await open(world);
  expect(second.draft.pin.value.link).toBe('https://kitchen.test/bread');

  second.draft.change({ link: 'https://my.shop.test/' });
  const third = await open(world);
  expect(third.draft.pin.value.link).toBe('https://my.shop.test/');
  expect(third.status.value.offer?.words).toBe('Use the link you pointed at');
});

test('a smaller rendition of the draft’s picture means the same draft', async () => {
  const small = 'https://kitchen.test/soup-300.jpg';
  const world = fakeWorld({ facts: page({ candidates: [candidate('soup', { variants: [small] })] }) });
  const first = await open(world);
  first.draft.change({ slides: [slide('soup', { variants: [small] })] });
  world.hint = { imageUrl: small };
  expect((await open(world)).draft.pin.value.id).toBe(first.draft.pin.value.id);
});
