import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageFacts } from '../../../lib/page/facts';
import { candidate, page } from './samples';
import { eventually, open, setStage, stage, storedPins, TAB } from './stage';

beforeEach(setStage);

/** Opens the composer, types, and waits until the page was read again. */
async function openThen(later: PageFacts, typed: { title?: string } = {}) {
  stage.later = later;
  const { form } = await open();
  const takeLater = vi.spyOn(form(), 'takeLater');
  if (typed.title !== undefined) form().draft.change({ title: typed.title });
  await eventually(() => expect(takeLater).toHaveBeenCalled());
  return form();
}

const atRest = page({ candidates: [candidate('late')], title: 'Now there is a title', description: 'And words.' });

test('a page built by scripts fills the form once it has come to rest, and still nothing is stored', async () => {
  const form = await openThen(atRest);
  expect(form.draft.pin.value).toMatchObject({ title: 'Now there is a title', description: 'And words.' });
  expect(form.images.offered.value.map(({ name }) => name)).toContain('late');
  expect(await storedPins()).toEqual([]);
});

test('nothing is filled in over what the user has begun', async () => {
  const form = await openThen(atRest, { title: 'Mine' });
  expect(form.draft.pin.value).toMatchObject({ title: 'Mine', description: 'Ready in an hour.' });
  expect(form.images.offered.value.map(({ name }) => name)).toContain('late');
});

test('a page that has navigated meanwhile changes nothing', async () => {
  const form = await openThen({ ...atRest, pageUrl: 'https://kitchen.test/other' });
  expect(form.draft.pin.value.title).toBe('Pumpkin soup');
  expect(form.images.offered.value).toHaveLength(3);
});

test('a page that answers late does not take the place of one that was opened since', async () => {
  const { composer, form } = await open();
  let answerLate = () => {};
  const isLate = new Promise<void>((resolve) => {
    answerLate = resolve;
  });
  fakeBrowser.scripting.executeScript = (async ({ target, files }: { target: { tabId: number }; files?: string[] }) => {
    const isSlow = target.tabId === TAB;
    if (files && isSlow) await isLate;
    const facts = page({ pageUrl: `https://kitchen.test/${isSlow ? 'slow' : 'quick'}` });
    return [{ frameId: 0, result: JSON.stringify(facts) }];
  }) as never;
  const first = composer.open({ tabId: TAB, imageUrl: null });
  await composer.open({ tabId: TAB + 1, imageUrl: null });
  answerLate();
  await first;
  expect(form().pageUrl).toBe('https://kitchen.test/quick');
});
