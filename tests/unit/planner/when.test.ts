import { describe, expect, it } from 'vitest';
import { summarizeWhen } from '../../../components/planner/times';
import { retry } from '../../../lib/pin/moves';
import type { Pin } from '../../../lib/pin/pin';
import { HOUR, MINUTE } from '../../../lib/time';
import { makePin, makeProblem, makePublished, NOW } from './make-pin';

const past = NOW - 2 * HOUR;
const say = (over: Partial<Pin>, isPaused = false) =>
  summarizeWhen(makePin({ publishAt: past, ...over }), NOW, isPaused);
const sentFor = (scheduledFor: number) => {
  const { done } = makePin();
  const words = { caption: '', accountId: '', boardId: '', title: '', link: '', mediaIds: [] };
  const sent = { ...words, publishAt: past, scheduledFor };
  return { state: 'handed-over', done: { ...done, postId: 'post_1', sent } } as const;
};

describe('when a pin goes out', () => {
  it('is its time, until that has passed', () => {
    expect(say({ publishAt: NOW + 5 * MINUTE })).toMatch(/^Today, .* \(in 5 minutes\)$/);
  });

  it('is not fixed yet for a draft, whatever slot was free when it was last looked at', () => {
    const draft = { state: 'draft', publishAt: NOW + HOUR } as const;
    expect(say({ ...draft, when: 'slot' })).toBe('Next free slot');
    expect(say({ ...draft, when: 'now' })).toBe('As soon as it is scheduled');
    expect(say({ ...draft, when: 'time' })).toMatch(/^Today, [^(]*$/);
    expect(say({ ...draft, when: 'time', publishAt: null })).toBe('No time yet');
  });

  it('is now for a failed pin that is retried, not its old time', () => {
    const failed = makePin({ publishAt: past, state: 'failed', lastError: makeProblem('GAVE_UP') });
    expect(summarizeWhen(failed, NOW)).toMatch(/\(2 hours ago\)$/);
    expect(summarizeWhen(retry(failed, NOW), NOW)).toMatch(/^Today, .* \(Going out now\)$/);
    expect(say({ state: 'sending' })).toMatch(/\(Going out now\)$/);
  });

  it('is the next try after a failed one, and as soon as possible while nothing can be sent', () => {
    expect(say({ nextAttemptAt: NOW + 4 * MINUTE })).toMatch(/\(Next try in 4 minutes\)$/);
    expect(say({}, true)).toMatch(/\(As soon as possible\)$/);
    expect(say({ slides: makePin().slides.map((slide) => ({ ...slide, rung: 'reading' })) })).toMatch(
      /\(As soon as possible\)$/,
    );
  });

  it('is what Postbreeze was told, once it holds the pin', () => {
    expect(say(sentFor(NOW + 20_000))).toMatch(/\(Going out in less than a minute\)$/);
    expect(say(sentFor(NOW - MINUTE))).toMatch(/\(Going out now\)$/);
    expect(say({ ...sentFor(past), lastError: makeProblem('NEEDS_APPROVAL') })).toMatch(/\(As soon as possible\)$/);
  });

  it('stays its time for a pin that waits for the user, is taken back, or is out', () => {
    expect(say({ state: 'canceled', publishAt: NOW + HOUR })).toMatch(/^Today, .* \(It did not go out\)$/);
    for (const over of [{ held: true }, { request: 'remove' }] as const)
      expect(say(over)).toMatch(/^Today, .* \(2 hours ago\)$/);
    expect(summarizeWhen(makePublished(), NOW)).toMatch(/^Today, .* \(1 minute ago\)$/);
  });
});
