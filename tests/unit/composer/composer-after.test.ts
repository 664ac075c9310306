import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createDraftModel } from '../../../components/composer/draft-model';
import { writeKey } from '../../../lib/browser/key';
import { putPin, readPin, updatePin } from '../../../lib/store/pins';
import { startEdit } from '../../../lib/store/verbs';
import { board, draft, page, readBytes, slide } from './samples';
import { eventually, fill, open, setBoards, setStage, stage, stored, storedPins, TAB } from './stage';

beforeEach(setStage);

const scheduled = () =>
  draft({
    state: 'queued',
    title: 'Soup',
    accountId: 'soc_1',
    board: { id: 'board-Soups', name: 'Soups' },
    publishAt: Date.now() + 3_600_000,
    slides: [readBytes(slide('bowl'))],
  });

async function scheduleOne() {
  const opened = await open();
  await fill(opened.form());
  await opened.form().scheduling.schedule();
  return { ...opened, id: opened.form().scheduling.scheduledPin.value!.id };
}

test('the pin is followed until it is published', async () => {
  const { form, id } = await scheduleOne();
  await updatePin(id, (pin) => ({ ...pin, state: 'published' }));
  await eventually(() => expect(form().status.value).toMatchObject({ tone: 'good', words: 'Published on Pinterest.' }));
});

test('a scheduled pin can be taken back and composed on', async () => {
  const { composer, form, id } = await scheduleOne();
  await composer.takeBack(id);
  await eventually(() => expect(form().scheduling.scheduledPin.value).toBeNull());
  expect(form().draft.pin.value).toMatchObject({ state: 'draft', title: 'Pumpkin soup' });
});

test('editing a scheduled pin works on a copy and leaves the pin in its queue', async () => {
  await putPin(scheduled());
  const { form } = await open({ pinId: 'pin-1' });
  form().draft.change({ title: 'Better soup' });
  await form().draft.whenSaved();
  expect(await stored()).toMatchObject({ state: 'queued', title: 'Soup' });
  expect(form().draft.pin.value).toMatchObject({ editOf: 'pin-1', title: 'Better soup' });
});

test('two windows that begin one edit of one queued pin at the same moment lose nothing', async () => {
  await putPin(scheduled());
  const windows = await Promise.all([open({ pinId: 'pin-1' }), open({ pinId: 'pin-1' })]);
  const drafts = () => windows.map(({ form }) => form().draft);
  expect(new Set(drafts().map(({ pin }) => pin.value.id)).size).toBe(1);
  expect(await storedPins()).toHaveLength(2); // the pin and the one copy
  await eventually(() => expect(drafts().filter(({ isMine }) => isMine.value)).toHaveLength(1));

  const writer = drafts().findIndex(({ isMine }) => isMine.value);
  const [one, other] = writer === 0 ? windows : [...windows].reverse();
  one!.form().draft.change({ title: 'Better soup' });
  await other!.form().draft.take();
  await eventually(() => expect(other!.form().draft.pin.value.title).toBe('Better soup'));
  other!.form().draft.change({ description: 'With toasted seeds.' });
  await other!.form().scheduling.schedule();

  expect(await storedPins()).toMatchObject([
    { id: 'pin-1', state: 'queued', title: 'Better soup', description: 'With toasted seeds.' },
  ]);
});

test('what two windows type into one edit before either knows of the other is kept', async () => {
  await putPin(scheduled());
  const [one, other] = await Promise.all([startEdit('pin-1', Date.now()), startEdit('pin-1', Date.now())]);
  const models = [one, other].map((pin) => createDraftModel({ pin, isStored: true }, () => undefined));
  models[0]?.change({ title: 'Better soup' });
  models[1]?.change({ description: 'With toasted seeds.' });
  await Promise.all(models.map((model) => model.whenSaved()));
  expect((await storedPins()).filter(({ editOf }) => editOf === 'pin-1')).toMatchObject([
    { title: 'Better soup', description: 'With toasted seeds.' },
  ]);
});

test('changes to a scheduled pin are discarded where they are made, and come back by undo', async () => {
  await putPin(scheduled());
  const { composer, form, closed } = await open({ pinId: 'pin-1' });
  const { draft: edited } = form();
  edited.change({ title: 'Better soup' });
  await composer.discard();
  edited.change({ title: 'Too late' });
  expect((await storedPins()).map(({ title }) => title)).toEqual(['Soup']);
  expect(closed()).toMatchObject({ title: 'Changes discarded', words: 'The pin stays as it was.' });
  closed().offer?.act();
  await eventually(() => expect(form().draft.pin.value).toMatchObject({ editOf: 'pin-1', title: 'Better soup' }));
});

