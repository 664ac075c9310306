import { collect } from '../../../lib/page/collect';
import type { Candidate, PageFacts } from '../../../lib/page/facts';

/**
 * What the collector finds on a page of this HTML at this address, in a real browser. Its pictures need not exist: they are lazy and far
 * below the window, so none is requested and none is broken.
 */
export async function readHtml(html: string, address = 'https://www.craft.test/posts/a-page'): Promise<PageFacts> {
  const frame = document.createElement('iframe');
  frame.width = '1280';
  frame.height = '900';
  frame.style.cssText = 'position:absolute;top:100000px';
  frame.srcdoc = `<!doctype html>${html.replaceAll('<img ', '<img loading="lazy" ')}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  try {
    return await collect(frame.contentDocument!, new URL(address) as unknown as Location, {
      now: Date.now,
      budgetMs: 10_000,
    });
  } finally {
    frame.remove();
  }
}

/** The candidate whose address has this part. */
export function find(facts: PageFacts, part: string): Candidate {
  const found = facts.candidates.find(({ url }) => url.includes(part));
  if (!found) throw new Error(`${part} is not offered: ${facts.candidates.map(({ url }) => url).join(' ')}`);
  return found;
}
