import type { Page } from '@playwright/test';
import type { Pin, PinState } from '../../lib/pin/pin';
import { DAY, HOUR, MINUTE } from '../../lib/time';
import type { Extension } from '../e2e/kit/extension';
import { launchChromium } from '../e2e/kit/launch-chromium';
import { type Site, serveSite, writeArticle } from '../e2e/kit/site';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { makePin, makeProblem, makePublished } from '../unit/planner/make-pin';
import { drawScene } from './scenes';

const HOST = 'http://hearthandhill.test';

/** Titles as a magazine of food, gardens and travel writes them. */
const TITLES = [
  'Ridge walk before breakfast',
  'Plum compote with star anise',
  'Dried meadow flowers, and how to keep them',
  'The boathouse that became a kitchen',
  'Three days above the tree line',
  'Green lentils, one pot, forty minutes',
  'Cosmos for a windy balcony',
  'A lamp in the window: winter on the coast',
  'Where the morning fog comes from',
  'Berry bowl for people who skip breakfast',
  'What to sow in October',
  'Night swim, and the soup that follows it',
];

/** A browser with the extension, connected to the stand-in, and a magazine to pin from. */
export interface Studio {
  extension: Extension;
  sandbox: Sandbox;
  site: Site;
  /** Puts an article with so many pictures of different shapes and opens it. */
  openArticle(pictures: number): Promise<Page>;
  /** Puts a list of dishes, each a card with its picture and the link to its recipe, and opens it. */
  openList(): Promise<Page>;
  close(): Promise<void>;
}

export async function openStudio({ isConnected = true, secondWorkspace = false } = {}): Promise<Studio> {
  const sandbox = await startSandbox({ apiPort: 0, storagePort: 0, secondWorkspace });
  const site = await serveSite();
  for (let number = 0; number < 24; number++)
    site.put(`${HOST}/scene-${number}.jpg`, await drawScene(number), { 'content-type': 'image/jpeg' });
  const { extension, close } = await launchChromium({ sitePort: site.port });
  if (isConnected) await extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
  return {
    extension,
    sandbox,
    site,
    async openArticle(pictures) {
      const sources: Record<string, string> = {};
      for (let number = 0; number < pictures; number++) {
        const [width, height] = SHAPES[number % SHAPES.length] as (typeof SHAPES)[number];
        const path = `/article-${number}.jpg`;
        site.put(HOST + path, await drawScene(number, width, height), { 'content-type': 'image/jpeg' });
        sources[`${TITLES[number % TITLES.length]}${number < TITLES.length ? '' : `, ${number}`}`] = path;
      }
      const address = `${HOST}/slow-autumn`;
      const description = 'Twelve pictures from a season that is in no hurry: ridges, kitchens, meadows and the sea.';
      site.put(address, writeArticle({ title: 'A slow autumn', description, canonical: address, pictures: sources }));
      const page = await extension.context.newPage();
      await page.goto(address);
      return page;
    },
    async openList() {
      const cards = TITLES.map(
        (title, number) =>
          `<li><a href="/stories/${number}"><img src="/scene-${number}.jpg" alt="${title}" width="400"><h3>${title}</h3></a></li>`,
      );
      const address = `${HOST}/stories`;
      site.put(
        address,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stories</title><h1>Stories</h1><ul>${cards.join('')}</ul></html>`,
      );
      const page = await extension.context.newPage();
      await page.goto(address);
      return page;
    },
    async close() {
      await close();
      await Promise.all([site.close(), sandbox.close()]);
    },
  };
}

const SHAPES = [
  [1000, 1500],
  [1200, 1600],
  [1000, 1500],
  [1500, 1000],
  [1200, 1200],
  [1000, 1800],
] as const;

/** `count` pins around `now` (epoch ms), in every state that a planner shows, on the demo account's boards. */
export function makePlan(count: number, now: number): Pin[] {
  return Array.from({ length: count }, (_, place) => {
    const state = STATES[place % STATES.length] as PinState;
    const isPast = state === 'published' || state === 'failed' || state === 'canceled';
    const day = Math.floor(place / 3) + 1;
    const at = new Date(now + (isPast ? -day : day) * DAY).setHours([9, 13, 18][place % 3] as number, 0, 0, 0);
    const title = TITLES[place % TITLES.length] as string;
    const base =
      isPast && state === 'published' ? makePublished({ id: `plan-${place}` }) : makePin({ id: `plan-${place}` });
    return {
      ...base,
      state,
      title,
      accountId: DEMO_ACCOUNT_ID,
      board: { ...(DEMO_BOARDS[place % DEMO_BOARDS.length] as (typeof DEMO_BOARDS)[number]) },
      link: `${HOST}/${title.toLowerCase().replaceAll(/\W+/g, '-')}`,
      source: { ...base.source, pageUrl: `${HOST}/slow-autumn`, pageTitle: 'A slow autumn' },
      slides: base.slides.map((slide) => ({ ...slide, url: `${HOST}/scene-${place % 24}.jpg` })),
      when: 'time' as const,
      publishAt: state === 'draft' ? null : at,
      createdAt: now - place * HOUR,
      updatedAt: now - place * MINUTE,
      ...(state === 'handed-over'
        ? { handOver: 'right-away' as const, done: { ...base.done, postId: `post-${place}`, handedOverAt: now - DAY } }
        : {}),
      ...(state === 'failed'
        ? {
            lastError: makeProblem(place % 2 ? 'PIN_BOARD_NOT_FOUND' : 'PIN_LINK_INVALID', 'The board does not exist.'),
          }
        : {}),
      ...(state === 'published' && base.post ? { post: { ...base.post, publishedAt: at + 2 * MINUTE } } : {}),
    };
  });
}

/** More of what waits than of what is over. */
const STATES: PinState[] = [
  'queued',
  'handed-over',
  'published',
  'queued',
  'draft',
  'handed-over',
  'published',
  'queued',
  'failed',
  'queued',
  'handed-over',
  'published',
  'queued',
  'canceled',
];
