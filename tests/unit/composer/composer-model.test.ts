import { beforeEach, expect, test, vi } from 'vitest';
import { writeKey } from '../../../lib/browser/key';
import { updatePause } from '../../../lib/store/engine-memory';
import { putPin } from '../../../lib/store/pins';
import { readSettings } from '../../../lib/store/settings';
import { account, draft, NOW, readBytes, slide } from './samples';
import { eventually, fill, open, pointAt, setAccounts, setStage, stage, stored, storedPins } from './stage';

beforeEach(setStage);

const urls = (form: Awaited<ReturnType<typeof open>>['form']) => form().draft.slides.value.map(({ url }) => url);

test('reopening on the page shows the draft as it was left', async () => {
  const first = await open();
  first.form().draft.change({ title: 'Half a tit' });
  const second = await open();
  expect(second.form().draft.pin.value).toMatchObject({ title: 'Half a tit' });
});

test('a page that may not be read is a sentence, not an exception', async () => {
  stage.refusal = new Error('Cannot access a chrome:// URL');
  const { closed } = await open();
  expect(closed()).toMatchObject({ words: expect.stringContaining('does not let extensions read'), offer: null });
});

test('a failure while opening is shown, not thrown', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new Error('The disk is gone.');
  });
  await setStage().catch(() => undefined);
  vi.spyOn(await import('../../../lib/store/pins'), 'findDraft');
  const { composer } = await open({ pinId: 'nothing' });
  expect(composer.state.value.kind).toBe('closed');
});

test('the picture pointed at in the menu is chosen, with the selection and the link, and kept', async () => {
  await pointAt({
    imageUrl: 'https://pictures.test/spoon.jpg',
    selection: ' A wooden spoon ',
    linkUrl: 'https://shop.test/spoon',
  });
  const { form } = await open();
  expect(form().draft.pin.value).toMatchObject({ description: 'A wooden spoon', link: 'https://shop.test/spoon' });
  expect(urls(form)).toEqual(['https://pictures.test/spoon.jpg']);
  await form().draft.whenSaved();
  expect(await storedPins()).toHaveLength(1);
});

test('a picture pointed at beside an earlier draft starts a new pin and leaves that draft alone', async () => {
  const earlier = draft({ title: 'Earlier', slides: [readBytes(slide('bowl'))] });
  await putPin(earlier);
  await pointAt({ imageUrl: 'https://pictures.test/bread.jpg' });
  const { form } = await open();
  expect(form().draft.pin.value.id).not.toBe(earlier.id);
  expect(await stored(earlier.id)).toEqual(earlier);
});

test('a complete pin is scheduled at the next free slot, and the worker is woken', async () => {
  const { form } = await open();
  await fill(form());
  expect(form().checks.value).toEqual([]);
  const publishAt = form().time.slotAt.value;
  await form().scheduling.schedule();
  const pin = form().scheduling.scheduledPin.value;
  expect(pin).toMatchObject({ state: 'queued', publishAt });
  expect(await stored(pin?.id)).toMatchObject({ state: 'queued' });
  expect(stage.calls.at(-1)).toBe('wake');
  expect(form().status.value).toMatchObject({
    tone: 'good',
    words: expect.stringContaining('Only this browser holds it'),
  });
});

test('a page with a default board is scheduled without any other word, suggested picture and all', async () => {
  await setAccounts([account({ defaultBoardId: 'board-Soups' })]);
  const { form } = await open();
  await form().scheduling.schedule();
  expect(form().scheduling.scheduledPin.value).toMatchObject({
    state: 'queued',
    board: { name: 'Soups' },
    slides: [{ url: 'https://pictures.test/bowl.jpg', rung: 'bytes' }],
  });
});

test('text typed while the pin leaves is not shown as if it were sent', async () => {
  const { form } = await open();
  await fill(form());
  const scheduling = form().scheduling.schedule();
  await eventually(() => expect(form().draft.isOpen.value).toBe(false));
  form().draft.change({ title: 'Too late' });
  await scheduling;
  const pin = form().scheduling.scheduledPin.value;
  expect(form().draft.pin.value.title).toBe('Pumpkin soup');
  expect(await stored(pin?.id)).toMatchObject({ state: 'queued', title: 'Pumpkin soup' });
  expect(await storedPins()).toHaveLength(1);
});