test('a draft makes way for a new one from its page, and comes back by undo', async () => {
  const { composer, form } = await open();
  form().draft.change({ title: 'Half a tit' });
  await composer.discard();
  expect(form().draft.pin.value.title).toBe('Pumpkin soup');
  expect(await storedPins()).toEqual([]);
  form().status.value.offer?.act();
  await eventually(() => expect(form().draft.pin.value.title).toBe('Half a tit'));
});

test('an edit that comes too late is offered as a new pin, and becomes one with one click', async () => {
  await putPin(scheduled());
  const { form } = await open({ pinId: 'pin-1' });
  await updatePin('pin-1', (pin) => ({ ...pin, state: 'published' }));
  await form().scheduling.schedule();
  expect(form().status.value).toMatchObject({ tone: 'danger', words: expect.stringContaining('published already') });
  expect(form().draft.isOpen.value).toBe(true);
  form().status.value.offer?.act();
  await eventually(() => expect(form().scheduling.scheduledPin.value).toMatchObject({ state: 'queued', editOf: null }));
  expect(await stored()).toMatchObject({ state: 'published', title: 'Soup' });
});

test('a published pin cannot be changed but can be copied', async () => {
  await putPin({ ...scheduled(), state: 'published' });
  const { form, closed } = await open({ pinId: 'pin-1' });
  expect(closed().offer?.words).toBe('Make a copy');
  closed().offer?.act();
  await eventually(() => expect(form().draft.pin.value).toMatchObject({ title: 'Soup', state: 'draft' }));
});

test('another pin from the same page starts afresh', async () => {
  await setBoards([board('Stews')]);
  const { composer, form, id } = await scheduleOne();
  await composer.another();
  expect(form().draft.pin.value).toMatchObject({ title: 'Pumpkin soup', board: { name: 'Soups' } });
  expect(form().draft.pin.value.id).not.toBe(id);
  expect(form().draft.isStored.value).toBe(false);
});

test('a draft scheduled in another window is followed here', async () => {
  await writeKey('pb_live_1');
  const one = await open();
  await fill(one.form());
  const { id } = one.form().draft.pin.value;
  const other = await open();
  expect(one.form().draft.isMine.value).toBe(false);
  await other.form().scheduling.schedule();
  await eventually(() => expect(one.form().scheduling.scheduledPin.value?.id).toBe(id));
  expect((await readPin(id))?.state).toBe('queued');
});

test('a pin that Postbreeze holds can be taken back, and composed on once it is a draft again', async () => {
  const { composer, form, id } = await scheduleOne();
  const done = { media: {}, postId: 'post-1', createStartedAt: null, sent: null, handedOverAt: Date.now() };
  await updatePin(id, (pin) => ({ ...pin, state: 'handed-over', done }));
  await composer.takeBack(id);
  expect(await stored(id)).toMatchObject({ state: 'handed-over', request: 'take-back' });
  expect(form().scheduling.scheduledPin.value).toMatchObject({ request: 'take-back' });
  await updatePin(id, (pin) => ({ ...pin, state: 'draft', request: null }));
  await eventually(() => expect(form().scheduling.scheduledPin.value).toBeNull());
  expect(form().draft.pin.value).toMatchObject({ id, state: 'draft' });
});

test('the pictures of a scheduled pin’s page go to that pin, where its page was opened for it', async () => {
  await putPin(scheduled());
  const { composer, form } = await open({ pinId: 'pin-1' });
  const { id } = form().draft.pin.value;
  fakeBrowser.tabs.create = (async ({ url }: { url: string }) => {
    stage.calls.push(`open ${url}`);
    return { id: TAB };
  }) as never;
  await composer.openPage();
  expect(stage.calls).toContain('open https://kitchen.test/autumn-soup');
  const onPage = await open();
  expect(onPage.form().draft.pin.value).toMatchObject({ id, editOf: 'pin-1' });
  onPage.form().toggle([onPage.form().images.offered.value[1]!], true);
  await onPage.form().slides.idle();
  await onPage.form().scheduling.schedule();
  expect((await stored()).slides.map(({ url }) => url)).toContain('https://pictures.test/spoon.jpg');

  stage.facts = page({ pageUrl: 'https://other.test/' });
  expect((await open()).form().draft.pin.value.editOf).toBeNull();
});
