import { expect, test } from 'vitest';
import { account, candidate, draft, fakeWorld, NOW, page, readBytes, slide } from './fake-world';
import { fill, open } from './open-composer';

test('a new draft holds what the page says, and chooses no picture by itself', async () => {
  const { form } = await open(fakeWorld());
  expect(form().draft.pin.value).toMatchObject({
    title: 'Pumpkin soup',
    description: 'Ready in an hour.',
    link: 'https://kitchen.test/autumn-soup',
    accountId: 'soc_1',
    slides: [],
  });
});

test('looking at a page writes nothing', async () => {
  const world = fakeWorld();
  await open(world);
  expect(world.rows.size).toBe(0);
});

test('reopening on the page shows the draft as it was left', async () => {
  const world = fakeWorld();
  const first = await open(world);
  first.form().draft.change({ title: 'Half a tit' });
  const second = await open(world);
  expect(second.form().draft.pin.value).toMatchObject({ title: 'Half a tit' });
});

test('a page that may not be read is a sentence, not an exception', async () => {
  const refused = {
    ok: false,
    reason: 'not-allowed',
    words: 'The browser does not let extensions read this page.',
  } as const;
  const { composer } = await open(fakeWorld({ collect: async () => refused }));
  expect(composer.state.value).toMatchObject({ kind: 'closed', words: refused.words, offer: null });
});

test('a failure while opening is told, not thrown', async () => {
  const { composer } = await open(fakeWorld({ collect: () => Promise.reject(new Error('The tab crashed.')) }));
  expect(composer.state.value).toMatchObject({ kind: 'closed', words: 'The tab crashed.' });
});

test('the picture pointed at in the menu is chosen, with the selection and the link', async () => {
  const world = fakeWorld();
  world.hint = {
    imageUrl: 'https://pictures.test/spoon.jpg',
    selection: ' A wooden spoon ',
    linkUrl: 'https://shop.test/spoon',
  };
  const { form } = await open(world);
  expect(form().draft.pin.value).toMatchObject({ description: 'A wooden spoon', link: 'https://shop.test/spoon' });
  expect(form().draft.slides.value.map(({ url }) => url)).toEqual(['https://pictures.test/spoon.jpg']);
});

test('a picture pointed at beside an earlier draft starts a new pin and leaves that draft alone', async () => {
  const world = fakeWorld();
  const earlier = draft({ title: 'Earlier', slides: [readBytes(slide('bowl'))] });
  world.rows.set(earlier.id, earlier);
  world.hint = { imageUrl: 'https://pictures.test/bread.jpg' };
  const { form } = await open(world);
  expect(form().draft.pin.value.id).not.toBe(earlier.id);
  expect(world.rows.get(earlier.id)).toEqual(earlier);
});

test('the first picture brings its own link and words, unless they were written by hand', async () => {
  const own = candidate('bowl', {
    link: { url: 'https://kitchen.test/bowl', reason: 'article' },
    pinText: 'Our blue bowl',
  });
  const untouched = await open(fakeWorld({ facts: page({ candidates: [own] }) }));
  untouched.form().toggle(untouched.form().images.offered.value[0]!, true);
  expect(untouched.form().draft.pin.value).toMatchObject({
    link: 'https://kitchen.test/bowl',
    description: 'Our blue bowl',
  });

  const written = await open(fakeWorld({ facts: page({ candidates: [own] }) }));
  written.form().draft.change({ link: 'https://mine.test/', description: 'My words' });
  written.form().toggle(written.form().images.offered.value[0]!, true);
  expect(written.form().draft.pin.value).toMatchObject({ link: 'https://mine.test/', description: 'My words' });
});

test('a picture picked in place of another does not keep the other one’s link and words', async () => {
  const link = { url: 'https://kitchen.test/soup', reason: 'article' } as const;
  const card = candidate('card', { link, text: 'Leek soup', pinText: 'A soup' });
  const facts = page({ candidates: [card, candidate('bowl', { link: null })] });
  const { form } = await open(fakeWorld({ facts }));
  const [other, own] = form().images.offered.value;
  form().toggle(other!, true);
  expect(form().draft.pin.value).toMatchObject({ title: 'Leek soup', link: link.url, description: 'A soup' });
  form().toggle(other!, false);
  form().toggle(own!, true);
  expect(form().draft.pin.value).toMatchObject({
    title: facts.title,
    link: facts.link.url,
    description: facts.description,
  });
});

test('a complete pin is scheduled at the next free slot, and the worker is woken', async () => {
  const world = fakeWorld();
  const { form } = await open(world);
  await fill(form());
  expect(form().checks.value).toEqual([]);
  await form().scheduling.schedule();
  const pin = form().scheduling.left.value;
  expect(pin).toMatchObject({ state: 'queued', publishAt: form().timing.slotAt.value });
  expect(world.calls.slice(-2)).toEqual([`schedule ${pin?.id}`, 'wake']);
  expect(form().status.value).toMatchObject({
    tone: 'good',
    words: expect.stringContaining('Only this browser holds it'),
  });
});

test('what is wrong holds the pin back, is counted, and nothing is sent', async () => {
  const world = fakeWorld();
  const { form } = await open(world);
  await form().scheduling.schedule();
  expect(world.calls).toEqual([]);
  expect(form().status.value).toMatchObject({
    tone: 'danger',
    words: '2 things to put right before this pin can be scheduled. First: The pin has no board.',
  });
  expect(form().scheduling.refusals.value).toBe(1);
});

test('a chosen time that has passed since the composer was opened holds the pin back', async () => {
  let now = NOW;
  const { form } = await open(fakeWorld({ now: () => now }));
  await fill(form());
  form().timing.chooseTime(NOW + 60_000);
  expect(form().checks.value).toEqual([]);
  now += 120_000;
  await form().scheduling.schedule();
  expect(form().scheduling.left.value).toBeNull();
  expect(form().checks.value).toMatchObject([{ id: 'time-past', mend: { label: 'Next free slot' } }]);
});

test('a pin scheduled while its picture is still being read waits for it', async () => {
  const world = fakeWorld();
  const { form } = await open(world);
  form().boards.choose({ id: 'board-Soups', name: 'Soups' });
  form().toggle(form().images.offered.value[0]!, true);
  await form().scheduling.schedule();
  expect(form().scheduling.left.value?.slides[0]?.rung).toBe('bytes');
});

test('without a key the draft is kept and the way to the options is told', async () => {
  const world = fakeWorld({ key: false });
  const { form } = await open(world);
  await fill(form());
  await form().scheduling.schedule();
  expect(form().scheduling.left.value).toBeNull();
  expect(form().status.value.words).toContain('Kept as a draft');
  expect([...world.rows.values()][0]).toMatchObject({ state: 'draft', title: 'Pumpkin soup' });
});

test('a key entered meanwhile in the options brings the account and its boards', async () => {
  const world = fakeWorld({ key: false, accounts: [] });
  const { form } = await open(world);
  expect(form().draft.pin.value.accountId).toBeNull();
  world.key = true;
  world.accounts = [account({ defaultBoardId: 'board-Breads' })];
  await form().lookAround();
  expect(form().draft.pin.value).toMatchObject({ accountId: 'soc_1', board: { name: 'Breads' } });
  expect(form().hasKey.value).toBe(true);
});

test('two clicks on the button schedule once', async () => {
  const world = fakeWorld();
  const { form } = await open(world);
  await fill(form());
  await Promise.all([form().scheduling.schedule(), form().scheduling.schedule()]);
  expect(world.calls.filter((call) => call.startsWith('schedule'))).toHaveLength(1);
});
