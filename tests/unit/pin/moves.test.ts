import { describe, expect, test } from 'vitest';
import { describeHolder } from '../../../lib/pin/holder';
import {
  adopt,
  findTarget,
  IllegalMove,
  LEGAL_MOVES,
  MOVES,
  makeMove,
  release,
  reschedule,
  retry,
  schedule,
  scheduleAgain,
  takeBack,
  unschedule,
} from '../../../lib/pin/moves';
import { findNextStep, lateness, needsUser } from '../../../lib/pin/next-step';
import { createDraft, IMPORTED_ELSEWHERE, PIN_STATES, type Pin } from '../../../lib/pin/pin';
import { explain } from '../../../lib/pin/problem';
import { createSlide } from '../../../lib/pin/slide';
import { problems } from '../../../lib/words/en/problems';

const dueAt = (pin: Pin) => findNextStep(pin)?.at ?? null;

const NOW = 1_000_000;
const slide = {
  ...createSlide({ id: 's', url: 'https://a/1.jpg', text: '', width: 1, height: 1 }),
  rung: 'address' as const,
};
const source = { pageUrl: 'https://a/', pageTitle: 'A', collectedAt: 0 };
const draft: Pin = {
  ...createDraft({ id: 'p', source, handOver: 'at-time', now: 0 }),
  accountId: 'soc',
  board: { id: 'b', name: 'B' },
  slides: [slide],
  publishAt: NOW + 5000,
};
const inState = (state: Pin['state'], over: Partial<Pin> = {}): Pin => ({ ...draft, state, ...over });
const held = { ...draft.done, postId: 'post_1', handedOverAt: 1 };

describe('the state machine', () => {
  test.each(PIN_STATES.flatMap((state) => MOVES.map((move) => [state, move] as const)))('%s: %s', (state, move) => {
    const target = (LEGAL_MOVES[state] as Record<string, string>)[move];
    expect(findTarget(state, move)).toBe(target);
    if (target) expect(makeMove(inState(state), move, NOW)).toMatchObject({ state: target, updatedAt: NOW });
    else expect(() => makeMove(inState(state), move, NOW)).toThrow(IllegalMove);
  });

  test('reaches every state from draft, and has no move out of published', () => {
    const reached = new Set<string>(['draft']);
    for (const state of reached)
      for (const target of Object.values(LEGAL_MOVES[state as Pin['state']])) reached.add(target);
    expect([...reached].sort()).toEqual([...PIN_STATES].sort());
    expect(LEGAL_MOVES.published).toEqual({});
  });
});

describe('verbs', () => {
  test('schedule sets the time of a pin that goes now, and refuses an incomplete pin', () => {
    expect(schedule({ ...draft, when: 'now', publishAt: null }, NOW)).toMatchObject({
      state: 'queued',
      publishAt: NOW,
    });
    for (const lack of [{ accountId: null }, { board: null }, { slides: [] }, { publishAt: null }])
      expect(() => schedule({ ...draft, ...lack }, NOW)).toThrow(IllegalMove);
  });

  test('unschedule refuses a pin that Postbreeze may hold', () => {
    const unknown = inState('queued', { done: { ...draft.done, createStartedAt: 1 } });
    expect(() => unschedule(unknown, NOW)).toThrow(IllegalMove);
    expect(unschedule(inState('queued'), NOW).state).toBe('draft');
  });

  test('retry queues the pin, or asks Postbreeze when the post is there', () => {
    expect(retry(inState('failed'), NOW)).toMatchObject({ state: 'queued', request: null });
    expect(retry(inState('failed', { done: held }), NOW)).toMatchObject({ state: 'handed-over', request: 'retry' });
  });

  test('taking back happens at once here, and by request at Postbreeze', () => {
    expect(takeBack(inState('queued'), NOW)).toMatchObject({ state: 'draft', request: null });
    expect(takeBack(inState('handed-over', { done: held }), NOW)).toMatchObject({
      state: 'handed-over',
      request: 'take-back',
    });
  });

  test('scheduling again forgets the post and keeps the uploads', () => {
    const media = { 's:h': { id: 'med_1', url: '' } };
    const again = scheduleAgain(inState('failed', { done: { ...held, media } }), NOW);
    expect(again).toMatchObject({ state: 'queued', done: { media, postId: null, createStartedAt: null } });
  });

  test('reschedule updates a post that is handed over, adopt hands a pin over, release makes a held pin due now', () => {
    expect(reschedule(inState('handed-over', { done: held }), 9, NOW)).toMatchObject({
      publishAt: 9,
      request: 'update',
    });
    expect(reschedule(inState('queued'), 9, NOW)).toMatchObject({ publishAt: 9, request: null });
    expect(() => reschedule(inState('published'), 9, NOW)).toThrow(IllegalMove);
    expect(adopt(inState('failed'), NOW).state).toBe('handed-over');
    expect(release(inState('queued', { held: true }), NOW)).toMatchObject({ held: false, publishAt: NOW });
    expect(() => release(inState('queued'), NOW)).toThrow(IllegalMove);
  });
});

