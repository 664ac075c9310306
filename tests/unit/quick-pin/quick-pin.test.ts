import { describe, expect, it } from 'vitest';
import type { Candidate, PageFacts } from '../../../lib/page/facts';
import type { Pin } from '../../../lib/pin/pin';
import { DEFAULT_SLOTS } from '../../../lib/pin/slots';
import { type Defaults, type QuickPinWorld, quickPin } from '../../../lib/quick-pin/quick-pin';

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

const defaults: Defaults = {
  account: { id: 'soc_1', status: 'ACTIVE', scopes: ['boards:read', 'pins:write'], tokenExpiresAt: null },
  board: { id: '1', name: 'Baking' },
  handOver: 'at-time',
  slots: DEFAULT_SLOTS,
  utm: { on: false, template: 'utm_source=pinterest&utm_medium=social' },
};

function createWorld(over: Partial<QuickPinWorld> = {}) {
  const pins = new Map<string, Pin>();
  const scheduled: string[] = [];
  let id = 0;
  const world: QuickPinWorld = {
    now: () => NOW,
    newId: () => `id${++id}`,
    hasKey: async () => true,
    collect: async () => ({ ok: true, facts }),
    readDefaults: async () => defaults,
    listTakenTimes: async () => [],
    putPin: async (pin) => void pins.set(pin.id, pin),
    prepare: async (pinId) => {
      const pin = pins.get(pinId);
      if (!pin) return undefined;
      const image = {
        hash: 'h',
        type: 'image/jpeg',
        width: 1000,
        height: 1500,
        bytes: 1000,
        animated: false,
        transparent: false,
      };
      const ready: Pin = {
        ...pin,
        slides: pin.slides.map((slide) => ({ ...slide, rung: 'bytes' as const, original: image, ready: image })),
      };
      pins.set(pinId, ready);
      return ready;
    },
    schedule: async (pinId) => {
      scheduled.push(pinId);
      return { ok: true, pin: { ...(pins.get(pinId) as Pin), state: 'queued' } };
    },
    ...over,
  };
  return { world, pins, scheduled };
}

