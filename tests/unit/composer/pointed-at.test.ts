import { beforeEach, expect, test } from 'vitest';
import { candidate, page, slide } from './samples';
import { open as openComposer, pointAt, setStage, stage } from './stage';

beforeEach(setStage);

const open = async () => (await openComposer()).form();

test('what was pointed at is kept at once, so that closing the popup loses nothing', async () => {
  await pointAt({ selection: 'Simmer gently.' });
  await open();
  expect((await open()).draft.pin.value.description).toBe('Simmer gently.');
});

test('text selected beside an earlier draft becomes its description, unless one was written', async () => {
  (await open()).draft.change({ title: 'Mine' });
  await pointAt({ selection: ' Simmer gently. ' });
  const second = await open();
  expect(second.draft.pin.value).toMatchObject({ title: 'Mine', description: 'Simmer gently.' });

  second.draft.change({ description: 'My own words' });
  await pointAt({ selection: ' Simmer gently. ' });
  const third = await open();
  expect(third.draft.pin.value.description).toBe('My own words');
  third.status.value.offer?.act();
  expect(third.draft.pin.value.description).toBe('Simmer gently.');
});

test('a link pointed at beside an earlier draft replaces the page’s own, never one that was written', async () => {
  (await open()).draft.change({ title: 'Mine' });
  await pointAt({ linkUrl: 'https://kitchen.test/bread' });
  const second = await open();
  expect(second.draft.pin.value.link).toBe('https://kitchen.test/bread');

  second.draft.change({ link: 'https://my.shop.test/' });
  await pointAt({ linkUrl: 'https://kitchen.test/bread' });
  const third = await open();
  expect(third.draft.pin.value.link).toBe('https://my.shop.test/');
  expect(third.status.value.offer?.words).toBe('Use the link you pointed at');
});

test('a smaller rendition of the draft’s picture means the same draft', async () => {
  const small = 'https://kitchen.test/soup-300.jpg';
  stage.facts = page({ candidates: [candidate('soup', { variants: [small] })] });
  const first = await open();
  first.draft.change({ slides: [slide('soup', { variants: [small] })] });
  await pointAt({ imageUrl: small });
  expect((await open()).draft.pin.value.id).toBe(first.draft.pin.value.id);
});
