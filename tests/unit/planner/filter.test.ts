import { describe, expect, it } from 'vitest';
import {
  arrange,
  FACETS,
  FILED,
  findPins,
  listShown,
  NO_FILTER,
  nameOf,
  STATES,
} from '../../../components/planner/arrange';
import { DAY } from '../../../lib/time';
import { idsOf } from './kit';
import { makePin, makeProblem, makePublished, NOW } from './make-pin';

describe('the list', () => {
  it('puts what needs the user first, then coming days, drafts without a time, and past days', () => {
    const pins = [
      makePublished({ id: 'published' }),
      makePin({ id: 'draft', state: 'draft', when: 'slot' }),
      makePin({ id: 'planned', state: 'draft', when: 'time', publishAt: NOW + 3 * DAY }),
      makePin({ id: 'tomorrow', publishAt: NOW + DAY }),
      makePin({ id: 'today', state: 'handed-over', publishAt: NOW + 1000 }),
      makePin({ id: 'failed', state: 'failed', lastError: makeProblem('PIN_LINK_INVALID') }),
      makePin({ id: 'canceled', state: 'canceled', publishAt: NOW - DAY }),
    ];
    const sections = arrange(pins, 'time');
    expect(sections.flatMap((section) => idsOf(section.pins))).toEqual([
      'failed',
      'today',
      'tomorrow',
      'planned',
      'draft',
      'published',
      'canceled',
    ]);
    expect(sections).toHaveLength(7);
  });

  it('keeps a pin in its place while it is sent and handed over', () => {
    const others = [makePin({ id: 'a', publishAt: NOW }), makePin({ id: 'c', publishAt: NOW + 2 })];
    const placesOf = (state: 'queued' | 'sending' | 'handed-over') =>
      arrange([...others, makePin({ id: 'b', state, publishAt: NOW + 1 })], 'time').map(({ pins }) => idsOf(pins));
    expect(placesOf('sending')).toEqual(placesOf('queued'));
    expect(placesOf('handed-over')).toEqual(placesOf('queued'));
  });

  it('loses no pin, whatever its state and order', () => {
    const states = ['draft', 'queued', 'sending', 'handed-over', 'published', 'failed', 'canceled'] as const;
    const pins = states.map((state) => makePin({ state }));
    for (const sort of ['time', 'changed', 'title'] as const)
      expect(arrange(pins, sort).flatMap((section) => section.pins)).toHaveLength(states.length);
  });

  it('sorts numbers in titles by value', () => {
    const pins = ['Soup 10', 'soup 2', 'Bread'].map((title) => makePin({ title }));
    expect(arrange(pins, 'title')[0]?.pins.map(({ title }) => title)).toEqual(['Bread', 'soup 2', 'Soup 10']);
  });
});

describe('rows', () => {
  it('leave out a working copy whose pin is in the list', () => {
    const copy = makePin({ id: 'copy', state: 'draft', editOf: 'pin' });
    expect(idsOf(listShown([makePin({ id: 'pin' }), copy], NOW))).toEqual(['pin']);
  });

  it('include a working copy whose pin is gone: nothing typed is lost', () => {
    expect(idsOf(listShown([makePin({ id: 'copy', state: 'draft', editOf: 'gone' })], NOW))).toEqual(['copy']);
  });

  it('come back when a removal at Postbreeze takes long', () => {
    const pin = makePin({ id: 'pin', state: 'handed-over', request: 'remove', updatedAt: NOW });
    expect(listShown([pin], NOW + 1000)).toEqual([]);
    expect(idsOf(listShown([pin], NOW + 60_000))).toEqual(['pin']);
  });

  it('are named by the title, else by the page, else as untitled', () => {
    const page = { pageUrl: 'https://kitchen.test/', pageTitle: 'The Kitchen', collectedAt: NOW };
    expect(nameOf(makePin({ title: ' Soup ' }))).toBe('Soup');
    expect(nameOf(makePin({ title: ' ', source: page }))).toBe('The Kitchen');
    expect(nameOf(makePin({ title: '', source: { ...page, pageTitle: '' } }))).toBe('Untitled pin');
  });
});

describe('the search', () => {
  const desserts = { id: '1', name: 'Desserts' };
  const soup = makePin({ id: 'soup', title: 'Crème brûlée', description: 'with sugar', board: desserts });
  const bread = makePin({ id: 'bread', title: 'Bread', link: 'https://bakery.test/rye' });
  const search = (pins: Parameters<typeof findPins>[0], words: string) =>
    idsOf(findPins(pins, { ...NO_FILTER, search: words }).pins);

  it('finds every word in title, text, board and link, whatever its case and accents', () => {
    expect(search([soup, bread], 'creme BRULEE')).toEqual(['soup']);
    expect(search([soup, bread], ' sugar  dessert ')).toEqual(['soup']);
    expect(search([soup, bread], 'bakery')).toEqual(['bread']);
    expect(search([soup, bread], 'sugar rye')).toEqual([]);
  });

  it('finds the new title of a pin that was changed', () => {
    expect(search([soup], 'pie')).toEqual([]);
    expect(search([{ ...soup, title: 'Pie' }], 'pie')).toEqual(['soup']);
  });
});

describe('the counts', () => {
  const boards = [
    { id: '1', name: 'Desserts' },
    { id: '2', name: 'Soups' },
  ];
  const pins = [...Array(60)].map((_, i) =>
    makePin({
      state: (['draft', 'queued', 'handed-over', 'failed', 'canceled'] as const)[i % 5]!,
      board: boards[i % 2]!,
      accountId: `soc_${i % 3}`,
      link: `https://site${i % 4}.test/${i}`,
      planId: i % 7 === 0 ? 'plan' : null,
      title: i % 3 === 0 ? 'Pumpkin' : 'Bread',
    }),
  );
  const filters = [
    NO_FILTER,
    { ...NO_FILTER, search: 'pumpkin' },
    { ...NO_FILTER, state: 'queued' as const, boardId: '1' },
    { ...NO_FILTER, boardId: '2', site: 'site1.test', search: 'bread' },
    { ...NO_FILTER, accountId: 'soc_1', planId: 'plan' },
  ];

  it.each(filters)('are what each choice would show: %o', (filter) => {
    const { states, facets } = findPins(pins, filter);
    for (const state of STATES) expect(states[state], state).toBe(findPins(pins, { ...filter, state }).pins.length);
    for (const facet of FACETS)
      for (const key of new Set(pins.map(FILED[facet]).filter(Boolean)))
        expect(facets[facet].get(key) ?? 0, `${facet} ${key}`).toBe(
          findPins(pins, { ...filter, [facet]: key }).pins.length,
        );
  });
});
