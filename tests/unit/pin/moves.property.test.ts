import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  adopt,
  claim,
  giveBack,
  IllegalMove,
  isUnsettled,
  LEGAL_MOVES,
  makeMove,
  refuse,
  release,
  reschedule,
  retry,
  schedule,
  scheduleAgain,
  scheduleHere,
  settleHandOver,
  settleTakenBack,
  takeBack,
  unschedule,
} from '../../../lib/pin/moves';
import { createDraft, mayBeScheduled, type Pin, type Problem } from '../../../lib/pin/pin';
import { createSlide } from '../../../lib/pin/slide';

const START = 1_000_000;
const source = { pageUrl: 'https://kitchen.test/', pageTitle: 'Kitchen', collectedAt: 0 };
const slide = createSlide({ id: 's', url: 'https://kitchen.test/1.jpg', text: '', width: 600, height: 900 });
const draft: Pin = {
  ...createDraft({ id: 'p', source, handOver: 'at-time', now: 0 }),
  accountId: 'soc',
  board: { id: 'b', name: 'B' },
  title: 'Soup',
  description: 'Warm.',
  link: 'https://kitchen.test/soup',
  slides: [{ ...slide, rung: 'address' }],
  publishAt: START,
};
const sent = { accountId: 'soc', boardId: 'b', title: '', link: '', caption: '', mediaIds: ['m'], publishAt: START };

type Step = (pin: Pin, now: number) => Pin;
const why = (code: string, at: number): Problem => ({ code, statusCode: null, message: '', requestId: null, at });
const working = (pin: Pin) => pin.leaseId !== null;
/** The engine works only on a pin that it has claimed. */
const byEngine =
  (step: Step): Step =>
  (pin, now) => {
    if (!working(pin)) throw new IllegalMove('no lease');
    return step(pin, now);
  };

/** What the user may do, without knowing the state at Postbreeze. */
const USER: Record<string, Step> = {
  schedule,
  unschedule,
  retry,
  takeBack,
  scheduleAgain,
  adopt: (pin, now) => {
    if (!isUnsettled(pin)) throw new IllegalMove('not offered');
    return adopt(pin, now);
  },
  release,
  rescheduleLater: (pin, now) => reschedule(pin, now + 1000, now),
  rescheduleEarlier: (pin, now) => reschedule(pin, now - 1000, now),
  scheduleHere: (pin, now) => scheduleHere(pin, null, now),
};

/** What the engine writes down, in the order in which it learns it. */
const ENGINE: Record<string, Step> = {
  claim: (pin, now) => {
    const isDue = pin.leaseId === null && (pin.state === 'queued' || pin.state === 'handed-over');
    if (!isDue) throw new IllegalMove('not due');
    return claim(pin, { id: 'lease', until: now + 9 }, now);
  },
  upload: byEngine((pin) => ({ ...pin, done: { ...pin.done, media: { 's:h': { id: 'm', url: '' } } } })),
  beginCreate: byEngine((pin, now) => {
    if (pin.state !== 'sending' || pin.done.postId || pin.done.createStartedAt) throw new IllegalMove('no');
    return { ...pin, done: { ...pin.done, createStartedAt: now, sent: { ...sent, scheduledFor: null } } };
  }),
  beginScheduledCreate: byEngine((pin, now) => {
    if (pin.state !== 'sending' || pin.done.postId || pin.done.createStartedAt) throw new IllegalMove('no');
    return { ...pin, done: { ...pin.done, createStartedAt: now, sent: { ...sent, scheduledFor: now } } };
  }),
  hearOfPost: byEngine((pin, now) => {
    if (pin.done.createStartedAt === null || pin.done.postId) throw new IllegalMove('no');
    return { ...pin, done: { ...pin.done, postId: `post-${now}` } };
  }),
  beginScheduling: byEngine((pin, now) => {
    if (pin.state !== 'sending' || !pin.done.postId || !pin.done.sent) throw new IllegalMove('no');
    return { ...pin, done: { ...pin.done, sent: { ...pin.done.sent, scheduledFor: now } } };
  }),
  handOver: byEngine((pin, now) => {
    if (!pin.done.postId) throw new IllegalMove('no');
    return settleHandOver(pin, pin.done.postId, now, {});
  }),
  giveBack: byEngine((pin, now) => giveBack(pin, now, { nextAttemptAt: now + 5 })),
  refuse: byEngine((pin, now) => refuse(pin, why('PIN_BOARD_NOT_FOUND', now), now)),
  refuseUnknown: byEngine((pin, now) => {
    if (!isUnsettled(pin)) throw new IllegalMove('no');
    return refuse(pin, why('OUTCOME_UNKNOWN', now), now);
  }),
  goneThere: byEngine((pin, now) => {
    if (pin.done.handedOverAt === null) throw new IllegalMove('no');
    return refuse(pin, why('POST_GONE', now), now);
  }),
  publish: byEngine((pin, now) => giveBack(makeMove(pin, 'publish', now), now, {})),
  cancel: byEngine((pin, now) => {
    if (!pin.done.postId || pin.done.handedOverAt === null) throw new IllegalMove('no');
    return giveBack(makeMove(pin, 'cancel', now), now, {});
  }),
  endTakenBack: byEngine((pin, now) => {
    if (pin.request !== 'take-back') throw new IllegalMove('no');
    return settleTakenBack(pin, now);
  }),
};

