import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { writeKey } from '../../../lib/browser/key';
import { forgetQuickPin } from '../../../lib/browser/session';
import type { Candidate, PageFacts } from '../../../lib/page/facts';
import { DEFAULT_RULES } from '../../../lib/pin/limits';
import type { Pin } from '../../../lib/pin/pin';
import { type Collected, quickPin, type Tab } from '../../../lib/quick-pin/quick-pin';
import { addBoard, putAccounts, touchBoard } from '../../../lib/store/books';
import { listPins, readPin, updatePin } from '../../../lib/store/pins';
import { updateSettings } from '../../../lib/store/settings';
import { clearStore } from '../../../lib/store/upkeep';
import { removePin } from '../../../lib/store/verbs';
import { MINUTE } from '../../../lib/time';
import { candidate, page } from '../composer/samples';
import { makeAccount } from '../options/kit';

const NOW = new Date('2026-06-02T10:00:00Z').getTime();

const best = candidate('loaf', { url: 'https://site.test/loaf.jpg', text: 'A loaf' });

const facts = page({
  pageUrl: 'https://site.test/bread?utm_source=x',
  pageTitle: 'Bread — Site',
  collectedAt: NOW,
  candidates: [best],
  link: { url: 'https://site.test/bread', reason: 'canonical' },
  title: 'Bread',
  description: 'How to bake it',
  site: 'Site',
});

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
const asRead = (pin: Pin, look?: string): Pin => ({
  ...pin,
  slides: pin.slides.map((slide) => {
    const facts = { ...image, hash: `bytes of ${slide.url}`, ...(look && { look }) };
    return { ...slide, rung: 'bytes', original: facts, ready: facts };
  }),
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

const press = (tab = openTab(), now = NOW, isMeant = false) => quickPin(tab, () => now, isMeant);

/** Another page with another picture and link. */
const rolls: Partial<PageFacts> = {
  pageUrl: 'https://site.test/rolls',
  candidates: [{ ...best, url: 'https://site.test/rolls.jpg' }],
  link: { url: 'https://site.test/rolls', reason: 'canonical' },
};

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

  it('falls back to renditions that the page declares, never to one that is only guessed', async () => {
    await press(openTab({ candidates: [{ ...best, variants: ['guess.jpg', 'small.jpg'], guessed: ['guess.jpg'] }] }));
    expect((await listPins())[0]?.slides[0]?.variants).toEqual(['small.jpg']);
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
    const second = (await press(openTab(rolls))) as { pin: Pin };
    expect(second.pin.publishAt).toBeGreaterThan(first.pin.publishAt as number);
  });

  it('takes no slot at which it would break a rule, and says which', async () => {
    await updateSettings({ rules: { ...DEFAULT_RULES, perDay: 1 } });
    const first = (await press()) as { pin: Pin };
    const second = await press(openTab(rolls));
    expect(second).toMatchObject({ outcome: 'scheduled', putOff: expect.stringMatching(/a pin, which is your limit/) });
    const { publishAt } = (second as { pin: Pin }).pin;
    expect(new Date(publishAt ?? 0).toDateString()).not.toBe(new Date(first.pin.publishAt ?? 0).toDateString());
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

  it('after that says when and where it is planned, until it is meant', async () => {
    const first = (await press()) as { pin: Pin };
    await press(openTab(rolls));
    const later = NOW + 2 * MINUTE;
    expect(await press(openTab(), later)).toMatchObject({
      outcome: 'planned',
      earlier: { id: first.pin.id, by: 'picture', state: 'scheduled', boardName: 'Baking', at: first.pin.publishAt },
    });
    expect(await listPins()).toHaveLength(2);
    expect(await press(openTab(), later, true)).toMatchObject({ outcome: 'scheduled' });
    expect(await listPins()).toHaveLength(3);
  });

  it('is meant after undo', async () => {
    const first = (await press()) as { pin: Pin };
    await removePin(first.pin.id, NOW);
    await forgetQuickPin();
    expect(await press(openTab(), NOW + 1)).toMatchObject({ outcome: 'scheduled' });
  });
});

describe('what was pinned from elsewhere before', () => {
  const elsewhere = { ...rolls, link: facts.link };

  it('is known by its link, ignoring tracking', async () => {
    await press();
    const shared = {
      ...elsewhere,
      link: { url: 'https://site.test/bread?utm_medium=mail', reason: 'address' as const },
    };
    expect(await press(openTab(shared))).toMatchObject({ outcome: 'planned', earlier: { by: 'link' } });
  });

  it('is known by how the picture looks, and leaves no draft behind', async () => {
    const look = 'f0f0f0f0f0f0f0f0';
    const seen = (over: Partial<PageFacts>): Tab => ({
      ...openTab(over),
      prepare: async (pinId) => {
        await updatePin(pinId, (pin) => asRead(pin, look));
      },
    });
    await press(seen({}));
    expect(await press(seen(rolls))).toMatchObject({ outcome: 'planned', earlier: { by: 'picture' } });
    expect(await listPins()).toHaveLength(1);
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
