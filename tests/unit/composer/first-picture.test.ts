import { beforeEach, expect, test } from 'vitest';
import { candidate, page } from './samples';
import { open, setStage, stage, storedPins } from './stage';

beforeEach(setStage);

const urls = (form: Awaited<ReturnType<typeof open>>['form']) => form().draft.slides.value.map(({ url }) => url);

test('a new draft holds what the page says, and its best picture', async () => {
  const { form } = await open();
  expect(form().draft.pin.value).toMatchObject({
    title: 'Pumpkin soup',
    description: 'Ready in an hour.',
    link: 'https://kitchen.test/autumn-soup',
    accountId: 'soc_1',
  });
  expect(urls(form)).toEqual(['https://pictures.test/bowl.jpg']);
});

test('looking at a page writes nothing and reads no picture', async () => {
  const { form } = await open();
  await form().draft.whenSaved();
  expect(await storedPins()).toEqual([]);
  expect(stage.calls).toEqual([]);
});

test('the first thing that is done stores the chosen picture too, and has it read', async () => {
  const { form } = await open();
  form().draft.change({ title: 'S' });
  await form().slides.idle();
  expect(await storedPins()).toMatchObject([{ title: 'S', slides: [{ rung: 'bytes' }] }]);
});

test('a picture picked takes the place of the one that was only suggested; the next makes a carousel', async () => {
  const { form } = await open();
  const [, spoon, bread] = form().images.offered.value;
  form().toggle([spoon!], true);
  expect(urls(form)).toEqual(['https://pictures.test/spoon.jpg']);
  form().toggle([bread!], true);
  expect(urls(form)).toEqual(['https://pictures.test/spoon.jpg', 'https://pictures.test/bread.jpg']);
});

test('a picture that the user did something to is kept beside the next', async () => {
  const { form } = await open();
  const [bowl, spoon] = form().images.offered.value;
  form().toggle([bowl!], false);
  form().toggle([bowl!], true);
  form().toggle([spoon!], true);
  expect(urls(form)).toHaveLength(2);
});

test('a best picture that does not load makes way for the next', async () => {
  const { form } = await open();
  form().images.fail(form().images.offered.value[0]!);
  expect(urls(form)).toEqual(['https://pictures.test/spoon.jpg']);
  expect(await storedPins()).toEqual([]);
});

test('a page whose owner asks not to be pinned has nothing chosen', async () => {
  stage.facts = page({ optOut: { ownerWords: 'Please do not.' } });
  const { form } = await open();
  expect(urls(form)).toEqual([]);
});

const OWN = candidate('own', {
  link: { url: 'https://kitchen.test/bowl', reason: 'article' },
  pinText: 'Our blue bowl',
});

test('the first picture brings its own link and words, unless they were written by hand', async () => {
  stage.facts = page({ candidates: [candidate('bowl'), OWN] });
  const untouched = await open();
  untouched.form().toggle([untouched.form().images.offered.value[1]!], true);
  const words = { link: 'https://kitchen.test/bowl', description: 'Our blue bowl' };
  expect(untouched.form().draft.pin.value).toMatchObject(words);
  await untouched.composer.discard();

  const { form } = await open();
  form().draft.change({ link: 'https://mine.test/', description: 'My words' });
  form().toggle([form().images.offered.value[1]!], true);
  expect(form().draft.pin.value).toMatchObject({ link: 'https://mine.test/', description: 'My words' });
});

test('a picture picked in place of another does not keep the other one’s link and words', async () => {
  const link = { url: 'https://kitchen.test/soup', reason: 'article' } as const;
  const card = candidate('card', { link, text: 'Leek soup', pinText: 'A soup' });
  stage.facts = page({ candidates: [card, candidate('bowl', { link: null })] });
  const { form } = await open();
  expect(form().draft.pin.value).toMatchObject({ title: 'Leek soup', link: link.url, description: 'A soup' });
  form().toggle([form().images.offered.value[1]!], true);
  const { facts } = stage;
  const words = { title: facts.title, link: facts.link.url, description: facts.description };
  expect(form().draft.pin.value).toMatchObject(words);
});

test('the next act clears old messages from the status line', async () => {
  const { form } = await open();
  form().toggle([form().images.offered.value[0]!], false);
  expect(form().status.value.words).toBe('Slide 1 removed.');
  form().toggle([form().images.offered.value[1]!], true);
  expect(form().status.value.words).toBe('');
});

test('many pictures are chosen and dropped in one act, which one undo takes back', async () => {
  stage.facts = page({ candidates: Array.from({ length: 60 }, (_, place) => candidate(`dish-${place}`)) });
  const { form } = await open();
  const all = form().images.offered.value;
  form().toggle(all, true);
  expect(urls(form)).toEqual(all.map(({ url }) => url));
  expect(form().draft.acts.value).toHaveLength(1);
  form().toggle(all.slice(10), false);
  expect(form().status.value.words).toBe('50 slides removed.');
  expect(form().draft.undo()).toBe(true);
  expect(urls(form)).toHaveLength(60);
  expect(form().draft.undo()).toBe(true);
  expect(urls(form)).toEqual([all[0]!.url]);
});

test('what was suggested goes when it is not among many that are chosen', async () => {
  const { form } = await open();
  const [, spoon, bread] = form().images.offered.value;
  form().toggle([spoon!, bread!], true);
  expect(urls(form)).toEqual([spoon!.url, bread!.url]);
});
