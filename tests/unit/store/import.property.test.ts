import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findNextStep } from '../../../lib/pin/next-step';
import { PIN_STATES, type Pin } from '../../../lib/pin/pin';
import { useDatabaseName } from '../../../lib/store/database';
import { listPins, putPin, readPin, saveDraft } from '../../../lib/store/pins';
import { exportAll, importAll } from '../../../lib/store/transfer';
import { removePin, takeBackPin } from '../../../lib/store/verbs';
import { HOUR } from '../../../lib/time';
import { IS_THOROUGH } from '../../setup/thorough';
import { addressSlide } from '../delivery/paths';
import { makeDraft } from '../delivery/pins';

const NOW = 1_000 * HOUR;
const sent = { accountId: 'a', boardId: 'b', title: '', link: '', caption: '', mediaIds: ['m'], publishAt: NOW };
const failure = { code: 'PIN_BOARD_NOT_FOUND', statusCode: 400, message: '', requestId: null, at: 1 };

/** A pin in any state, with any checkpoint that may go with it, on its way or not. */
const pins = fc.array(
  fc.record({
    state: fc.constantFrom(...PIN_STATES),
    publishAt: fc.constantFrom(NOW - HOUR, NOW, NOW + HOUR),
    handOver: fc.constantFrom<Pin['handOver']>('at-time', 'right-away'),
    request: fc.constantFrom<Pin['request']>(null, null, 'update', 'take-back', 'remove', 'retry'),
    held: fc.boolean(),
    postId: fc.boolean(),
    createStartedAt: fc.constantFrom(null, NOW - 9),
    scheduledFor: fc.constantFrom(null, NOW),
  }),
  { minLength: 1, maxLength: 5 },
);
type Drawn = typeof pins extends fc.Arbitrary<(infer One)[]> ? One : never;
/** What happens here between the export and the import. */
const acts = fc.array(fc.record({ at: fc.nat({ max: 4 }), act: fc.constantFrom('remove', 'publish', 'take back') }), {
  maxLength: 4,
});

let made = 0;

function build({ state, publishAt, handOver, request, held, ...done }: Drawn, index: number): Pin {
  const { postId, createStartedAt, scheduledFor } = done;
  const isOver = state === 'handed-over' || state === 'published';
  const pin = makeDraft(`p${index}`, [addressSlide(index)], publishAt, { handOver, createdAt: index });
  if (state === 'draft') return pin;
  return {
    ...pin,
    state,
    request: state === 'published' ? null : request,
    held: held && state === 'queued',
    lastError: state === 'failed' ? failure : null,
    ...(state === 'sending' && { leaseId: 'lease', leaseUntil: NOW + 9 }),
    done: {
      ...pin.done,
      postId: postId || isOver ? `post-${index}` : null,
      createStartedAt,
      handedOverAt: isOver ? NOW - 5 : null,
      sent: createStartedAt === null && !isOver ? null : { ...sent, scheduledFor },
    },
  };
}

/** A browser with these pins; its export. */
async function begin(drawn: Drawn[]): Promise<{ file: Blob; before: Pin[] }> {
  await useDatabaseName(`import-${++made}`);
  const before = drawn.map(build);
  for (const pin of before) await (pin.state === 'draft' ? saveDraft(pin) : putPin(pin));
  return { file: await exportAll(NOW), before };
}

async function act(drawn: Drawn[], what: { at: number; act: string }[]): Promise<void> {
  for (const { at, act: name } of what) {
    const id = `p${at % drawn.length}`;
    const pin = await readPin(id);
    if (!pin) continue;
    if (name === 'remove') await removePin(id, NOW);
    else if (name === 'publish' && pin.state !== 'draft') await putPin({ ...pin, state: 'published', request: null });
    else await takeBackPin(id, NOW).catch(() => {});
  }
}

const ids = (some: Pin[]) => some.map(({ id }) => id).sort();
const sorted = (some: Pin[]) => [...some].sort((a, b) => (a.id < b.id ? -1 : 1));
const runs = { numRuns: IS_THOROUGH ? 500 : 30 };

test('an import adds every pin once and leaves existing ones alone', async () => {
  await fc.assert(
    fc.asyncProperty(pins, acts, async (drawn, what) => {
      const { file, before } = await begin(drawn);
      await act(drawn, what);
      const here = await listPins();
      const { added, same, damaged } = await importAll(file, NOW);
      const after = await listPins();
      expect(ids(after)).toEqual(ids(before));
      expect([added, same, damaged]).toEqual([before.length - here.length, here.length, 0]);
      for (const pin of here) expect(await readPin(pin.id)).toEqual(pin);
    }),
    runs,
  );
});

test('importing twice is the same as importing once', async () => {
  await fc.assert(
    fc.asyncProperty(pins, acts, fc.boolean(), async (drawn, what, isElsewhere) => {
      const { file } = await begin(drawn);
      if (isElsewhere) await useDatabaseName(`import-${++made}`);
      else await act(drawn, what);
      await importAll(file, NOW);
      const once = sorted(await listPins());
      expect(await importAll(file, NOW + HOUR)).toMatchObject({ added: 0, held: 0, same: once.length });
      expect(sorted(await listPins())).toEqual(once);
    }),
    runs,
  );
});

test('nothing that an import adds goes out by itself, keeps a lease, or loses a checkpoint', async () => {
  await fc.assert(
    fc.asyncProperty(pins, acts, fc.boolean(), async (drawn, what, isElsewhere) => {
      const { file, before } = await begin(drawn);
      if (isElsewhere) await useDatabaseName(`import-${++made}`);
      else await act(drawn, what);
      const known = new Set(ids(await listPins()));
      await importAll(file, NOW);
      for (const was of before.filter(({ id }) => !known.has(id))) {
        const pin = (await readPin(was.id))!;
        expect([pin.leaseId, pin.leaseUntil]).toEqual([null, null]);
        if (pin.state === 'queued') expect(pin.held).toBe(true);
        // A removal or a taking back that was asked of it is all that goes on, and sends nothing.
        const isStopping = pin.request === 'remove' || pin.request === 'take-back';
        if (pin.state === 'queued' && !isStopping) expect(findNextStep(pin)).toBeNull();
        for (const field of ['title', 'description', 'link', 'slides', 'publishAt'] as const)
          expect(pin[field]).toEqual(was[field]);
        expect(pin.done).toMatchObject({ postId: was.done.postId, createStartedAt: was.done.createStartedAt });
      }
    }),
    runs,
  );
});

test('a file cut short anywhere is refused, or its pins are whole', async () => {
  await fc.assert(
    fc.asyncProperty(pins, fc.double({ min: 0, max: 1, noNaN: true }), async (drawn, share) => {
      const { file, before } = await begin(drawn);
      await useDatabaseName(`import-${++made}`);
      await importAll(file.slice(0, Math.floor(file.size * share)), NOW).catch(() => {});
      const after = await listPins();
      if (after.length > 0) expect(ids(after)).toEqual(ids(before));
    }),
    runs,
  );
});
