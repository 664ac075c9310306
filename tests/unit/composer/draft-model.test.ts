import { expect, test, vi } from 'vitest';
import { createDraftModel } from '../../../components/composer/draft-model';
import type { Pin } from '../../../lib/pin/pin';
import { draft, fakeWorld, turns } from './fake-world';

function open(more: Partial<Pin> = {}, world = fakeWorld()) {
  const pin = draft(more);
  const onLeft = vi.fn();
  return { world, onLeft, model: createDraftModel({ pin, isStored: false }, world, onLeft) };
}

test('every change is handed to the store in the same turn, each one whole', () => {
  const saved: string[] = [];
  const world = fakeWorld({
    saveDraft: async (pin) => {
      saved.push(pin.title);
      return pin;
    },
  });
  const { model } = open({}, world);
  for (const title of ['S', 'So', 'Sou', 'Soup']) model.change({ title });
  expect(saved).toEqual(['S', 'So', 'Sou', 'Soup']);
});

test('a page that was only looked at leaves nothing in the store', async () => {
  const { world, model } = open();
  await model.lookAgain();
  expect(world.rows.size).toBe(0);
  expect(model.isStored.value).toBe(false);
});

test('what another window typed appears here', async () => {
  const { world, model } = open();
  model.change({ title: 'Soup' });
  await model.settle();
  world.rows.set('pin-1', { ...draft(), title: 'Soup', description: 'From the other window' });
  await model.lookAgain();
  expect(model.pin.value).toMatchObject({ title: 'Soup', description: 'From the other window' });
  expect(model.clash.value).toBe(false);
});

test('a row read before the last keystroke does not undo that keystroke', async () => {
  const world = fakeWorld();
  const { model } = open({}, world);
  model.change({ title: 'So' });
  const old = world.rows.get('pin-1');
  let answer: (pin: Pin | undefined) => void = () => undefined;
  const read = vi.spyOn(world, 'readPin').mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const looking = model.lookAgain();
  await turns();
  model.change({ title: 'Soup' });
  answer(old);
  await looking;
  expect(model.pin.value.title).toBe('Soup');
  expect(world.rows.get('pin-1')?.title).toBe('Soup');
  expect(read).toHaveBeenCalledTimes(2);
});

test('a change of ours that the other window overwrote, not knowing it, is written again', async () => {
  const { world, model } = open();
  model.change({ description: 'Ours' });
  await model.settle();
  vi.spyOn(world, 'saveDraft').mockImplementationOnce(async (pin) => pin);
  model.change({ title: 'Overwritten' });
  world.rows.set('pin-1', draft({ description: 'Ours', link: 'https://theirs.test/' }));
  // Until it is looked at, only this window knows the title: it counts as changed here.
  model.change({ title: 'Overwritten!' });
  await model.lookAgain();
  await turns();
  expect(world.rows.get('pin-1')?.title).toBe('Overwritten!');
});

test('a draft scheduled in another window is written by this one no more', async () => {
  const { world, model, onLeft } = open();
  model.change({ title: 'Soup' });
  await model.settle();
  world.rows.set('pin-1', { ...draft(), title: 'Soup', state: 'queued' });
  await model.lookAgain();
  model.change({ title: 'Too late' });
  expect(onLeft).toHaveBeenCalledOnce();
  expect(world.rows.get('pin-1')).toMatchObject({ state: 'queued', title: 'Soup' });
});

test('a full disk is told at once, and taken back when saving works again', async () => {
  const world = fakeWorld();
  vi.spyOn(world, 'saveDraft').mockRejectedValueOnce(new Error('full'));
  const { model } = open({}, world);
  model.change({ title: 'S' });
  await model.settle();
  expect(model.trouble.value).toContain('could not be saved');
  expect(model.pin.value.title).toBe('S');
  model.change({ title: 'So' });
  await model.settle();
  expect(model.trouble.value).toBe('');
});
