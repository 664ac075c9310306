import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTENT, mergeDraft } from '../../../components/composer/merge';
import type { Pin } from '../../../lib/pin/pin';
import type { Mend, Slide } from '../../../lib/pin/slide';
import { draft, readBytes, slide } from './samples';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const mends = fc.constantFrom<Mend[]>([], [{ kind: 'shrink' }], [{ kind: 'crop', ratio: '2:3', focus: null }]);
const slides = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }).map((ids) => ids.map((id) => slide(id)));

/** What a window does: types, picks, removes, moves and mends. */
const written = fc.record(
  {
    title: fc.constantFrom('', 'Soup', 'Pumpkin soup'),
    description: fc.constantFrom('', 'Warm.'),
    link: fc.constantFrom('https://kitchen.test/', 'https://kitchen.test/soup'),
    publishAt: fc.constantFrom(null, 5, 9),
    when: fc.constantFrom<Pin['when']>('slot', 'time', 'now'),
    handOver: fc.constantFrom<Pin['handOver']>('at-time', 'right-away'),
  },
  { requiredKeys: [] },
);
const order = fc.option(fc.array(fc.nat({ max: 99 }), { minLength: 6, maxLength: 6 }), { nil: undefined });
const windowEdit = fc.record({
  written,
  order,
  removed: fc.subarray(names),
  picked: fc.subarray(['x', 'y']),
  mended: mends,
});
/** What the worker does: reports what came of pictures. */
const reports = fc.subarray(names);

type Edit = typeof windowEdit extends fc.Arbitrary<infer Value> ? Value : never;

function edit(pin: Pin, { written: words, order: places, removed, picked, mended }: Edit): Pin {
  const kept = pin.slides.filter(({ id }) => !removed.includes(id));
  const moved = places ? kept.map((one, at) => [places[at] ?? 0, one] as const).sort(([p], [q]) => p - q) : [];
  const all = [...(places ? moved.map(([, one]) => one) : kept), ...picked.map((id) => slide(id))];
  return {
    ...pin,
    ...words,
    slides: all.map((one) => (mended.length > 0 && one.id === 'a' ? { ...one, mends: mended } : one)),
  };
}

const report = (pin: Pin, ids: readonly string[]): Pin => ({
  ...pin,
  slides: pin.slides.map((one) => (ids.includes(one.id) ? readBytes(one) : one)),
});

const ids = (pin: Pin) => pin.slides.map(({ id }) => id);
const find = (pin: Pin, id: string): Slide | undefined => pin.slides.find((one) => one.id === id);
const bases = slides.map((some) => draft({ title: 'Soup', slides: some }));

test('where the other side changed nothing, a merge answers what this window holds, untouched', () => {
  fc.assert(
    fc.property(bases, windowEdit, (base, ours) => {
      const here = edit(base, ours);
      expect(mergeDraft(base, here, structuredClone(base))).toBe(here);
    }),
  );
});

test('where this window changed nothing, a merge answers what the store holds', () => {
  fc.assert(
    fc.property(bases, windowEdit, reports, (base, theirs, read) => {
      const there = { ...report(edit(base, theirs), read), attempts: 3 };
      expect(mergeDraft(base, base, there)).toEqual(there);
    }),
  );
});

test('no word is lost: each field is what this window typed, else what the store holds', () => {
  fc.assert(
    fc.property(bases, windowEdit, windowEdit, (base, ours, theirs) => {
      const [here, there] = [edit(base, ours), edit(base, theirs)];
      const merged = mergeDraft(base, here, there);
      for (const field of CONTENT) {
        const isTyped = JSON.stringify(here[field]) !== JSON.stringify(base[field]);
        expect(merged[field]).toEqual(isTyped ? here[field] : there[field]);
      }
    }),
  );
});

test('no picture is lost or doubled: each is there once, unless one side removed it', () => {
  fc.assert(
    fc.property(bases, windowEdit, windowEdit, reports, (base, ours, theirs, read) => {
      const [here, there] = [edit(base, ours), report(edit(base, theirs), read)];
      const before = ids(base);
      const isThere = (id: string) =>
        before.includes(id)
          ? ids(here).includes(id) && ids(there).includes(id)
          : ids(here).includes(id) || ids(there).includes(id);
      const expected = [...new Set([...before, ...ids(here), ...ids(there)])].filter(isThere);
      expect(ids(mergeDraft(base, here, there)).sort()).toEqual(expected.sort());
    }),
  );
});

test('what the worker read is kept, and what the user wants of a picture is never undone', () => {
  fc.assert(
    fc.property(bases, windowEdit, reports, (base, ours, read) => {
      const [here, there] = [edit(base, ours), report(base, read)];
      const merged = mergeDraft(base, here, there);
      for (const one of merged.slides) {
        expect(one.mends).toEqual(find(here, one.id)?.mends);
        if (read.includes(one.id) && find(base, one.id)) expect(one.original).toEqual(find(there, one.id)?.original);
      }
    }),
  );
});

test('a merge that is stored and read back merges to itself', () => {
  fc.assert(
    fc.property(bases, windowEdit, windowEdit, reports, (base, ours, theirs, read) => {
      const there = report(edit(base, theirs), read);
      const merged = mergeDraft(base, edit(base, ours), there);
      expect(mergeDraft(there, merged, there)).toBe(merged);
      expect(mergeDraft(merged, merged, structuredClone(merged))).toBe(merged);
    }),
  );
});
