import { createHash } from 'node:crypto';
import { schedule } from '../../../lib/pin/moves';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import { toPinRow } from '../../../lib/store/schema';
import type { Fault } from '../../sandbox/faults';
import type { Sandbox } from '../../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../../sandbox/seed';
import { createDice, pick } from '../../unit/delivery/dice';

/** Runs an expression in one of the extension's pages. */
export type Evaluate = <Value>(expression: string) => Promise<Value>;

/** Pins that are due, every other one with a picture to upload. */
export function makePins(count: number, picture: Uint8Array, now: number): Pin[] {
  const hash = createHash('sha256').update(picture).digest('hex');
  const facts = {
    hash,
    type: 'image/jpeg',
    width: 600,
    height: 900,
    bytes: picture.byteLength,
    animated: false,
    transparent: false,
  };
  const source = { pageUrl: 'https://example.com/', pageTitle: 'Example', collectedAt: now };
  return Array.from({ length: count }, (_, index) => {
    const from = {
      id: `s${index}`,
      url: `https://cdn.example.com/${index}.jpg`,
      text: `Picture ${index}`,
      width: 600,
      height: 900,
    };
    const byAddress: Slide = { ...createSlide(from), rung: 'address' };
    const uploaded: Slide = { ...createSlide(from), rung: 'bytes', original: facts, ready: facts };
    const draft = createDraft({ id: `e${index}`, source, handOver: 'at-time', now });
    const board = { id: DEMO_BOARDS[0].id, name: DEMO_BOARDS[0].name };
    const content = {
      title: titleOf(index),
      description: 'Words',
      link: 'https://example.com/',
      slides: [index % 2 ? uploaded : byAddress],
    };
    return schedule(
      { ...draft, ...content, accountId: DEMO_ACCOUNT_ID, board, when: 'time', publishAt: now - index },
      now,
    );
  });
}

export const titleOf = (index: number) => `Endurance ${index}`;

/** An expression that puts the pins and their picture into the extension's store. */
export function writePins(pins: Pin[], picture: Uint8Array): string {
  const hash = pins.flatMap(({ slides }) => slides.flatMap(({ ready }) => ready?.hash ?? []))[0];
  const rows = JSON.stringify(pins.map(toPinRow));
  return `(async () => {
    const bytes = Uint8Array.from(atob('${Buffer.from(picture).toString('base64')}'), (char) => char.charCodeAt(0));
    await ${inStore(['pins', 'blobs'])}((store) => {
      for (const row of ${rows}) store('pins').put(row);
      store('blobs').put({ hash: '${hash}', blob: new Blob([bytes]) });
    });
    return true;
  })()`;
}

/**
 * An expression that lifts the extension's own rate limit for as long as its page lives, so that a run takes minutes and not hours,
 * and wakes the worker again and again, as a user does who comes and goes.
 */
export const HURRY = `(setInterval(async () => {
  try {
    await ${inStore(['singles'])}((store) => store('singles').put({ name: 'rate-limit', value: { spentAt: [], blockedUntil: 0 } }));
    (globalThis.browser ?? chrome).runtime.sendMessage({ type: 'wake' }).catch(() => {});
  } catch {}
}, 400), true)`;

/** An expression that forgets which way of scheduling worked. */
export const FORGET_WAY = `(async () => {
  await ${inStore(['singles'])}((store) => store('singles').delete('scheduling'));
  return true;
})()`;

/** An expression that counts pins by their state. */
export const COUNT = `(async () => {
  const counts = {};
  const rows = await ${inStore(['pins'])}((store) => store('pins').getAll());
  for (const { state, lastError } of rows) {
    const name = state === 'failed' ? 'failed: ' + lastError?.code : state;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
})()`;

/** An expression that tells of pins that are neither drafts nor published what the store says of them: a line each, of the first five. */
export const TELL_UNSETTLED = `(async () => {
  const rows = await ${inStore(['pins'])}((store) => store('pins').getAll());
  const unsettled = rows.filter(({ state }) => state !== 'draft' && state !== 'published').slice(0, 5);
  return unsettled
    .map(({ title, state, request, attempts, nextAttemptAt, publishAt, lastError, done }) =>
      JSON.stringify({ title, state, request, attempts, nextAttemptAt, publishAt, lastError, done, now: Date.now() }))
    .join('\\n');
})()`;

function inStore(stores: string[]): string {
  return `((work) => new Promise((resolve, reject) => {
    const opening = indexedDB.open('pinbreeze');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(${JSON.stringify(stores)}, 'readwrite');
      const request = work((name) => transaction.objectStore(name));
      transaction.oncomplete = () => { opening.result.close(); resolve(request?.result); };
      transaction.onabort = () => { opening.result.close(); reject(transaction.error); };
    };
  }))`;
}

const FAULTS: Fault[] = [
  { kind: 'lost', times: 4 },
  { kind: 'dropAfterCommit', times: 2 },
  { kind: 'cut' },
  { kind: 'malformed', form: 'html' },
  { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, commit: true },
];

/** What a run does to the extension, drawn from a seed. */
export interface Blows {
  stopWorker: () => Promise<void>;
  /** Ends the whole browser and starts it again. */
  killBrowser: () => Promise<void>;
}

/** Deals blows and breaks answers, so many rounds of them; answers how many of each. */
export async function batter(sandbox: Sandbox, seed: number, rounds: number, blows: Blows) {
  const dice = createDice(seed);
  const dealt = { faults: 0, workers: 0, browsers: 0 };
  for (let round = 1; round <= rounds; round++) {
    sandbox.faults.add({ ...pick(dice, FAULTS), nth: 1 + Math.floor(dice() * 8) });
    dealt.faults++;
    await new Promise((resolve) => setTimeout(resolve, 200 + dice() * 1200));
    if (round % 8 === 0) {
      await blows.killBrowser();
      dealt.browsers++;
    } else if (dice() < 0.6) {
      await blows.stopWorker();
      dealt.workers++;
    }
  }
  sandbox.faults.clear();
  return dealt;
}

/** The titles that were published more or less than once. */
export function listMiscounted(sandbox: Sandbox, count: number): string[] {
  const published = new Map<string, number>();
  for (const { status, targets } of sandbox.state.posts.values()) {
    const title = String(targets[0]?.platformOptions.title);
    if (status === 'PUBLISHED') published.set(title, (published.get(title) ?? 0) + 1);
  }
  return Array.from({ length: count }, (_, index) => titleOf(index)).flatMap((title) => {
    const times = published.get(title) ?? 0;
    return times === 1 ? [] : [`${title}: ${times}`];
  });
}
