import { describe, expect, it } from 'vitest';
import { canSwitchSender, listActs } from '../../../components/planner/acts';
import { IllegalMove, release, reschedule, retry, scheduleHere } from '../../../lib/pin/moves';
import { isUnsettled, PIN_STATES, type Pin } from '../../../lib/pin/pin';
import { makePin, makeProblem, NOW } from './make-pin';

/** A pin whose post may be scheduled: the call that schedules it went out and nothing was heard of it. */
function unsettle(pin: Pin): Pin {
  const { accountId, board, title, link, description, publishAt } = pin;
  const about = { accountId: accountId ?? '', boardId: board?.id ?? '', title, link, caption: description, publishAt };
  const sent = { ...about, mediaIds: [], scheduledFor: NOW };
  return { ...pin, done: { ...pin.done, createStartedAt: NOW, postId: 'post_1', handedOverAt: null, sent } };
}

describe('what a row offers', () => {
  it('offers no way to send a draft', () => {
    expect(listActs(makePin({ state: 'draft' }))).toEqual(['edit', 'reschedule', 'board', 'duplicate', 'remove']);
  });

  it('offers no change to what Pinterest has published', () => {
    expect(listActs(makePin({ state: 'published' }))).toEqual(['duplicate', 'remove']);
  });

  it('offers both answers to an unknown outcome, and no retry', () => {
    const pin = unsettle(makePin({ state: 'failed', lastError: makeProblem('OUTCOME_UNKNOWN') }));
    expect(listActs(pin)).toEqual(['adopt', 'again', 'duplicate', 'remove']);
  });

  it('brings a canceled pin back', () => {
    expect(listActs(makePin({ state: 'canceled' }))).toEqual([
      'again',
      'edit',
      'reschedule',
      'board',
      'duplicate',
      'remove',
    ]);
  });

  it('asks about a late pin that is held: send it, or choose another time', () => {
    expect(listActs(makePin({ held: true }))).toEqual(expect.arrayContaining(['send', 'reschedule']));
  });

  it('asks about a pin that another browser may send: schedule it here, or remove it; nothing else until then', () => {
    const pin = makePin({ held: true, lastError: makeProblem('IMPORTED_ELSEWHERE') });
    for (const one of [pin, { ...unsettle(pin), state: 'queued' as const }])
      expect(listActs(one)).toEqual(['here', 'duplicate', 'remove']);
  });

  it('offers to retry what failed in another browser, not to send it at once', () => {
    const acts = listActs(makePin({ state: 'failed', held: true, lastError: makeProblem('SERVER') }));
    expect(acts).toContain('retry');
    expect(acts).not.toEqual(expect.arrayContaining(['send']));
    expect(acts).not.toEqual(expect.arrayContaining(['here']));
  });

  it('offers nothing but a copy of a pin that is being removed or canceled', () => {
    expect(listActs(makePin({ state: 'handed-over', request: 'remove' }))).toEqual(['duplicate']);
  });

  it('never offers what the pin’s state forbids', () => {
    const moves = {
      here: (pin: Pin, now: number) => scheduleHere(pin, null, now),
      send: (pin: Pin, now: number) =>
        pin.held && pin.state === 'queued' ? release(pin, now) : reschedule(pin, now, now),
      retry,
      reschedule: (pin: Pin, now: number) => reschedule(pin, now + 1, now),
    };
    const pins = PIN_STATES.flatMap((state) => [
      makePin({ state }),
      makePin({ state, held: true }),
      makePin({ state, held: true, lastError: makeProblem('IMPORTED_ELSEWHERE') }),
      unsettle(makePin({ state, held: true, lastError: makeProblem('IMPORTED_ELSEWHERE') })),
      unsettle(makePin({ state })),
    ]);
    for (const pin of pins)
      for (const act of listActs(pin))
        if (act in moves)
          expect(() => moves[act as keyof typeof moves](pin, NOW), `${pin.state} ${act}`).not.toThrow(IllegalMove);
  });
});

describe('who sends it', () => {
  it('can be chosen only while the pin waits in this browser', () => {
    const offered = PIN_STATES.filter((state) => canSwitchSender(makePin({ state })));
    expect(offered).toEqual(['queued']);
    const asked = unsettle(makePin());
    expect(isUnsettled(asked) && canSwitchSender(asked)).toBe(false);
  });
});