const STEPS = { ...USER, ...ENGINE };
/** Which of the allowed steps to take each time. */
const lives = fc.array(fc.nat({ max: 999 }), { maxLength: 25, size: 'max' });

/** Takes a pin through a life and inspects each step. Pins are frozen, since no move may change the pin it is given. */
function live(choices: readonly number[], look: (before: Pin, after: Pin, name: string) => void): Pin {
  let pin = draft;
  const names: string[] = [];
  for (const [index, choice] of choices.entries()) {
    const before = pin;
    Object.freeze(before);
    Object.freeze(before.done);
    const allowed = Object.entries(STEPS).flatMap(([name, step]) => {
      const after = attempt(step, pin, START + index + 1);
      return after ? [{ name, after }] : [];
    });
    const taken = allowed[choice % allowed.length];
    if (!taken) return pin;
    names.push(taken.name);
    try {
      look(before, taken.after, taken.name);
    } catch (error) {
      throw new Error(names.join(' → '), { cause: error });
    }
    pin = taken.after;
  }
  return pin;
}

function attempt(step: Step, pin: Pin, now: number): Pin | undefined {
  try {
    return step(pin, now);
  } catch (error) {
    if (error instanceof IllegalMove) return undefined;
    throw error;
  }
}

const runs = { numRuns: 200 };

test('no move changes what the user composed or loses an upload', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      live(choices, (before, after) => {
        for (const field of ['id', 'title', 'description', 'link', 'board', 'accountId', 'slides', 'source'] as const)
          expect(after[field]).toEqual(before[field]);
        expect(after.done.media).toMatchObject(before.done.media);
      });
    }),
    runs,
  );
});

test('every change of state is a legal move', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      live(choices, (before, after) => {
        const targets: string[] = [before.state, ...Object.values(LEGAL_MOVES[before.state])];
        expect(targets).toContain(after.state);
      });
    }),
    runs,
  );
});

test('no post id is forgotten until the post is taken back', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      live(choices, (before, after, name) => {
        if (name === 'endTakenBack') return;
        const kept = [after.done.postId, ...(after.done.formerPostIds ?? [])];
        for (const id of [before.done.postId, ...(before.done.formerPostIds ?? [])]) if (id) expect(kept).toContain(id);
      });
    }),
    runs,
  );
});

test('no act of the user makes us forget that a post may be scheduled', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      live(choices, (before, after, name) => {
        if (!mayBeScheduled(before) || !(name in USER) || name === 'adopt') return;
        const isKnown = after.done.postId !== null || (after.done.formerPostIds ?? []).length > 0;
        expect(isKnown || mayBeScheduled(after)).toBe(true);
      });
    }),
    runs,
  );
});

// Found by the lives above: Postbreeze never publishes a draft by itself, so a draft that no search found may be created again.
test('a failed pin scheduled again forgets a draft of unknown outcome, but not a post that may be scheduled', () => {
  const sending = claim(schedule(draft, START), { id: 'lease', until: START + 9 }, START);
  for (const scheduledFor of [null, START]) {
    const done = { ...sending.done, createStartedAt: START, sent: { ...sent, scheduledFor } };
    const again = scheduleAgain(refuse({ ...sending, done }, why('OUTCOME_UNKNOWN', START), START), START);
    expect(again.done.createStartedAt).toBe(scheduledFor);
  }
});

test('a pin being sent has a lease; a draft, failed or canceled one has none', () => {
  fc.assert(
    fc.property(lives, (choices) => {
      const end = live(choices, (_, after) => {
        if (after.state === 'sending') expect(after.leaseId).not.toBeNull();
        if (after.state === 'draft' || after.state === 'failed' || after.state === 'canceled')
          expect([after.leaseId, after.leaseUntil]).toEqual([null, null]);
      });
      if (end.state === 'failed') expect(end.lastError).not.toBeNull();
    }),
    runs,
  );
});
