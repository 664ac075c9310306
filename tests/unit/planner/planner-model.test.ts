import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPlanner, type Planner } from '../../../components/planner/planner-model';
import { changePins, putPin, readPin, updatePin } from '../../../lib/store/pins';
import { DAY, HOUR, MINUTE } from '../../../lib/time';
import { idsOf, openRead, openStorage, storeAll } from './kit';
import { makePin, makeProblem, makePublished, NOW } from './make-pin';

vi.setConfig({ testTimeout: 30_000 }); // machines may be busy

let planner: Planner;
beforeEach(openStorage);
afterEach(() => {
  planner?.close();
  vi.unstubAllGlobals();
});

async function open(...pins: Parameters<typeof openRead>) {
  planner = await openRead(...pins);
  return planner;
}
const words = () => planner.status.line.value.words;
const stored = async (id: string) => (await readPin(id))!;

describe('the planner', () => {
  it('shows what comes next before all the rest is read, and counts when it is complete', async () => {
    const pins = [...Array(250)].map((_, i) => makePin({ id: `p${i}`, publishAt: NOW + i * HOUR }));
    await storeAll(pins);
    planner = openPlanner(() => NOW);
    await vi.waitFor(() => expect(planner.pins.value).not.toBeNull(), { interval: 1 });
    expect(planner.isComplete.value).toBe(false);
    expect(planner.ordered.value[0]?.id).toBe('p0');
    await vi.waitFor(() => expect(planner.isComplete.value).toBe(true));
    expect(planner.found.value.states.all).toBe(250);
  });

  it('follows the store while the worker works, reading only what changed', async () => {
    await open([makePin({ id: 'soup' }), makePin({ id: 'stew' })]);
    const stew = planner.pins.value?.find(({ id }) => id === 'stew');
    await putPin(makePin({ id: 'bread' }));
    await updatePin('soup', (pin) => ({ ...pin, title: 'Broth' }));
    await changePins(['stew'], () => ({}));
    await vi.waitFor(() => expect(planner.pins.value?.find(({ id }) => id === 'soup')?.title).toBe('Broth'));
    await vi.waitFor(() => expect(planner.pins.value).toHaveLength(3));
    expect(planner.pins.value?.find(({ id }) => id === 'stew')).toBe(stew);
    await changePins(['stew'], () => ({ remove: ['stew'] }));
    await vi.waitFor(() => expect(planner.pins.value).toHaveLength(2));
  });

  it('brings a pin into view that a notification leads to, whatever is filtered', async () => {
    await open([makePin({ id: 'soup' })]);
    planner.narrow({ search: 'nothing like it' });
    planner.showOnceRead('soup');
    await vi.waitFor(() => expect(planner.sought.value).toBe('soup'));
    expect(planner.found.value.pins).toHaveLength(1);
  });
});

describe('selecting', () => {
  it('takes all that was found, and acts on what still exists', async () => {
    await open([makePin({ id: 'a' }), makePin({ id: 'b' })]);
    planner.selection.toggleAll();
    await changePins(['a'], () => ({ remove: ['a'] }));
    await vi.waitFor(() => expect(idsOf(planner.selection.pins.value)).toEqual(['b']));
    planner.selection.toggleAll();
    expect(planner.selection.pins.value).toEqual([]);
  });

  it('never acts on a selected pin that the filter hides', async () => {
    await open([makePin({ id: 'a' }), makePublished({ id: 'b' })]);
    planner.selection.toggleAll();
    planner.narrow({ state: 'published' });
    expect(idsOf(planner.selection.pins.value)).toEqual(['b']);
  });

  it('takes a range with Shift, in the order shown', async () => {
    await open([5, 3, 4, 1, 2].map((hour) => makePin({ id: `p${hour}`, publishAt: NOW + hour * HOUR })));
    planner.selection.toggle('p2');
    planner.selection.toggle('p4', true);
    expect(idsOf(planner.selection.pins.value)).toEqual(['p2', 'p3', 'p4']);
  });
});

