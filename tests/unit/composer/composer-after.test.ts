import { expect, test, vi } from 'vitest';
import { board, draft, fakeWorld, readBytes, slide, turns } from './fake-world';
import { fill, open } from './open-composer';

test('the pin is followed until it is published', async () => {
  const world = fakeWorld();
  const { form } = await open(world);
  await fill(form());
  await form().scheduling.schedule();
  const pin = form().scheduling.left.value!;
  await world.writeElsewhere({ ...pin, state: 'published' });
  await turns();
  expect(form().status.value).toMatchObject({ tone: 'good', words: 'Published on Pinterest.' });
});

test('a scheduled pin can be taken back and composed on', async () => {
  const world = fakeWorld();
  const { composer, form } = await open(world);
  await fill(form());
  await form().scheduling.schedule();
  await composer.takeBack(form().scheduling.left.value!.id);
  expect(form().scheduling.left.value).toBeNull();
  expect(form().draft.pin.value).toMatchObject({ state: 'draft', title: 'Pumpkin soup' });
});

test('editing a scheduled pin works on a copy and leaves the pin in its queue', async () => {
  const world = fakeWorld();
  world.rows.set('pin-1', draft({ state: 'queued', title: 'Soup', slides: [readBytes(slide('bowl'))] }));
  const { form } = await open(world, { pinId: 'pin-1' });
  form().draft.change({ title: 'Better soup' });
  expect(world.rows.get('pin-1')).toMatchObject({ state: 'queued', title: 'Soup' });
  expect(form().draft.pin.value).toMatchObject({ editOf: 'pin-1', title: 'Better soup' });
});

test('changes to a scheduled pin are discarded where they are made, and come back by undo', async () => {
  const world = fakeWorld();
  world.rows.set('pin-1', draft({ state: 'queued', title: 'Soup', slides: [readBytes(slide('bowl'))] }));
  const { composer, form } = await open(world, { pinId: 'pin-1' });
  const { draft: edited } = form();
  edited.change({ title: 'Better soup' });
  await composer.discard();
  edited.change({ title: 'Too late' });
  expect([...world.rows.values()].map(({ title }) => title)).toEqual(['Soup']);
  const state = composer.state.value;
  if (state.kind !== 'closed') throw new Error(`the composer is ${state.kind}`);
  expect(state).toMatchObject({ title: 'Changes discarded', words: 'The pin stays as it was.' });
  state.offer?.act();
  await turns();
  expect(form().draft.pin.value).toMatchObject({ editOf: 'pin-1', title: 'Better soup' });
});

test('a draft makes way for a new one from its page, and comes back by undo', async () => {
  const world = fakeWorld();
  const { composer, form } = await open(world);
  form().draft.change({ title: 'Half a tit' });
  await composer.discard();
  expect(form().draft.pin.value.title).toBe('Pumpkin soup');
  expect(world.rows.size).toBe(0);
  form().status.value.offer?.act();
  await turns();
  expect(form().draft.pin.value.title).toBe('Half a tit');
});

test('an edit that comes too late is offered as a new pin, and becomes one with one click', async () => {
  const world = fakeWorld();
  const scheduleNow = world.schedule;
  world.rows.set(
    'pin-1',
    draft({ state: 'queued', accountId: 'soc_1', board: { id: 'b', name: 'B' }, slides: [readBytes(slide('bowl'))] }),
  );
  const { form } = await open(world, { pinId: 'pin-1' });
  world.schedule = async () => ({ ok: false, words: 'This pin is published already.', canKeepAsNew: true });
  await form().scheduling.schedule();
  expect(form().status.value).toMatchObject({ tone: 'danger', words: 'This pin is published already.' });
  world.schedule = vi.fn(scheduleNow);
  form().status.value.offer?.act();
  await vi.waitFor(() => expect(form().scheduling.left.value).not.toBeNull());
});

test('a published pin cannot be changed but can be copied', async () => {
  const world = fakeWorld();
  world.rows.set('pin-1', draft({ state: 'published', title: 'Soup' }));
  const { composer, form } = await open(world, { pinId: 'pin-1' });
  const state = composer.state.value;
  if (state.kind !== 'closed') throw new Error(`the composer is ${state.kind}`);
  expect(state.offer?.words).toBe('Make a copy');
  state.offer?.act();
  await turns();
  expect(form().draft.pin.value.title).toBe('Soup');
});

test('another pin from the same page starts afresh', async () => {
  const world = fakeWorld({ boards: [board('Soups', { sites: ['kitchen.test'] })] });
  const { composer, form } = await open(world);
  await fill(form());
  await form().scheduling.schedule();
  const before = form().scheduling.left.value?.id;
  await composer.another();
  expect(form().draft.pin.value).toMatchObject({ slides: [], title: 'Pumpkin soup', board: { name: 'Soups' } });
  expect(form().draft.pin.value.id).not.toBe(before);
});
