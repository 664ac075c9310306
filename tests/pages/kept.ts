import type { Browser } from '@playwright/test';
import { drawScene } from './report';

/** Cards of a list whose pictures are each offered as a candidate of its own, of those whose picture is 200 pixels wide or more. */
export interface Kept {
  cards: number;
  kept: number;
}

/** A page to be looked at: its HTML, and what its pictures' addresses answer; undefined is a 404. */
export interface ListPage {
  url: string;
  html: string;
  picture(url: string): Promise<Buffer | undefined>;
}

/** How ten kinds of shops and blogs name the pictures of a list: by the card's number, as different pictures of one dull name. */
const SHAPES: Record<string, (n: number) => string> = {
  'a folder for each product': (n) => `/products/${1200 + n}/main.jpg`,
  'a cache with the size as a hash': (n) =>
    `/media/catalog/product/cache/f9c7fbe9b524c081a3ccf800cbd963eb/p/${n}/front_view.jpg`,
  'a number before the size': (n) => `/id/${237 + n}/400/600`,
  'a named size and a version': (n) => `/cdn/shop/files/front_400x.jpg?v=${1_700_000_000 + n}`,
  'conversions in a numbered folder': (n) => `/storage/${45 + n}/conversions/cover-large.jpg`,
  'a script with an id': (n) => `/image.php?id=${n + 1}&w=400&h=600`,
  'a cover in each post’s folder': (n) => `/2024/05/post-${'abcdefghijkl'[n]}/cover-400x600.jpg`,
  'options in the path': (n) => `/demo/image/upload/w_400,h_600,c_fill/v17/sku-${1200 + n}/front.jpg`,
  'an optimizer': (n) => `/_next/image?url=%2Fproducts%2F${n + 1}%2Fhero.jpg&w=400&q=75`,
  'the size behind an id': (n) => `/${`0a1b2c3d-4e5f-6789-abcd-0000000000${10 + n}`}/width/400/height/600`,
};
const CARDS = 12;

/** Our own lists, a page for each shape of address. */
export function* listPages(): Generator<ListPage & { shape: string }> {
  for (const [shape, address] of Object.entries(SHAPES)) {
    const cards = Array.from(
      { length: CARDS },
      (_, n) =>
        `<li class="card"><a href="/things/thing-${n}"><img src="${address(n).replaceAll('&', '&amp;')}" alt="Thing"><h3>Thing ${n}</h3></a></li>`,
    );
    yield {
      shape,
      url: 'https://www.things.example/things',
      html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Things</title><meta property="og:image" content="${address(0).replaceAll('&', '&amp;')}"></head><body><main><h1>Things</h1><ul>${cards.join('')}</ul></main></body></html>`,
      picture: (url) => drawScene(url, 400, 600),
    };
  }
}

/** @param collector the collector as a classic script that sets `collectPage` */
export async function measureKept(browser: Browser, collector: string, list: ListPage): Promise<Kept> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    await page.route('**/*', async (route) => {
      const request = route.request();
      if (request.isNavigationRequest()) {
        if (request.frame() !== page.mainFrame() || request.url().split('#')[0] !== list.url.split('#')[0])
          return route.abort();
        return route.fulfill({
          body: list.html,
          headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" },
        });
      }
      if (request.resourceType() !== 'image') return route.abort();
      const body = await list.picture(request.url());
      return body ? route.fulfill({ contentType: 'image/png', body }) : route.fulfill({ status: 404, body: '' });
    });
    await page.goto(list.url, { waitUntil: 'load', timeout: 30_000 });
    await page.evaluate(collector);
    return await page.evaluate(countKept);
  } finally {
    await context.close();
  }
}

/** Runs in the page: its cards by its own markup, and the candidates that hold their pictures. */
async function countKept(): Promise<Kept> {
  const CARD =
    'article,li,[class*="card"],[class*="product"],[class*="item"],[class*="post"],[class*="teaser"],[class*="tile"]';
  const cards = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const image of document.images) {
    if (Math.min(image.naturalWidth, image.width) < 200 || seen.has(image.currentSrc)) continue;
    const card = image.closest(CARD);
    const link = image.closest('a') ?? card?.querySelector('a');
    if (!card || !link || card.querySelectorAll('img').length > 1) continue;
    const target = new URL(link.href, location.href);
    if (target.host !== location.host || target.pathname === location.pathname || cards.has(target.pathname)) continue;
    if (
      !card.parentElement ||
      ![...card.parentElement.children].some((one) => one !== card && one.tagName === card.tagName)
    )
      continue;
    seen.add(image.currentSrc);
    const addresses = image.getAttributeNames().flatMap((name) => (image.getAttribute(name) ?? '').split(/,?\s+/));
    cards.set(target.pathname, [
      image.currentSrc,
      ...addresses
        .filter((one) => /[./]/.test(one) && URL.canParse(one, location.href))
        .map((one) => new URL(one, location.href).href),
    ]);
  }
  const { images } = await (
    globalThis as unknown as { collectPage(): Promise<{ images: { url: string; variants: string[] }[] }> }
  ).collectPage();
  const owners = [...cards.values()].map((addresses) =>
    images.findIndex(({ url, variants }) => [url, ...variants].some((one) => addresses.includes(one))),
  );
  const kept = owners.filter(
    (owner, at) => owner >= 0 && owners.indexOf(owner) === at && owners.lastIndexOf(owner) === at,
  );
  return { cards: cards.size, kept: kept.length };
}