describe('what is done', () => {
  it('is said, and a removed pin comes back with undo, once', async () => {
    await open([makePin({ id: 'soup' })]);
    await planner.verbs.remove(planner.pins.value ?? []);
    expect(words()).toBe('Removed “Title of soup”.');
    expect(await readPin('soup')).toBeUndefined();
    await planner.verbs.undo();
    await planner.verbs.undo();
    expect(await stored('soup')).toMatchObject({ state: 'queued' });
    expect(words()).toBe('Undone: Removed “Title of soup”.');
  });

  it('is undone level by level, the last act first', async () => {
    await open([makePin({ id: 'soup', publishAt: NOW + DAY })]);
    await planner.verbs.reschedule([await stored('soup')], NOW + 2 * DAY);
    await planner.verbs.setBoard([await stored('soup')], 'soc_1', { id: '222', name: 'Stews' });
    await planner.verbs.undo();
    expect(await stored('soup')).toMatchObject({ board: { id: '111' }, publishAt: NOW + 2 * DAY });
    await planner.verbs.undo();
    expect(await stored('soup')).toMatchObject({ publishAt: NOW + DAY });
  });

  it('is undone after the window was reloaded, and not by another window', async () => {
    await open([makePin({ id: 'soup', publishAt: NOW + DAY })]);
    await planner.verbs.reschedule([await stored('soup')], NOW + 2 * DAY);
    planner.close();
    const held = new Map<string, unknown>();
    const session = sessionStorage;
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => held.set(key, value),
    });
    const other = await openRead();
    await other.verbs.undo();
    expect(await stored('soup')).toMatchObject({ publishAt: NOW + 2 * DAY });
    other.close();
    vi.stubGlobal('sessionStorage', session);
    // A reload lets go of the window's lock.
    vi.stubGlobal('navigator', {
      ...navigator,
      locks: { request: async (_: string, ...rest: unknown[]) => (rest.at(-1) as () => unknown)() },
    });
    await open();
    await vi.waitFor(() => expect(planner.undo.last.value?.words).toBe('Rescheduled “Title of soup”.'));
    await planner.verbs.undo();
    expect(await stored('soup')).toMatchObject({ publishAt: NOW + DAY });
  });

  it('to many is one act: the bar, the sentence and undo speak of the same pins', async () => {
    const late = { held: true, lastError: null };
    await open([makePin({ id: 'a' }), makePin({ id: 'b', ...late }), makePublished({ id: 'c' })]);
    planner.selection.toggleAll();
    await planner.verbs.setBoard(planner.selection.pins.value, 'soc_1', { id: '222', name: 'Stews' });
    expect(words()).toBe('Changed the board of 2 pins.');
    expect(await stored('b')).toMatchObject({ held: true, board: { id: '222' } });
    await planner.verbs.undo();
    for (const id of ['a', 'b', 'c']) expect((await stored(id)).board?.id).toBe('111');
  });

  it('to many pins gives each its own time, the first the chosen one', async () => {
    await open(['b', 'a'].map((id, place) => makePin({ id, publishAt: NOW + (2 - place) * HOUR })));
    await planner.verbs.reschedule(planner.pins.value ?? [], NOW + DAY);
    expect((await stored('a')).publishAt).toBe(NOW + DAY);
    expect((await stored('b')).publishAt).toBeGreaterThan(NOW + DAY);
  });

  it('to a failed pin tries it again with what was changed', async () => {
    await open([
      makePin({ id: 'a', state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND'), publishAt: NOW + DAY }),
    ]);
    await planner.verbs.setBoard(planner.pins.value ?? [], 'soc_1', { id: '222', name: 'Stews' });
    expect(await stored('a')).toMatchObject({ state: 'queued', lastError: null, board: { id: '222' } });
  });

  it('schedules a complete draft where it is put; an incomplete one waits there as a draft', async () => {
    const draft = { state: 'draft', when: 'slot', publishAt: null } as const;
    await open([makePin({ id: 'whole', ...draft }), makePin({ id: 'part', ...draft, board: null })]);
    const at = NOW + DAY;
    await planner.verbs.place(
      planner.pins.value ?? [],
      new Map([
        ['whole', at],
        ['part', at + HOUR],
      ]),
    );
    expect(await stored('whole')).toMatchObject({ state: 'queued', publishAt: at });
    expect(await stored('part')).toMatchObject({ state: 'draft', when: 'time', publishAt: at + HOUR });
    await planner.verbs.undo();
    for (const id of ['whole', 'part']) expect(await stored(id)).toMatchObject({ state: 'draft', when: 'slot' });
  });

  it('leaves what cannot be changed as it is, and says so', async () => {
    await open([makePin({ id: 'a' })]);
    const seen = planner.pins.value ?? [];
    await updatePin('a', (pin) => ({ ...pin, state: 'published' }));
    await planner.verbs.setBoard(seen, 'soc_1', { id: '222', name: 'Stews' });
    expect(planner.status.line.value).toMatchObject({
      tone: 'warn',
      words: expect.stringMatching(/stays as it was/),
    });
    expect((await stored('a')).board?.id).toBe('111');
  });

  it('is not undone where the pin has moved on since', async () => {
    await open([makePin({ id: 'a', publishAt: NOW + DAY }), makePin({ id: 'b', publishAt: NOW + DAY })]);
    await planner.verbs.setBoard(planner.pins.value ?? [], 'soc_1', { id: '222', name: 'Stews' });
    await updatePin('a', (pin) => ({ ...pin, board: { id: '333', name: 'Cakes' }, updatedAt: NOW + 1 }));
    await updatePin('b', (pin) => ({ ...pin, title: 'Bread', updatedAt: NOW + 1 }));
    await planner.verbs.undo();
    expect((await stored('a')).board?.id).toBe('333');
    expect(await stored('b')).toMatchObject({ title: 'Bread', board: { id: '111' } });
    expect(words()).toMatch(/but for 1 pin/);
  });

  it('waits a moment before it leaves, so that sending can be undone', async () => {
    await open([makePin({ id: 'a', publishAt: NOW + DAY })]);
    await planner.verbs.send(planner.pins.value ?? []);
    const sent = await stored('a');
    expect(sent).toMatchObject({ publishAt: NOW, when: 'now' });
    expect(sent.nextAttemptAt).toBeGreaterThan(NOW);
    await planner.verbs.undo();
    expect(await stored('a')).toMatchObject({ publishAt: NOW + DAY, nextAttemptAt: null });
  });

  it('says in words what went wrong, and never throws', async () => {
    await open([makePin({ id: 'a' })]);
    const [pin] = planner.pins.value ?? [];
    await changePins(['a'], () => ({ remove: ['a'] }));
    await planner.verbs.edit(pin!);
    expect(planner.status.line.value).toEqual({ tone: 'danger', words: 'This pin is no longer there.' });
  });

  it('drops changes that were begun, and brings them back with undo', async () => {
    await open([makePin({ id: 'soup' }), makePin({ id: 'copy', state: 'draft', editOf: 'soup', title: 'Changed' })]);
    expect(idsOf(planner.pins.value ?? [])).toEqual(['soup']);
    await planner.verbs.discardEdit(await stored('soup'));
    expect(await readPin('copy')).toBeUndefined();
    await planner.verbs.undo();
    expect(await stored('copy')).toMatchObject({ title: 'Changed', editOf: 'soup' });
  });

  it('schedules here, at their times, the pins that another browser may send, and no others', async () => {
    const elsewhere = { held: true, lastError: makeProblem('IMPORTED_ELSEWHERE') };
    await open([makePin({ id: 'a', ...elsewhere }), makePin({ id: 'b', held: true })]);
    await planner.verbs.here(planner.pins.value ?? []);
    expect(await stored('a')).toMatchObject({ held: false, lastError: null });
    expect(await stored('b')).toMatchObject({ held: true });
  });
});