describe('quick-pin', () => {
  it('schedules the best image to the default board at the next free slot', async () => {
    const { world, scheduled } = createWorld();
    const done = await quickPin(7, world);
    expect(done.outcome).toBe('scheduled');
    if (done.outcome !== 'scheduled') return;
    expect(scheduled).toEqual([done.pin.id]);
    expect(done.pin).toMatchObject({
      title: 'Bread',
      description: 'How to bake it',
      link: 'https://site.test/bread',
      accountId: 'soc_1',
      board: { id: '1', name: 'Baking' },
    });
    expect(done.pin.slides[0]).toMatchObject({ url: best.url, text: 'A loaf' });
    expect(done.pin.publishAt).toBeGreaterThan(NOW);
    expect(done.pin.state).toBe('queued');
  });

  it('writes the draft before anything slow happens', async () => {
    const order: string[] = [];
    const { world } = createWorld();
    await quickPin(7, {
      ...world,
      putPin: async (pin) => {
        order.push('put');
        await world.putPin(pin);
      },
      prepare: async (...args) => {
        order.push('prepare');
        return world.prepare(...args);
      },
    });
    expect(order.slice(0, 2)).toEqual(['put', 'prepare']);
  });

  it('prefers the owner’s words and the picture’s own article', async () => {
    const owned: Candidate = {
      ...best,
      pinText: 'Owner’s words',
      link: { url: 'https://site.test/own', reason: 'owner' },
    };
    const { world } = createWorld({ collect: async () => ({ ok: true, facts: { ...facts, candidates: [owned] } }) });
    const done = await quickPin(7, world);
    expect(done).toMatchObject({ pin: { description: 'Owner’s words', link: 'https://site.test/own' } });
  });

  it('calls a card of a list by its own words, and leads where it does', async () => {
    const card: Candidate = { ...best, text: 'Leek soup', link: { url: 'https://site.test/leeks', reason: 'article' } };
    const { world } = createWorld({ collect: async () => ({ ok: true, facts: { ...facts, candidates: [card] } }) });
    const done = await quickPin(7, world);
    expect(done).toMatchObject({ pin: { title: 'Leek soup', link: 'https://site.test/leeks' } });
  });

  it('takes no slot that another pin has, not even one taken while the picture was read', async () => {
    const { world } = createWorld();
    const first = await quickPin(7, world);
    const slotAt = (first as { pin: Pin }).pin.publishAt as number;
    const second = await quickPin(7, { ...world, listTakenTimes: async () => [slotAt] });
    expect((second as { pin: Pin }).pin.publishAt).toBeGreaterThan(slotAt);
  });

  it('adds the user’s UTM parameters to the link', async () => {
    const utm = { on: true, template: 'utm_source=pinterest' };
    const { world } = createWorld({ readDefaults: async () => ({ ...defaults, utm }) });
    const done = await quickPin(7, world);
    expect(done).toMatchObject({ pin: { link: 'https://site.test/bread?utm_source=pinterest' } });
  });

  describe('when the best picture cannot be read', () => {
    const other: Candidate = { ...best, url: 'https://site.test/crumb.jpg', text: 'A crumb' };
    const refuse = (problem: string, lost: string[]) => {
      const { world, pins } = createWorld({
        collect: async () => ({ ok: true, facts: { ...facts, candidates: [best, other] } }),
      });
      const prepare: QuickPinWorld['prepare'] = async (pinId, slideId, tabId) => {
        const pin = pins.get(pinId) as Pin;
        if (!lost.includes(pin.slides[0]?.url ?? '')) return world.prepare(pinId, slideId, tabId);
        return { ...pin, slides: pin.slides.map((slide) => ({ ...slide, rung: 'none' as const, problem })) };
      };
      return { world: { ...world, prepare }, pins };
    };

    it('takes the next best, when it is gone', async () => {
      const { world, pins } = refuse('HTTP_404', [best.url]);
      expect(await quickPin(7, world)).toMatchObject({ outcome: 'scheduled', pin: { slides: [{ url: other.url }] } });
      expect(pins.size).toBe(1);
    });

    it('keeps it as a draft, when it only needs permission', async () => {
      const { world } = refuse('NEEDS_PERMISSION', [best.url]);
      expect(await quickPin(7, world)).toMatchObject({ outcome: 'kept', pin: { slides: [{ url: best.url }] } });
    });

    it('keeps the best as a draft, when none can be read', async () => {
      const { world, pins } = refuse('HTTP_404', [best.url, other.url]);
      expect(await quickPin(7, world)).toMatchObject({ outcome: 'kept', pin: { slides: [{ url: best.url }] } });
      expect([...pins.values()]).toMatchObject([{ slides: [{ url: best.url }] }]);
    });
  });

  it.each([
    ['no key', { hasKey: async () => false }, /connect postbreeze/i],
    ['no board', { readDefaults: async () => ({ ...defaults, board: undefined }) }, /board/i],
    ['no free slot', { readDefaults: async () => ({ ...defaults, slots: [] }) }, /time/i],
  ] as const)('with %s it keeps the draft and says what is missing', async (_, over, words) => {
    const { world, pins, scheduled } = createWorld(over as Partial<QuickPinWorld>);
    const done = await quickPin(7, world);
    expect(done.outcome).toBe('kept');
    expect(done).toHaveProperty('words', expect.stringMatching(words));
    expect(pins.size).toBe(1);
    expect(scheduled).toEqual([]);
  });

  it('pins nothing from a page whose owner forbids it', async () => {
    const { world, pins } = createWorld({
      collect: async () => ({ ok: true, facts: { ...facts, optOut: { ownerWords: 'No' } } }),
    });
    expect(await quickPin(7, world)).toMatchObject({ outcome: 'nothing', words: expect.stringContaining('owner') });
    expect(pins.size).toBe(0);
  });

  it.each([
    ['cannot be read', { ok: false as const, words: 'Not here.' }, 'Not here.'],
    ['has no picture', { ok: true as const, facts: { ...facts, candidates: [] } }, 'No picture'],
  ])('says so when the page %s', async (_, collected, words) => {
    const { world } = createWorld({ collect: async () => collected });
    expect(await quickPin(7, world)).toMatchObject({ outcome: 'nothing', words: expect.stringContaining(words) });
  });
});
