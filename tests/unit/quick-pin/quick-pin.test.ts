import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { writeKey } from '../../../lib/browser/key';
import { forgetQuickPin } from '../../../lib/browser/session';
import type { Candidate, PageFacts } from '../../../lib/page/facts';
import type { Pin } from '../../../lib/pin/pin';
import { type Collected, quickPin, type Tab } from '../../../lib/quick-pin/quick-pin';
import { addBoard, putAccounts, touchBoard } from '../../../lib/store/books';
import { clearStore } from '../../../lib/store/installation';
import { listPins, readPin, updatePin } from '../../../lib/store/pins';
import { updateSettings } from '../../../lib/store/settings';
import { MINUTE } from '../../../lib/time';
import { makeAccount } from '../options/kit';

const NOW = new Date('2026-06-02T10:00:00Z').getTime();

const best: Candidate = {
  url: 'https://site.test/loaf.jpg',
  proposals: [],
  variants: [],
  text: 'A loaf',
  pinText: '',
  link: null,
  naturalWidth: 1000,
  naturalHeight: 1500,
  shownWidth: 400,
  shownHeight: 600,
  foundIn: 'img',
  score: 1,
};

const facts: PageFacts = {
  pageUrl: 'https://site.test/bread?utm_source=x',
  pageTitle: 'Bread — Site',
  collectedAt: NOW,
  candidates: [best],
  leftOut: [],
  link: { url: 'https://site.test/bread', reason: 'canonical' },
  otherLinks: [],
  title: 'Bread',
  description: 'How to bake it',
  site: 'Site',
  optOut: null,
  complete: true,
  notes: [],
};

beforeEach(async () => {
  fakeBrowser.reset();
  await clearStore();
  await writeKey('pb_live_x');
  await putAccounts([makeAccount({ defaultBoardId: '1' })]);
  await addBoard({ accountId: 'soc_1', id: '1', name: 'Baking', source: 'user' });
});

const image = {
  hash: 'h',
  type: 'image/jpeg',
  width: 1000,
  height: 1500,
  bytes: 1000,
  animated: false,
  transparent: false,
};
const asRead = (pin: Pin): Pin => ({
  ...pin,
  slides: pin.slides.map((slide) => ({ ...slide, rung: 'bytes', original: image, ready: image })),
});

/** A tab whose page says `over`; the pictures at `refused` addresses cannot be read, for that reason. */
function openTab(over: Partial<PageFacts> | Collected = {}, refused: Record<string, string> = {}): Tab {
  return {
    collect: async () => ('ok' in over ? over : { ok: true, facts: { ...facts, ...over } }),
    prepare: async (pinId) => {
      await updatePin(pinId, (pin) => {
        const problem = refused[pin.slides[0]?.url ?? ''];
        if (problem === undefined) return asRead(pin);
        return { ...pin, slides: pin.slides.map((slide) => ({ ...slide, rung: 'none', problem })) };
      });
    },
  };
}

const press = (tab = openTab(), now = NOW) => quickPin(tab, () => now);

