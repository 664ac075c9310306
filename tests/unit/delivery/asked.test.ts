import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { describeHolder } from '../../../lib/pin/holder';
import { reschedule, retry } from '../../../lib/pin/moves';
import type { Pin } from '../../../lib/pin/pin';
import { readPin, saveDraft, updatePin } from '../../../lib/store/pins';
import { applyEdit, removePin, restorePin, startEdit, takeBackPin } from '../../../lib/store/verbs';
import { MINUTE } from '../../../lib/time';
import { DEMO_KEY } from '../../sandbox/seed';
import { ANSWERS, type Answer } from './answers';
import { countStates } from './many';
import { handOver, TITLE } from './paths';
import { decide, storeSlide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

const answers = (name: string): Answer => ANSWERS.find((answer) => answer.name === name)!;
const each = (answer: Answer) => Array.from({ length: 40 }, (_, index) => ({ nth: index + 1, answer }));

let universe: Universe;
const live = () => universe.postbreeze.livePosts(TITLE);
const soon = () => universe.now + 25 * MINUTE;

async function edit(over: Partial<Pin> = {}): Promise<void> {
  const copy = await startEdit('p', universe.now, 'copy');
  await saveDraft({ ...copy, description: 'Edited', ...over });
  await applyEdit('copy', universe.now);
}

/** Edits a pin that has hours to go while every call is answered so; then all is well again, and the user looks. */
async function editWhileAllAnswer(name: string): Promise<void> {
  await decide('p', (pin, now) => reschedule(pin, now + 600 * MINUTE, now), universe.now);
  await universe.run('message', universe.now + MINUTE);
  await edit();
  universe.watch({ spoilt: each(answers(name)) });
  await universe.run('message', universe.now + 200 * MINUTE);
  universe.watch();
  await universe.startWorker().wake('look');
}

beforeEach(async () => {
  universe = await Universe.create();
  await handOver(universe); // to be published in half an hour
});

describe('a change that Postbreeze refuses', () => {
  test('stays here, is shown and counted, if a new picture is refused', async () => {
    await edit({ slides: [await storeSlide(9)] });
    universe.watch({ spoilt: [{ nth: 1, answer: answers('403 plan') }] });
    await universe.run('message', soon());
    await universe.startWorker().wake('look');
    expect(await readPin('p')).toMatchObject({
      state: 'handed-over',
      description: 'Edited',
      lastError: { code: 'CHANGE_REFUSED:PLAN_LIMIT_POSTS' },
    });
    expect(universe.badge).toBe(1);
    expect(live().map(({ caption }) => caption)).toEqual(['Description of p']);
  });

  test('stays here, is shown and counted, if no attempt is ever answered', async () => {
    await editWhileAllAnswer('500');
    const code = 'CHANGE_REFUSED:GAVE_UP';
    expect(await readPin('p')).toMatchObject({ state: 'handed-over', description: 'Edited', lastError: { code } });
    expect(universe.badge).toBe(1);
  });

  test('is no longer shown once it turns out to have gone through', async () => {
    await editWhileAllAnswer('502 html after commit');
    expect(await readPin('p')).toMatchObject({ state: 'handed-over', description: 'Edited', lastError: null });
    expect(universe.badge).toBe(0);
    expect(live().map(({ caption }) => caption)).toEqual(['Edited']);
  });
});

test('a post that cannot be taken back is reported, and does not use up the rate limit', async () => {
  await decide('p', (pin, now) => reschedule(pin, now + 600 * MINUTE, now), universe.now);
  await universe.run('message', universe.now + MINUTE);
  universe.postbreeze.state.keys.get(DEMO_KEY)!.readOnly = true;
  await takeBackPin('p', universe.now);
  const before = universe.postbreeze.requests.length;
  await universe.run('message', universe.now + 200 * MINUTE);
  const code = 'CHANGE_REFUSED:GAVE_UP';
  expect(await readPin('p')).toMatchObject({ state: 'handed-over', request: null, lastError: { code } });
  expect(universe.badge).toBe(1);
  expect(universe.postbreeze.requests.length - before).toBeLessThan(30);
});

/** What the user asks of the pin while the first request of what was asked before is on its way. */
function meanwhile(answer: Answer, act: () => Promise<unknown>): Answer {
  return {
    ...answer,
    deliver: async (...whole) => {
      await act();
      return answer.deliver(...whole);
    },
  };
}

describe('a request during a change is carried out after it', () => {
  const refused = answers('422 board');

  test('taking it back', async () => {
    await edit();
    const answer = meanwhile(refused, () => takeBackPin('p', universe.now));
    universe.watch({ spoilt: [{ nth: 1, answer }] });
    await universe.run();
    expect(await countStates()).toEqual({ draft: 1 });
    expect(live()).toEqual([]);
  });

  test('a removal', async () => {
    await edit();
    const answer = meanwhile(refused, () => removePin('p', universe.now));
    universe.watch({ spoilt: [{ nth: 1, answer }] });
    await universe.run();
    expect(await countStates()).toEqual({});
    expect(live()).toEqual([]);
  });

  test.each(['422 board', '500', 'resent by the browser'])('another change (%s)', async (name) => {
    await edit();
    const slides = (await readPin('p'))!.slides.map((slide) => ({ ...slide, text: 'Said better' }));
    const answer = meanwhile(answers(name), () => edit({ slides }));
    universe.watch({ spoilt: [{ nth: 1, answer }] });
    await universe.run('message', soon());
    expect(live().map(({ media, caption }) => [media[0]?.altText, caption])).toEqual([['Said better', 'Edited']]);
    expect((await readPin('p'))?.lastError).toBeNull();
  });

  test('a removal, while it is being taken back', async () => {
    await takeBackPin('p', universe.now);
    const answer = meanwhile(answers('resent by the browser'), () => removePin('p', universe.now));
    universe.watch({ spoilt: [{ nth: 1, answer }] });
    await universe.run();
    expect(await countStates()).toEqual({});
  });
});

describe('a post that is missing once is not taken for gone', () => {
  const notShown = (nth: number) => [
    { nth, answer: answers('409') },
    { nth: nth + 1, answer: answers('malformed: null') },
  ];

  test.each([
    ['taken back', { draft: 1 }, takeBackPin],
    ['removed', {}, removePin],
  ])('when it is to be %s', async (_, ends, ask) => {
    await ask('p', universe.now);
    universe.watch({ spoilt: notShown(1) });
    await universe.run();
    expect(await countStates()).toEqual(ends);
    expect(live()).toEqual([]);
  });

  test('when it is to be tried again', async () => {
    universe.postbreeze.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
    await universe.run('alarm');
    expect(await countStates()).toEqual({ failed: 1 });
    await decide('p', retry, universe.now);
    // It is queued again, the answer is lost, and what comes after does not show it.
    universe.watch({ spoilt: [{ nth: 1, answer: answers('lost after commit') }, ...notShown(2)] });
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(live()).toHaveLength(1);
  });
});

test('a removal undone at any moment leaves one pin, one post and no notification', async () => {
  universe.watch();
  await removePin('p', universe.now);
  await universe.run();
  const { calls } = universe;
  for (let nth = 1; nth <= calls.length; nth++) {
    universe = await Universe.create();
    await handOver(universe);
    const before = (await removePin('p', universe.now))!;
    universe.watch({ meanwhile: { nth, act: async () => void (await restorePin(before, universe.now)) } });
    await universe.run();
    const end = [await countStates(), live().length, universe.notices];
    expect(end, `before ${nth} ${calls[nth - 1]}`).toEqual([{ published: 1 }, 1, []]);
  }
});

test('an edit of a pin that waits here is not said to be at Postbreeze, though a draft of it is', async () => {
  await updatePin('p', (pin) => ({ ...pin, state: 'queued', done: { ...pin.done, handedOverAt: null, sent: null } }));
  await edit();
  const pin = (await readPin('p'))!;
  expect(pin.request).toBeNull();
  expect(describeHolder(pin)).toMatchObject({ who: 'browser', words: expect.stringMatching(/Only this browser/) });
});
