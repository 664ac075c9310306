import { beforeEach, expect, test } from 'vitest';
import { putPin } from '../../../lib/store/pins';
import { updateSettings } from '../../../lib/store/settings';
import { DAY, HOUR, MINUTE } from '../../../lib/time';
import { account, board, candidate, draft, NOW, PAGE, page, readBytes, slide } from './samples';
import { eventually, fill, open, setStage, stage } from './stage';

beforeEach(setStage);

const IDS = ['earlier-picture', 'earlier-link', 'rule-broken'];
const DINNER = NOW + 10 * HOUR;

/** A pin that is on its way from this browser. */
const queued = (more: Parameters<typeof draft>[0] = {}) =>
  draft({
    id: 'earlier',
    state: 'queued',
    accountId: account().id,
    board: { id: 'board-Soups', name: 'Soups' },
    link: 'https://kitchen.test/another',
    slides: [readBytes(slide('another'))],
    publishAt: DINNER,
    ...more,
  });

async function openForm() {
  const { form } = await open();
  await form().others.look();
  const found = () => form().checks.value.filter(({ id }) => IDS.includes(id));
  return { form: form(), found };
}

test('a link that is planned is said with time and board, ignoring tracking, and leads to its pin', async () => {
  await putPin(queued({ link: `${PAGE}?utm_source=letter` }));
  const { found, form } = await openForm();
  expect(found()[0]).toMatchObject({
    id: 'earlier-link',
    severity: 'warning',
    words: expect.stringMatching(/already planned: .+ to “Soups”/),
    mend: { kind: 'show', earlier: { id: 'earlier' } },
  });
  expect(form.others.isPinned.value).toBe(true);
});

test('a picture that was pinned is said, and its tile alone is marked', async () => {
  await putPin(queued({ state: 'published', slides: [slide('bowl')] }));
  const { found, form } = await openForm();
  expect(found()[0]).toMatchObject({
    id: 'earlier-picture',
    words: expect.stringMatching(/already pinned: .+ “Soups”/),
  });
  const marked = form.images.offered.value.filter((choice) => form.others.describe(choice) !== '');
  expect(marked.map(({ name }) => name)).toEqual(['bowl']);
});

test('a picture from another address is known by its content once it is read', async () => {
  stage.facts = page({ candidates: [candidate('renamed')] });
  stage.prepare = (one) => readBytes({ ...one, url: one.url });
  const known = readBytes(slide('another'));
  stage.prepare = (one) => ({ ...readBytes(one), original: known.original, ready: known.ready });
  await putPin(queued());
  const { found, form } = await openForm();
  expect(found()).toEqual([]);
  await fill(form);
  await eventually(() => expect(found()[0]?.id).toBe('earlier-picture'));
});

test('drafts, and the pin that is being changed, say nothing', async () => {
  await putPin(queued({ id: 'kept', state: 'draft', link: PAGE, publishAt: null }));
  await putPin(queued({ slides: [readBytes(slide('bowl'))], link: PAGE }));
  const { form } = await open({ pinId: 'earlier' });
  await form().others.look();
  expect(form().checks.value.filter(({ id }) => IDS.includes(id))).toEqual([]);
});

test('a time that breaks a rule is said beside it, and one click moves it to the first that breaks none', async () => {
  await putPin(queued());
  const { found, form } = await openForm();
  form.boards.choose({ id: 'board-Breads', name: 'Breads' });
  form.time.chooseTime(DINNER + MINUTE);
  expect(found()[0]).toMatchObject({
    id: 'rule-broken',
    words: expect.stringMatching(/Less than 10 minutes from another pin/),
  });
  form.slides.take(found()[0]!.mend!, null);
  expect(form.draft.pin.value).toMatchObject({ when: 'time', publishAt: DINNER + 10 * MINUTE });
  expect(found()).toEqual([]);
});

test('the next free slot is held to the rules too, and moves from slot to slot', async () => {
  await putPin(queued({ publishAt: DINNER - MINUTE }));
  await updateSettings({ rules: { perDay: 1, linkHours: 0, pictureDays: 0, gapMinutes: 0 } });
  const { found, form } = await openForm();
  form.boards.choose({ id: board('Breads').id, name: 'Breads' });
  const slot = form.time.slotAt.value!;
  expect(found()[0]).toMatchObject({
    id: 'rule-broken',
    mend: { kind: 'write', content: { when: 'time', publishAt: slot + DAY } },
  });
});

test('another window’s pin shows while the composer is open', async () => {
  const { found } = await openForm();
  expect(found()).toEqual([]);
  await putPin(queued({ link: PAGE }));
  await eventually(() => expect(found()[0]?.id).toBe('earlier-link'));
});
