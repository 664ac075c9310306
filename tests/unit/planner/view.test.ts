import { describe, expect, it } from 'vitest';
import { arrange, countByFilter, cutSections, findPins, listShown, nameOf } from '../../../components/planner/view';
import { makePin, makeProblem, makePublished, NOW } from './make-pin';

const ids = (pins: { id: string }[]) => pins.map(({ id }) => id);

describe('the list', () => {
  it('puts what needs the user first, then what is coming by its time, then the rest', () => {
    const pins = [
      makePublished({ id: 'published' }),
      makePin({ id: 'draft', state: 'draft', publishAt: null }),
      makePin({ id: 'later', publishAt: NOW + 2000 }),
      makePin({ id: 'sooner', state: 'handed-over', publishAt: NOW + 1000 }),
      makePin({ id: 'failed', state: 'failed', lastError: makeProblem('PIN_LINK_INVALID') }),
      makePin({ id: 'held', held: true, publishAt: NOW - 1000, updatedAt: 1 }),
      makePin({ id: 'canceled', state: 'canceled' }),
    ];
    expect(arrange(pins).map(({ name, pins }) => [name, ...ids(pins)])).toEqual([
      ['needs-you', 'failed', 'held'],
      ['upcoming', 'sooner', 'later'],
      ['draft', 'draft'],
      ['published', 'published'],
      ['canceled', 'canceled'],
    ]);
  });

  it('keeps a pin in its place while it is sent and handed over', () => {
    const others = [makePin({ id: 'a', publishAt: NOW }), makePin({ id: 'c', publishAt: NOW + 2 })];
    const placesOf = (state: 'queued' | 'sending' | 'handed-over') =>
      arrange([...others, makePin({ id: 'b', state, publishAt: NOW + 1 })]).map(({ pins }) => ids(pins));
    expect(placesOf('sending')).toEqual(placesOf('queued'));
    expect(placesOf('handed-over')).toEqual(placesOf('queued'));
  });

  it('loses no pin between the headings, whatever its state', () => {
    const states = ['draft', 'queued', 'sending', 'handed-over', 'published', 'failed', 'canceled'] as const;
    const pins = states.map((state) => makePin({ state }));
    expect(arrange(pins).flatMap((section) => section.pins)).toHaveLength(states.length);
  });

  it('holds only as many rows as were asked for, across headings', () => {
    const pins = [...Array(30)].map(() => makePin()).concat([...Array(30)].map(() => makePin({ state: 'canceled' })));
    const cut = cutSections(arrange(pins), 0, 40);
    expect(cut.map(({ name, pins }) => [name, pins.length])).toEqual([
      ['upcoming', 30],
      ['canceled', 10],
    ]);
    expect(cutSections(arrange(pins), 40, 50).map(({ name, pins }) => [name, pins.length])).toEqual([['canceled', 20]]);
    const whole = arrange(pins).flatMap((section) => section.pins);
    const paged = [0, 25, 50].flatMap((skip) =>
      cutSections(arrange(pins), skip, 25).flatMap((section) => section.pins),
    );
    expect(paged).toEqual(whole);
  });
});

describe('rows', () => {
  it('are not given to a working copy of a pin that is there', () => {
    const copy = makePin({ id: 'copy', state: 'draft', editOf: 'pin' });
    expect(ids(listShown([makePin({ id: 'pin' }), copy], NOW))).toEqual(['pin']);
  });

  it('are given to a working copy whose pin is gone: nothing typed is lost', () => {
    const copy = makePin({ id: 'copy', state: 'draft', editOf: 'gone' });
    expect(ids(listShown([copy], NOW))).toEqual(['copy']);
  });

  it('come back when a removal at Postbreeze takes long', () => {
    const pin = makePin({ id: 'pin', state: 'handed-over', request: 'remove', updatedAt: NOW });
    expect(listShown([pin], NOW + 1000)).toEqual([]);
    expect(ids(listShown([pin], NOW + 60_000))).toEqual(['pin']);
  });

  it('are named by the title, else by the page, else as untitled', () => {
    const page = { pageUrl: 'https://kitchen.test/', pageTitle: 'The Kitchen', collectedAt: NOW };
    expect(nameOf(makePin({ title: ' Soup ' }))).toBe('Soup');
    expect(nameOf(makePin({ title: ' ', source: page }))).toBe('The Kitchen');
    expect(nameOf(makePin({ title: '', source: { ...page, pageTitle: '' } }))).toBe('Untitled pin');
  });
});

describe('the search', () => {
  const soup = makePin({
    id: 'soup',
    title: 'Crème brûlée',
    description: 'with sugar',
    board: { id: '1', name: 'Desserts' },
  });
  const bread = makePin({ id: 'bread', title: 'Bread', link: 'https://bakery.test/rye' });

  it('finds every word in title, text, board and link, without case and accents', () => {
    expect(ids(findPins([soup, bread], 'all', 'creme BRULEE'))).toEqual(['soup']);
    expect(ids(findPins([soup, bread], 'all', ' sugar  dessert '))).toEqual(['soup']);
    expect(ids(findPins([soup, bread], 'all', 'bakery'))).toEqual(['bread']);
    expect(findPins([soup, bread], 'all', 'sugar rye')).toEqual([]);
  });

  it('finds the new title of a pin that was changed', () => {
    expect(findPins([soup], 'all', 'pie')).toEqual([]);
    expect(ids(findPins([{ ...soup, title: 'Pie' }], 'all', 'pie'))).toEqual(['soup']);
  });
});

describe('the filters', () => {
  const pins = [
    makePin({ state: 'sending' }),
    makePin({ held: true }),
    makePin({ state: 'failed' }),
    makePin({ state: 'draft' }),
    makePin({ state: 'handed-over' }),
  ];

  it('count what each would show', () => {
    const counts = countByFilter(pins);
    for (const filter of [
      'all',
      'needs-you',
      'draft',
      'queued',
      'handed-over',
      'published',
      'failed',
      'canceled',
    ] as const)
      expect(counts[filter], filter).toBe(findPins(pins, filter, '').length);
    expect(counts).toMatchObject({ all: 5, 'needs-you': 2, queued: 2, failed: 1, published: 0 });
  });
});
