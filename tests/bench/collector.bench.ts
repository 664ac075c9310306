import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgePage } from '../../lib/page/judge/judge-page';
import { buildCollector } from '../pages/build-collector';
import { openLab, type PageLab } from '../pages/open-page';
import { atMost, type Figure, median } from './figure';

/** The collector of this commit is what ours is measured against; it is built from the history in the same run. */
const EARLIER = 'cdac513';
const ROOT = path.resolve(import.meta.dirname, '../..');
/** Rounds for each number of images: small pages differ more from visit to visit. */
const ROUNDS: Record<number, number> = { 100: 15, 1000: 7, 10000: 3, 20000: 3 };
/** No run is cut off: what is measured is the whole work. */
const BUDGET_MS = 120_000;

interface Visit {
  /** From handing the script over to the answer: reading, compiling and running it cold. Milliseconds. */
  first: number;
  /** The same once more, by what has stayed in the tab. */
  second: number;
  /** The longest that a message of the page had to wait, until the answer was ready to be handed over. */
  longest: number;
}

/**
 * The first visit to a page beside that of an earlier collector, taking turns; the second beside the first; whether the time grows with
 * the number of images; and how long the page is held at a stretch.
 */
export async function run(): Promise<Figure[]> {
  const ours = readFileSync(await buildReader(), 'utf8');
  const earlier = await buildEarlier();
  const lab = await openLab();
  const figures: Figure[] = [];
  const perImage = new Map<number, number>();
  try {
    for (const [name, rounds] of Object.entries(ROUNDS)) {
      const count = Number(name);
      lab.server.show({ html: pageOf(count) });
      const [visits, before]: [Visit[], Visit[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        const turns: [Visit[], string | undefined][] = [
          [visits, ours],
          [before, count <= 1_000 ? earlier : undefined],
        ];
        for (const [list, script] of round % 2 ? turns.reverse() : turns)
          if (script) list.push(await visit(lab, count, script));
      }
      const first = median(visits.map((one) => one.first));
      perImage.set(count, first / count);
      const images = `${count.toLocaleString('en')} images`;
      if (before.length) {
        const bound = (count === 100 ? 0.6 : 1) * median(before.map((one) => one.first));
        figures.push(atMost(bound, { name: `${images}, first visit, beside ${EARLIER}`, figure: first, unit: 'ms' }));
      }
      const second = median(visits.map((one) => one.second));
      if (count <= 1_000)
        figures.push(
          atMost(0.35 * first, { name: `${images}, second visit, beside the first`, figure: second, unit: 'ms' }),
        );
      const longest = Math.min(...visits.map((one) => one.longest));
      figures.push(atMost(50, { name: `${images}, longest stretch`, figure: longest, unit: 'ms' }));
    }
  } finally {
    await lab.close();
  }
  const few = perImage.get(1_000)! * 1_000;
  const many = perImage.get(20_000)! * 1_000;
  figures.push(atMost(1.5 * few, { name: 'time per image at 20,000, beside at 1,000', figure: many, unit: 'µs' }));
  return figures;
}

/** The half that travels into the page, as it ships; the other half runs here as it does in the extension. */
function buildReader(): Promise<string> {
  const entry = path.join(ROOT, '.output', 'reader-entry.ts');
  mkdirSync(path.dirname(entry), { recursive: true });
  writeFileSync(
    entry,
    "import { readPage } from '../lib/page/read-page'; Object.assign(globalThis, { pinbreezePage: { collect: async (...page: Parameters<typeof readPage>) => JSON.stringify(await readPage(...page)) } });",
  );
  return buildCollector(path.relative(ROOT, entry), 'collector-reader.js');
}

/** Undefined where the history does not reach so far back. */
async function buildEarlier(): Promise<string | undefined> {
  const folder = path.join(ROOT, '.output', EARLIER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const archive = execFileSync('git', ['archive', EARLIER, 'lib/page'], {
      cwd: ROOT,
      maxBuffer: 1e8,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
  } catch {
    return undefined;
  }
  const entry = path.join(folder, 'entry.ts');
  writeFileSync(
    entry,
    `import { collect } from './lib/page/collect'; Object.assign(globalThis, { pinbreezePage: { collect: (d: Document, l: Location, o: { now: () => number }) => collect(d, l, { ...o, skipFrames: true }) } });`,
  );
  return readFileSync(await buildCollector(path.relative(ROOT, entry), 'collector-earlier.js'), 'utf8');
}

async function visit(lab: PageLab, count: number, script: string): Promise<Visit> {
  const { page, inWorld } = await lab.open(`http://www.bench.test/list/${count}`, '');
  const collect = `pinbreezePage.collect(document, location, { now: Date.now, budgetMs: ${BUDGET_MS} })`;
  const timed = async (expression: string): Promise<number> => {
    const startedAt = performance.now();
    const answer = await inWorld<unknown>(expression);
    if (typeof answer === 'string') judgePage(JSON.parse(answer));
    return performance.now() - startedAt;
  };
  await inWorld(`(${watchStretches})()`);
  const first = await timed(`${script};${collect}.then((answer) => (stretch.stop(), answer))`);
  const longest = await inWorld<number>('stretch.longest');
  const second = await timed(collect);
  await page.close();
  return { first, second, longest };
}

/** A shop's list: every image in a card of a dozen elements. */
function pageOf(count: number): string {
  const card = (n: number): string =>
    `<li class="product-card"><a href="/items/${n}"><div class="media"><img loading="lazy" width="400" height="600" src="/img/400x600/item-number-${n}.jpg" srcset="/img/400x600/item-number-${n}-400x600.jpg 400w, /img/800x1200/item-number-${n}-800x1200.jpg 800w" alt="Item ${n}"></div><h3 class="title"><span>Item ${n}</span></h3></a><p class="price"><span>€</span><b>${n}</b></p><button>Buy</button></li>`;
  return `<!doctype html><title>${count} items</title><main><h1>${count} items</h1><ul>${Array.from({ length: count }, (_, n) => card(n)).join('')}</ul></main>`;
}

function watchStretches(): void {
  const state = { last: performance.now(), longest: 0, isOn: true, stop: () => {} };
  const look = () => {
    const now = performance.now();
    state.longest = Math.max(state.longest, now - state.last);
    state.last = now;
  };
  state.stop = () => {
    look();
    state.isOn = false;
  };
  Object.assign(globalThis, { stretch: state });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (!state.isOn) return;
    look();
    port2.postMessage(0);
  };
  port2.postMessage(0);
}
