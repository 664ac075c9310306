import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Candidate, FoundIn, LeftOutReason, PageFacts } from '../../lib/page/facts';

/** What is expected of a page. Pictures are named by a part of their address. */
export interface Expectation {
  count?: number;
  first?: string;
  second?: string;
  includes?: string[];
  excludes?: string[];
  /** Pairs: the first stands before the second, or the second is left out. */
  before?: [string, string][];
  foundIn?: Record<string, FoundIn>;
  text?: Record<string, string>;
  pinText?: Record<string, string>;
  links?: Record<string, string | null>;
  variants?: Record<string, string[]>;
  proposals?: Record<string, string[]>;
  leftOut?: Record<string, LeftOutReason>;
  ownerWords?: Record<string, string>;
  link?: { url: string; reason: string };
  otherLinks?: string[];
  title?: string;
  description?: string;
  descriptionStarts?: string;
  descriptionEnds?: string;
  maxDescription?: number;
  site?: string;
  optOut?: string;
}

/** A fixture: where it is shown, what is done before, and what is expected. */
export interface Fixture {
  name: string;
  /** Of the eight parts that the collector has: sources, largest, one per picture, ranking, texts, link, opt-outs, hostile. */
  part: number;
  address: string;
  /** A script for the page's own world. */
  before?: string;
  expect: Expectation;
  /** What the second visit answers. */
  thenIdle?: Expectation;
}

const FOLDER = path.join(import.meta.dirname, 'fixtures');

export function readFixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: file.replace('.json', ''), ...JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) }));
}

/** Compares an answer with what is expected of it. */
export function expectFacts(facts: PageFacts, wanted: Expectation): void {
  const urls = facts.candidates.map(({ url }) => url);
  const find = (part: string): Candidate => {
    const found = facts.candidates.find(({ url }) => url.includes(part));
    expect(found, `${part} among ${urls.join(' ')}`).toBeDefined();
    return found!;
  };
  if (wanted.count !== undefined) expect(urls).toHaveLength(wanted.count);
  if (wanted.first) expect(urls[0]).toContain(wanted.first);
  if (wanted.second) expect(urls[1]).toContain(wanted.second);
  for (const part of wanted.includes ?? []) find(part);
  for (const part of wanted.excludes ?? []) expect(urls.filter((url) => url.includes(part))).toEqual([]);
  for (const [before, after] of wanted.before ?? []) {
    const at = urls.findIndex((url) => url.includes(after));
    expect(urls.indexOf(find(before).url), `${before} before ${after}`).toBeLessThan(
      at < 0 ? Number.POSITIVE_INFINITY : at,
    );
  }
  for (const [part, foundIn] of Object.entries(wanted.foundIn ?? {})) expect(find(part).foundIn, part).toBe(foundIn);
  for (const [part, text] of Object.entries(wanted.text ?? {})) expect(find(part).text).toBe(text);
  for (const [part, text] of Object.entries(wanted.pinText ?? {})) expect(find(part).pinText).toBe(text);
  for (const [part, link] of Object.entries(wanted.links ?? {})) expect(find(part).link?.url ?? null, part).toBe(link);
  for (const key of ['variants', 'proposals'] as const) {
    for (const [part, endings] of Object.entries(wanted[key] ?? {})) {
      expect(find(part)[key].map((url, at) => url.slice(-(endings[at]?.length ?? 0)))).toEqual(endings);
    }
  }
  for (const [part, reason] of Object.entries(wanted.leftOut ?? {})) {
    expect(facts.leftOut.find(({ url }) => url.includes(part))?.reason, part).toBe(reason);
  }
  for (const [part, words] of Object.entries(wanted.ownerWords ?? {})) {
    expect(facts.leftOut.find(({ url }) => url.includes(part))?.ownerWords, part).toBe(words);
  }
  if (wanted.link) expect(facts.link).toEqual(wanted.link);
  for (const url of wanted.otherLinks ?? []) expect(facts.otherLinks.map((one) => one.url)).toContain(url);
  for (const key of ['title', 'description', 'site'] as const)
    if (wanted[key] !== undefined) expect(facts[key]).toBe(wanted[key]);
  if (wanted.descriptionStarts)
    expect(facts.description.startsWith(wanted.descriptionStarts), facts.description).toBe(true);
  if (wanted.descriptionEnds) expect(facts.description.endsWith(wanted.descriptionEnds)).toBe(true);
  if (wanted.maxDescription) expect(facts.description.length).toBeLessThanOrEqual(wanted.maxDescription);
  if (wanted.optOut !== undefined) expect(facts.optOut).toEqual({ ownerWords: wanted.optOut });
}
