import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { Candidate, PageFacts } from '../../lib/page/facts';

/** Somebody's public complaint about a tool like ours, rebuilt as a small page of our own; `reports/README.md` has the format. */
export interface Report {
  name: string;
  fault: string;
  images: Record<string, [width: number, height: number, scene?: string]>;
  pages: Record<string, { url: string; file: string; images?: Report['images']; script?: string }>;
  expect: ({ page: string } & Checks)[];
}

type Text = string | { is?: string; begins?: string; holds?: string; lacks?: string; cut?: boolean };

/** Pictures are named by a part of their address. */
interface Checks {
  count?: number;
  first?: string;
  offers?: string[];
  lacks?: string[];
  apart?: string[];
  together?: string[];
  proposes?: Record<string, string>;
  atLeast?: Record<string, number>;
  cardLinks?: Record<string, string | null>;
  texts?: Record<string, Text>;
  pinTexts?: Record<string, Text>;
  link?: string;
  title?: Text;
  description?: Text;
}

const FOLDER = path.join(import.meta.dirname, 'reports');

export function readReports(): Report[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, ...JSON.parse(readFileSync(path.join(FOLDER, name, 'case.json'), 'utf8')) }));
}

/** Shows a page of a report at its real address; its pictures are answered as the report says, everything else is a 404. */
export async function showReport(page: Page, report: Report, name: string): Promise<void> {
  const shown = report.pages[name]!;
  const images = Object.entries({ ...shown.images, ...report.images });
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.split('#')[0] === shown.url.split('#')[0])
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: readFileSync(path.join(FOLDER, report.name, shown.file)),
      });
    const size = images.find(([pattern]) => new RegExp(pattern).test(url))?.[1];
    if (!size) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ contentType: 'image/png', body: await drawScene(size[2] ?? url, size[0], size[1]) });
  });
  await page.goto(shown.url, { waitUntil: 'load' });
  if (shown.script) await page.evaluate(shown.script);
}

/** A board of colours that its scene alone decides, in any size. */
export async function drawScene(scene: string, width: number, height: number): Promise<Buffer> {
  const [columns, rows] = [8, 12];
  let seed = 2_166_136_261;
  for (const char of scene) seed = Math.imul(seed ^ char.charCodeAt(0), 16_777_619) >>> 0;
  const colours = Buffer.from(
    Array.from({ length: columns * rows * 3 }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed >>> 24;
    }),
  );
  return sharp(colours, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** What does not hold, in words; empty when all does. `whole` is the page's own title and description, before any cut. */
export function findFaults(
  facts: PageFacts,
  { page: _, ...checks }: Report['expect'][number],
  whole: { title: string; description: string },
): string[] {
  const { candidates } = facts;
  const shows = ({ url, variants }: Candidate, part: string) => [url, ...variants].some((one) => one.includes(part));
  const at = (part: string) => candidates.find(({ url }) => url.includes(part));
  const owners = (part: string) => candidates.filter((one) => shows(one, part));
  const faults: string[] = [];
  const expect = (holds: boolean, words: string): void => {
    if (!holds) faults.push(words);
  };
  const each = <T>(wanted: Record<string, T> | undefined, check: (part: string, value: T) => void): void => {
    for (const [part, value] of Object.entries(wanted ?? {})) check(part, value);
  };
  if (checks.count !== undefined) expect(candidates.length === checks.count, `${candidates.length} candidates`);
  if (checks.first) expect(candidates[0]?.url.includes(checks.first) === true, `${candidates[0]?.url} is first`);
  for (const part of checks.offers ?? []) expect(at(part) !== undefined, `${part} is not offered`);
  for (const part of checks.lacks ?? []) expect(owners(part).length === 0, `${part} is offered`);
  for (const part of checks.apart ?? []) {
    const others = checks.apart!.filter((other) => other !== part);
    expect(owners(part).length > 0, `${part} is not offered`);
    expect(!owners(part).some((one) => others.some((other) => shows(one, other))), `${part} is taken for another`);
  }
  if (checks.together)
    expect(
      candidates.some((one) => checks.together!.every((part) => shows(one, part))),
      'not one picture',
    );
  each(checks.proposes, (part, address) =>
    expect(
      owners(part).some(({ url, proposals }) => [url, ...proposals].includes(address)),
      `${part} proposes no ${address}`,
    ),
  );
  each(checks.atLeast, (part, width) =>
    expect(
      owners(part).some(({ naturalWidth }) => naturalWidth >= width),
      `${part} is known as smaller`,
    ),
  );
  each(checks.cardLinks, (part, link) =>
    expect(at(part) !== undefined && (at(part)!.link?.url ?? null) === link, `${part} leads to ${at(part)?.link?.url}`),
  );
  each(checks.texts, (part, text) => faults.push(...findTextFaults('text', at(part)?.text ?? '', text)));
  each(checks.pinTexts, (part, text) => faults.push(...findTextFaults('pinText', at(part)?.pinText ?? '', text)));
  if (checks.link !== undefined) expect(facts.link.url === checks.link, `the link is ${facts.link.url}`);
  for (const name of ['title', 'description'] as const)
    if (checks[name] !== undefined) faults.push(...findTextFaults(name, facts[name], checks[name], whole[name]));
  return faults;
}

const LIMITS: Record<string, number> = { title: 100, description: 500 };

function findTextFaults(name: string, text: string, wanted: Text, whole = ''): string[] {
  const { is, begins, holds, lacks, cut } = typeof wanted === 'string' ? { is: wanted } : wanted;
  const isRight =
    (is === undefined || text === is) &&
    (begins === undefined || text.startsWith(begins)) &&
    (holds === undefined || text.includes(holds)) &&
    (lacks === undefined || !new RegExp(lacks).test(text));
  if (!isRight) return [`${name} is “${text}”`];
  if (!cut) return [];
  const kept = text.replace(/…$/, '');
  let at = 0;
  const ends = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(whole)].map(
    ({ segment }) => (at += segment.length),
  );
  const limit = LIMITS[name]!;
  const isCut = text.endsWith('…') && text.length <= limit && text.length > limit / 2 && ends.includes(kept.length);
  return isCut && whole.startsWith(kept) ? [] : [`${name} “${text}” is not cut between signs`];
}