test('what is wrong holds the pin back, is counted, and nothing is sent', async () => {
  const { form } = await open();
  form().toggle([form().images.offered.value[0]!], false);
  await form().scheduling.schedule();
  expect(stage.calls).toEqual([]);
  expect(form().status.value).toMatchObject({
    tone: 'danger',
    words: '2 things to put right before this pin can be scheduled. First: The pin has no board.',
  });
  expect(form().scheduling.refusals.value).toBe(1);
  await fill(form());
  form().toggle([form().images.offered.value[0]!], true);
  await form().slides.idle();
  expect(form().status.value.words).toBe('');
});

test('a chosen time that has passed since the composer was opened holds the pin back', async () => {
  const { form } = await open();
  await fill(form());
  form().time.chooseTime(NOW + 60_000);
  expect(form().checks.value).toEqual([]);
  vi.setSystemTime(NOW + 120_000);
  await form().scheduling.schedule();
  expect(form().scheduling.scheduledPin.value).toBeNull();
  expect(form().checks.value).toMatchObject([{ id: 'time-past', mend: { label: 'Next free slot' } }]);
});

test('without a key the draft is kept, and the options are offered', async () => {
  await writeKey(null);
  const { form } = await open();
  await fill(form());
  await form().scheduling.schedule();
  expect(form().scheduling.scheduledPin.value).toBeNull();
  expect(form().draft.isOpen.value).toBe(true);
  expect(form().status.value.words).toContain('Kept as a draft');
  expect(await storedPins()).toMatchObject([{ state: 'draft', title: 'Pumpkin soup' }]);
});

test('without a key and an account, an untouched suggestion is kept, and the key is asked for rather than the account', async () => {
  await writeKey(null);
  await setAccounts([]);
  const { form } = await open();
  await form().scheduling.schedule();
  expect(form().status.value.words).toContain('Kept as a draft');
  expect(await storedPins()).toMatchObject([{ state: 'draft', accountId: null }]);
});

test('a key entered meanwhile in the options brings the account and its boards', async () => {
  await writeKey(null);
  await setAccounts([]);
  const { form } = await open();
  expect(form().draft.pin.value.accountId).toBeNull();
  await setAccounts([account({ defaultBoardId: 'board-Breads' })]);
  await writeKey('pb_live_1');
  await eventually(() =>
    expect(form().draft.pin.value).toMatchObject({ accountId: 'soc_1', board: { name: 'Breads' } }),
  );
  await eventually(() => expect(form().hasKey.value).toBe(true));
});

test('two clicks on the button schedule once', async () => {
  const { form } = await open();
  await fill(form());
  await Promise.all([form().scheduling.schedule(), form().scheduling.schedule()]);
  expect(stage.calls.filter((call) => call === 'wake')).toHaveLength(1);
});

test('who sends the pins is asked once, and later pins start with the answer', async () => {
  const { form } = await open();
  expect(form().hasChosenHandOver.value).toBe(false);
  form().chooseHandOver('right-away');
  await eventually(async () => expect(await readSettings()).toMatchObject({ handOver: 'right-away' }));
  form().chooseHandOver('at-time');
  const next = await open({ tabId: 8, imageUrl: null });
  expect(next.form().hasChosenHandOver.value).toBe(true);
  expect(await readSettings()).toMatchObject({ handOver: 'right-away', hasChosenHandOver: true });
});

test('an account that was reconnected meanwhile is asked again before it holds a pin back', async () => {
  await setAccounts([account({ status: 'TOKEN_EXPIRED' })]);
  const { form } = await open();
  await fill(form());
  expect(form().checks.value[0]).toMatchObject({ id: 'account-not-active' });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url).pathname);
    await setAccounts([account()]);
    return new Response(null, { status: 503 });
  });
  await form().scheduling.schedule();
  vi.unstubAllGlobals();
  expect(asked).not.toEqual([]);
  expect(form().scheduling.scheduledPin.value).toMatchObject({ state: 'queued' });
});

test('another account’s pause is nothing to this pin; a pause of everything is', async () => {
  const standing = { message: '', since: NOW, checkAt: NOW, told: false };
  await updatePause('soc_2', () => ({ ...standing, code: 'ACCOUNT_EXPIRED', accountId: 'soc_2' }));
  expect((await open()).form().pause.value).toBeUndefined();
  await updatePause(null, () => ({ ...standing, code: 'KEY_REJECTED', accountId: null }));
  expect((await open()).form().pause.value).toMatchObject({ accountId: null });
});