describe('rules that keep an account from looking like spam', () => {
  it('warn after a move that breaks one, and one click moves the pin to where it breaks none', async () => {
    const at = NOW + DAY;
    await open([makePin({ id: 'soup', publishAt: at }), makePin({ id: 'stew', publishAt: at + 5 * HOUR })]);
    const stew = planner.pins.value!.find(({ id }) => id === 'stew')!;
    await planner.verbs.place([stew], new Map([['stew', at + MINUTE]]));
    expect(words()).toMatch(/^Moved “.+”\. It breaks one of your rules there\. Less than 10 minutes/);
    planner.status.line.value.offer?.act();
    await vi.waitFor(async () => expect((await stored('stew')).publishAt).toBe(at + 10 * MINUTE));
  });
  it('say nothing after a move that keeps them', async () => {
    await open([makePin({ id: 'soup', publishAt: NOW + DAY }), makePin({ id: 'stew', publishAt: NOW + 2 * DAY })]);
    const stew = planner.pins.value!.find(({ id }) => id === 'stew')!;
    await planner.verbs.place([stew], new Map([['stew', NOW + DAY + HOUR]]));
    expect(planner.status.line.value).toEqual({ tone: 'good', words: expect.stringMatching(/^Moved “[^”]+”\.$/) });
  });
});
