import { type OpenPage, openLab } from '../pages/open-page';
import type { Figure } from './figure';

/** Images of the pages that are measured. */
const COUNTS = [100, 1_000, 10_000, 20_000];
const RUNS = 3;
/** No run is cut off: what is measured is the whole work. */
const BUDGET_MS = 120_000;

/**
 * The collector beside the way of Image Downloader (asks every element for its computed style), written here anew as the bound, on the
 * same pages with the same images; whether its time grows with the number of images; and how long it holds a page at a stretch.
 */
export async function run(): Promise<Figure[]> {
  const lab = await openLab();
  const figures: Figure[] = [];
  const perImage = new Map<number, number>();
  try {
    for (const count of COUNTS) {
      lab.server.show({ html: pageOf(count) });
      const times: { ours: number; peer: number; longest: number }[] = [];
      for (let i = 0; i < RUNS; i++) {
        const opened = await lab.open(`http://www.bench.test/list/${count}`);
        times.push(await measure(opened, i % 2 === 0));
        await opened.page.close();
      }
      const median = (pick: (one: (typeof times)[number]) => number): number =>
        times.map(pick).sort((a, b) => a - b)[RUNS >> 1]!;
      const ours = median(({ ours }) => ours);
      const bound = median(({ peer }) => peer);
      perImage.set(count, ours / count);
      const name = `${count.toLocaleString('en')} images, beside every element's style`;
      figures.push({ name, figure: ours, bound, unit: 'ms', ok: ours <= bound });
      const longest = Math.min(...times.map((one) => one.longest));
      figures.push({
        name: `${count.toLocaleString('en')} images, longest stretch`,
        figure: longest,
        bound: 50,
        unit: 'ms',
        ok: longest <= 50,
      });
    }
  } finally {
    await lab.close();
  }
  const [few, many] = [perImage.get(1_000)!, perImage.get(20_000)!];
  figures.push({
    name: 'time per image at 20,000, beside at 1,000',
    figure: many * 1_000,
    bound: few * 1_000,
    unit: 'µs',
    ok: many <= few * 1.5,
  });
  return figures;
}

/** A shop's list: every image in a card of a dozen elements. */
function pageOf(count: number): string {
  const card = (n: number): string =>
    `<li class="product-card"><a href="/items/${n}"><div class="media"><img loading="lazy" width="400" height="600" src="/img/400x600/item-number-${n}.jpg" srcset="/img/400x600/item-number-${n}-400x600.jpg 400w, /img/800x1200/item-number-${n}-800x1200.jpg 800w" alt="Item ${n}"></div><h3 class="title"><span>Item ${n}</span></h3></a><p class="price"><span>€</span><b>${n}</b></p><button>Buy</button></li>`;
  return `<!doctype html><title>${count} items</title><main><h1>${count} items</h1><ul>${Array.from({ length: count }, (_, n) => card(n)).join('')}</ul></main>`;
}

/** Both in the collector's world, taking turns at going first; and the longest time in which a message of the page had to wait. */
async function measure(
  { inWorld }: OpenPage,
  isFirst: boolean,
): Promise<{ ours: number; peer: number; longest: number }> {
  const timed = async (expression: string): Promise<number> =>
    inWorld(`(async () => { const t = performance.now(); await (${expression}); return performance.now() - t })()`);
  const peer = () => timed(`(${askEveryElement})()`);
  const before = isFirst ? undefined : await peer();
  await inWorld(`(${watchStretches})()`);
  const ours = await timed(`pinbreezePage.collect(document, location, { now: Date.now, budgetMs: ${BUDGET_MS} })`);
  const longest = await inWorld<number>('stretch.stop()');
  return { ours, longest, peer: before ?? (await peer()) };
}

/** What the peer does, in our words: every image, and every element's computed background, without duplicates. */
function askEveryElement(): string[] {
  const found = new Set<string>();
  for (const element of document.querySelectorAll('*')) {
    if (element instanceof HTMLImageElement) found.add(element.currentSrc || element.src);
    const match = /url\(["']?([^"')]+)/.exec(getComputedStyle(element).backgroundImage);
    if (match?.[1]) found.add(match[1]);
  }
  return [...found];
}

function watchStretches(): void {
  const state = { last: performance.now(), longest: 0, isOn: true, stop: () => 0 };
  state.stop = () => {
    state.isOn = false;
    return state.longest;
  };
  Object.assign(globalThis, { stretch: state });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    state.longest = Math.max(state.longest, now - state.last);
    state.last = now;
    if (state.isOn) port2.postMessage(0);
  };
  port2.postMessage(0);
}
