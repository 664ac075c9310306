import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findBrowser } from '../setup/browsers';
import { type Kept, type ListPage, listPages, measureKept } from './kept';
import { drawScene } from './report';

/** Fewer cards than this are no list. */
const LEAST_CARDS = 4;

/**
 * Prints the column *kept*: of the pictures that lists show at 200 pixels or more, each in a card with its own link, the share that is
 * offered separately. On our own lists, and on those of the stored pages where these are available.
 */
export async function reportKept(collector: string, stored?: string): Promise<void> {
  const script = readFileSync(collector, 'utf8');
  const browser = await chromium.launch({ executablePath: findBrowser('chromium') ?? '', chromiumSandbox: false });
  const sum = { own: { cards: 0, kept: 0 }, stored: { cards: 0, kept: 0 } };
  const add = (to: keyof typeof sum, { cards, kept }: Kept, name: string): void => {
    sum[to].cards += cards;
    sum[to].kept += kept;
    if (kept < cards) console.log(`  ${kept} of ${cards} kept: ${name}`);
  };
  console.log('\n## kept');
  try {
    for (const page of listPages()) add('own', await measureKept(browser, script, page), page.shape);
    for (const page of stored ? await readStored(stored) : []) {
      const kept = await measureKept(browser, script, page).catch(() => ({ cards: 0, kept: 0 }));
      if (kept.cards >= LEAST_CARDS) add('stored', kept, page.url);
    }
  } finally {
    await browser.close();
  }
  for (const [name, { cards, kept }] of Object.entries(sum))
    if (cards) console.log(`kept, ${name}: ${((100 * kept) / cards).toFixed(1)} % of ${cards} cards`);
}

/** The rules by which the scorer of the stored pages sizes their pictures. */
interface Lib {
  scanImages(html: string, base: string): { sizes: Map<string, { w: number; h: number }> };
  sizeFromName(url: string): { w: number; h: number } | null;
}

async function readStored(folder: string): Promise<ListPage[]> {
  const { scanImages, sizeFromName }: Lib = await import(path.join(folder, 'lib.mjs'));
  const cases = readFileSync(path.join(folder, 'cases.jsonl'), 'utf8').trim().split('\n');
  return cases
    .map((line) => JSON.parse(line) as { url?: string; htmlPath: string; expected: { canonical?: string } })
    .map(({ url = 'https://site.invalid/page', htmlPath }) => {
      const html = gunzipSync(readFileSync(path.join(folder, htmlPath))).toString('utf8');
      const { sizes } = scanImages(html, url);
      return {
        url,
        html,
        picture: (address: string) => {
          const { w, h } = sizes.get(address) ?? sizeFromName(address) ?? { w: 800, h: 600 };
          return drawScene(address, Math.min(w, 2_000), Math.min(h, 2_000));
        },
      };
    })
    .filter(({ html }) => (html.match(/<img/g)?.length ?? 0) >= LEAST_CARDS);
}