describe('the holder of a pin', () => {
  const elsewhere = { code: IMPORTED_ELSEWHERE, statusCode: null, message: '', requestId: null, at: 1 };
  const words: [string, Pin, string, RegExp][] = [
    ['a draft', draft, 'browser', /only this browser/i],
    ['at its time', inState('queued'), 'browser', /must be running/],
    ['right away', inState('queued', { handOver: 'right-away' }), 'browser', /about to go to Postbreeze/],
    ['due now', inState('queued', { when: 'now' }), 'browser', /about to go to Postbreeze/],
    ['held', inState('queued', { held: true }), 'you', /Send it now/],
    [
      'imported from another browser',
      inState('queued', { held: true, lastError: elsewhere }),
      'you',
      /Another browser may/,
    ],
    [
      'imported, and perhaps at Postbreeze already',
      inState('queued', { held: true, lastError: elsewhere, done: { ...draft.done, createStartedAt: 1 } }),
      'you',
      /until you say so/,
    ],
    ['failed elsewhere', inState('failed', { held: true }), 'you', /may have sent it since/],
    ['reading', inState('queued', { slides: [{ ...slide, rung: 'reading' }] }), 'browser', /pictures/],
    [
      'of unknown outcome',
      inState('queued', { done: { ...draft.done, createStartedAt: 1 } }),
      'browser',
      /may already/,
    ],
    ['handed over', inState('handed-over', { done: held }), 'postbreeze', /even with this browser closed/],
    [
      'being taken back',
      inState('handed-over', { done: held, request: 'take-back' }),
      'postbreeze',
      /being taken back/,
    ],
    ['published', inState('published'), 'published', /Published/],
    ['failed here', inState('failed'), 'you', /Only this browser holds it/],
    ['failed there', inState('failed', { done: held }), 'you', /Postbreeze has it as failed/],
    ['canceled', inState('canceled'), 'nobody', /will not be published/],
  ];
  test.each(words)('%s', (_, pin, who, said) => {
    expect(describeHolder(pin).who).toBe(who);
    expect(describeHolder(pin).words).toMatch(said);
  });

  test('a queued pin is due at its time, or at once when handed over right away, but not while a picture is being read', () => {
    expect(dueAt(inState('queued'))).toBe(NOW + 5000);
    expect(dueAt(inState('queued', { handOver: 'right-away' }))).toBe(0);
    expect(dueAt(inState('queued', { slides: [{ ...slide, rung: 'reading' }] }))).toBeNull();
    expect(dueAt(draft)).toBeNull();
  });

  test('a pin is late after an hour, but not after a minute', () => {
    expect(lateness(inState('queued'), NOW + 5000 + 60_000)).toBe(0);
    expect(lateness(inState('queued'), NOW + 5000 + 3_600_000)).toBe(3_600_000);
  });

  test('the badge counts only pins that need the user', () => {
    expect([draft, inState('queued'), inState('published'), inState('canceled')].map(needsUser)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(needsUser(inState('failed'))).toBe(true);
  });
});

describe('problems in words', () => {
  test.each(Object.entries(problems).filter(([key]) => !key.endsWith('.changeRefused')))(
    '%s is a sentence',
    (_, words) => expect(words).toMatch(/\.$/),
  );

  test.each(['constructor', 'toString', '__proto__'])('the code %s is treated as any unknown code', (code) => {
    const { title, fix, action } = explain({ code, statusCode: null, message: 'Because.' });
    expect([title, fix, action]).toEqual(['Because.', 'Try again.', 'retry']);
  });

  test('unknown codes fall back to their status, then to Postbreeze’s words', () => {
    expect(explain({ code: 'NEW', statusCode: 422, message: 'm' }).title).toMatch(/refused/);
    expect(explain({ code: 'NEW', statusCode: null, message: 'Because.' }).title).toBe('Because.');
    expect(explain({ code: 'STORAGE_LIMIT_EXCEEDED', statusCode: 403, message: '' }).action).toBe('dashboard');
    expect(explain({ code: 'CHANGE_REFUSED:PIN_BOARD_NOT_FOUND', statusCode: 422, message: '' }).title).toMatch(
      /as it was/,
    );
  });
});