describe('quick-pin', () => {
  it('schedules the best image to the default board at the next free slot', async () => {
    const done = await press();
    expect(done).toMatchObject({
      outcome: 'scheduled',
      pin: {
        state: 'queued',
        title: 'Bread',
        description: 'How to bake it',
        link: 'https://site.test/bread',
        accountId: 'soc_1',
        board: { id: '1', name: 'Baking' },
        slides: [{ url: best.url, text: 'A loaf' }],
      },
    });
    expect((done as { pin: Pin }).pin.publishAt).toBeGreaterThan(NOW);
    expect(await listPins()).toHaveLength(1);
  });

  it('keeps the draft before anything slow happens', async () => {
    const kept: number[] = [];
    const tab = openTab();
    const prepare: Tab['prepare'] = async (...args) => {
      kept.push((await listPins()).length);
      return tab.prepare(...args);
    };
    await press({ ...tab, prepare });
    expect(kept).toEqual([1]);
  });

  it('goes to the board that the site was last pinned to', async () => {
    await addBoard({ accountId: 'soc_1', id: '2', name: 'Bread of others', source: 'user' });
    await touchBoard('soc_1', '2', 'site.test', NOW);
    expect(await press()).toMatchObject({ pin: { board: { id: '2' } } });
  });

  it('prefers the owner’s words and the picture’s own article', async () => {
    const owned: Candidate = {
      ...best,
      pinText: 'Owner’s words',
      link: { url: 'https://site.test/own', reason: 'owner' },
    };
    expect(await press(openTab({ candidates: [owned] }))).toMatchObject({
      pin: { description: 'Owner’s words', link: 'https://site.test/own' },
    });
  });

  it('takes no slot that another pin has', async () => {
    const first = (await press()) as { pin: Pin };
    const other = openTab({ pageUrl: 'https://site.test/rolls' });
    const second = (await press(other)) as { pin: Pin };
    expect(second.pin.publishAt).toBeGreaterThan(first.pin.publishAt as number);
  });

  it('adds the user’s UTM parameters to the link', async () => {
    await updateSettings({ utm: { on: true, template: 'utm_source=pinterest' } });
    expect(await press()).toMatchObject({ pin: { link: 'https://site.test/bread?utm_source=pinterest' } });
  });
});

describe('a second press on the same page', () => {
  it('within a minute pins nothing, and says which pin there is', async () => {
    const first = (await press()) as { pin: Pin };
    expect(await press(openTab(), NOW + MINUTE - 1)).toMatchObject({ outcome: 'again', pin: { id: first.pin.id } });
    expect(await listPins()).toHaveLength(1);
  });

  it('is meant after a minute, after undo, and on another page', async () => {
    await press();
    await press(openTab({ pageUrl: 'https://site.test/rolls' }));
    await press(openTab(), NOW + 2 * MINUTE);
    await forgetQuickPin();
    await press(openTab(), NOW + 2 * MINUTE + 1);
    expect(await listPins()).toHaveLength(4);
  });
});

describe('when the best picture cannot be read', () => {
  const other: Candidate = { ...best, url: 'https://site.test/crumb.jpg', text: 'A crumb' };
  const candidates = [best, other];

  it('takes the next best, when it is gone', async () => {
    const done = await press(openTab({ candidates }, { [best.url]: 'HTTP_404' }));
    expect(done).toMatchObject({ outcome: 'scheduled', pin: { slides: [{ url: other.url }] } });
    expect(await listPins()).toHaveLength(1);
  });

  it('keeps it as a draft, when it only needs permission', async () => {
    const done = await press(openTab({ candidates }, { [best.url]: 'NEEDS_PERMISSION' }));
    expect(done).toMatchObject({ outcome: 'kept', pin: { slides: [{ url: best.url }] } });
  });

  it('keeps the best as a draft, when none can be read', async () => {
    const done = await press(openTab({ candidates }, { [best.url]: 'HTTP_404', [other.url]: 'HTTP_404' }));
    expect(done).toMatchObject({ outcome: 'kept', pin: { slides: [{ url: best.url }] } });
    expect(await readPin((done as { pin: Pin }).pin.id)).toMatchObject({ state: 'draft' });
  });
});

describe('what is missing is said, and the draft kept', () => {
  it.each([
    ['no key', () => writeKey(null), /connect postbreeze/i],
    ['no account', () => putAccounts([]), /account|board/i],
    ['no free slot', () => updateSettings({ slots: [], slotsByAccount: {} }), /time/i],
  ] as const)('%s', async (_, remove, words) => {
    await remove();
    expect(await press()).toMatchObject({ outcome: 'kept', words: expect.stringMatching(words) });
    expect(await listPins({ state: 'draft' })).toHaveLength(1);
  });
});

it.each([
  ['forbids it', { optOut: { ownerWords: 'No' } }, /owner/],
  ['has no picture', { candidates: [] }, /No picture/],
  ['cannot be read', { ok: false as const, words: 'Not here.' }, /Not here/],
])('pins nothing from a page that %s, and says so', async (_, over, words) => {
  expect(await press(openTab(over))).toMatchObject({ outcome: 'nothing', words: expect.stringMatching(words) });
  expect(await listPins()).toEqual([]);
});
