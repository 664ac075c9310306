import { describe, expect, it, vi } from 'vitest';
import { createQueue, PAGE_SIZE } from '../../../components/planner/model';
import { makePin, makeProblem, makePublished, NOW } from './make-pin';
import { createQueueWorld } from './queue-world';

async function open(pins = [makePin({ id: 'soup' })]) {
  const world = createQueueWorld(pins);
  const model = createQueue(world);
  const stop = model.start();
  await vi.waitFor(() => expect(model.pins.value).not.toBeNull());
  return { world, model, stop };
}
const rowsOf = (model: ReturnType<typeof createQueue>) => model.sections.value.flatMap(({ pins }) => pins);

describe('the queue', () => {
  it('shows nothing as empty before it has read', () => {
    expect(createQueue(createQueueWorld()).pins.value).toBeNull();
  });

  it('follows the store while the worker works, and no longer once left', async () => {
    const { world, model, stop } = await open();
    world.stored.set('bread', makePin({ id: 'bread' }));
    world.announce('pins');
    await vi.waitFor(() => expect(model.pins.value).toHaveLength(2));
    stop();
    expect(world.isListenedTo()).toBe(false);
  });

  it('asks Postbreeze for news when the user looks', async () => {
    const { world } = await open();
    expect(world.look).toHaveBeenCalledTimes(1);
    world.onReturn.mock.calls[0]?.[0]();
    expect(world.look).toHaveBeenCalledTimes(2);
  });

  it('holds one page of ten thousand pins, and one more on demand', async () => {
    const { model } = await open([...Array(10_000)].map((_, i) => makePin({ id: `p${i}` })));
    expect(rowsOf(model)).toHaveLength(PAGE_SIZE);
    model.showMore();
    expect(rowsOf(model)).toHaveLength(2 * PAGE_SIZE);
    model.showFilter('queued');
    expect(rowsOf(model)).toHaveLength(PAGE_SIZE);
  });

  it('brings a pin into the document that a notification leads to', async () => {
    const { model } = await open([...Array(200)].map((_, i) => makePin({ id: `p${i}`, publishAt: NOW + i })));
    model.showSearch('nothing like it');
    model.showPin('p180');
    expect(rowsOf(model).map(({ id }) => id)).toContain('p180');
    expect(model.sought.value).toBe('p180');
    expect(rowsOf(model)).toHaveLength(PAGE_SIZE);
    for (let pages = 0; pages < 3; pages++) model.showEarlier();
    expect(rowsOf(model).map(({ id }) => id)).toEqual([...Array(200)].map((_, i) => `p${i}`));
  });
});

describe('what the user does', () => {
  it('wakes the engine after each change', async () => {
    const { world, model } = await open([makePin({ id: 'soup', state: 'failed', lastError: makeProblem('GAVE_UP') })]);
    await model.verbs.retry(model.pins.value ?? []);
    expect(world.retryPin).toHaveBeenCalledWith('soup');
    expect(world.wake).toHaveBeenCalled();
    expect(model.status.happened.value.words).toMatch(/Title of soup/);
  });

  it('puts a removed pin back on undo, once', async () => {
    const { world, model } = await open();
    await model.verbs.remove(model.pins.value ?? []);
    await vi.waitFor(() => expect(model.pins.value).toEqual([]));
    await model.status.undo();
    await model.status.undo();
    expect(world.restorePin).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(model.pins.value).toHaveLength(1));
  });

  it('discards changes that were begun, and brings them back on undo', async () => {
    const { model } = await open([
      makePin({ id: 'soup' }),
      makePin({ id: 'copy', state: 'draft', editOf: 'soup', title: 'Changed' }),
    ]);
    const soup = makePin({ id: 'soup' });
    expect(model.beingEdited.value).toContain('soup');
    await model.verbs.discardEdit(soup);
    await vi.waitFor(() => expect(model.beingEdited.value.size).toBe(0));
    expect(model.pins.value?.map(({ id }) => id)).toEqual(['soup']);
    await model.status.undo();
    await vi.waitFor(() => expect(model.beingEdited.value).toContain('soup'));
  });

  it('puts back what was removed when a removal of many breaks off', async () => {
    const { world, model } = await open([makePin({ id: 'a' }), makePin({ id: 'b' })]);
    world.removePin
      .mockImplementationOnce(async () => world.stored.get('a') as never)
      .mockRejectedValueOnce(new Error('full'));
    await model.verbs.remove(model.pins.value ?? []);
    expect(model.status.happened.value).toMatchObject({ tone: 'danger' });
    await model.status.undo();
    expect(world.restorePin).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'a' }));
  });

  it('says in words what went wrong, and never throws', async () => {
    const { world, model } = await open();
    world.startEdit.mockRejectedValueOnce(new Error('This pin is no longer there.'));
    const [pin] = model.pins.value ?? [];
    if (pin) await model.verbs.edit(pin);
    expect(model.status.happened.value).toEqual({
      tone: 'danger',
      words: 'sorry: This pin is no longer there.',
      undo: null,
    });
    expect(world.openPin).not.toHaveBeenCalled();
  });

  it('reschedules many in the order of their times, each to a time of its own', async () => {
    const { world, model } = await open([
      makePin({ id: 'second', publishAt: NOW + 2 }),
      makePin({ id: 'first', publishAt: NOW + 1 }),
      makePin({ id: 'gone', state: 'published' }),
    ]);
    const at = NOW + 86_400_000;
    await model.verbs.reschedule(model.pins.value ?? [], at);
    expect(world.reschedulePin.mock.calls.map(([id]) => id)).toEqual(['first', 'second']);
    expect(world.reschedulePin.mock.calls[0]?.[1]).toBe(at);
    expect(world.reschedulePin.mock.calls[1]?.[1]).toBeGreaterThan(at);
    await model.status.undo();
    expect(world.reschedulePin.mock.calls.slice(2)).toEqual([
      ['first', NOW + 1],
      ['second', NOW + 2],
    ]);
  });

  it('selects all that was found, and acts on what still exists', async () => {
    const { world, model } = await open([makePin({ id: 'a' }), makePin({ id: 'b' })]);
    model.toggleAll();
    expect(model.chosen.value).toHaveLength(2);
    world.stored.delete('a');
    world.announce('pins');
    await vi.waitFor(() => expect(model.chosen.value.map(({ id }) => id)).toEqual(['b']));
    model.toggleAll();
    expect(model.chosen.value).toEqual([]);
  });

  it('never acts on a selected pin that the filter hides', async () => {
    const { model } = await open([makePin({ id: 'a' }), makePublished({ id: 'b' })]);
    model.toggleAll();
    model.showFilter('published');
    expect(model.chosen.value.map(({ id }) => id)).toEqual(['b']);
  });

  const fromElsewhere = { held: true, lastError: makeProblem('IMPORTED_ELSEWHERE') };

  it('lets all pins that another browser may send go out from here at their times, and no others', async () => {
    const pins = ['a', 'b'].map((id, place) => makePin({ id, ...fromElsewhere, publishAt: NOW + place }));
    const { model, world } = await open([...pins, makePin({ id: 'c', held: true })]);
    model.toggleAll();
    await model.verbs.here(model.chosen.value);
    expect(world.scheduleHere.mock.calls).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(world.wake).toHaveBeenCalledOnce();
    expect(model.status.happened.value.words).toBe('2 pins go out from here.');
  });

  it('gives those whose time has passed other times, each its own', async () => {
    const pins = ['a', 'b'].map((id, place) => makePin({ id, ...fromElsewhere, publishAt: NOW - 9 + place }));
    const { model, world } = await open(pins);
    await model.verbs.here(model.pins.value ?? [], NOW + 1);
    expect(world.scheduleHere.mock.calls[0]).toEqual(['a', NOW + 1]);
    expect(world.scheduleHere.mock.calls[1]?.[1]).toBeGreaterThan(NOW + 1);
  });

  it('reschedules nothing that another browser may send along with the others', async () => {
    const { model, world } = await open([makePin({ id: 'a', ...fromElsewhere }), makePin({ id: 'b' })]);
    await model.verbs.reschedule(model.pins.value ?? [], NOW + 1);
    expect(world.reschedulePin.mock.calls.map(([id]) => id)).toEqual(['b']);
  });

  it.each([
    ['held', { held: true }],
    ['overdue', { publishAt: NOW - 1 }],
  ])('offers no undo of another time for a pin that was %s: it would go out at once', async (_, over) => {
    const { model } = await open([makePin({ id: 'a', publishAt: NOW + 1, ...over })]);
    await model.verbs.reschedule(model.pins.value ?? [], NOW + 9);
    expect(model.status.happened.value).toMatchObject({ words: 'Rescheduled “Title of a”.', undo: null });
  });

  it('tells what an import brought', async () => {
    const { model, world } = await open();
    await model.verbs.importAll(new Blob());
    expect(model.status.happened.value.words).toBe('Import: 2 added, 1 here already.');
    world.importAll.mockResolvedValueOnce({ added: 2, held: 1, same: 0, damaged: 0 });
    await model.verbs.importAll(new Blob());
    expect(model.status.happened.value).toMatchObject({
      tone: 'warn',
      words: 'Import: 2 added, 1 of them held until you say that they go out from here.',
    });
  });
});
