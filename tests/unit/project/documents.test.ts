import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { listSources, readText, root } from './sources';

const documents = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...listSources(['lib', 'components', 'tests'], /README\.md$/).map(({ file }) => file),
];
const inRoot = /^(lib|components|entrypoints|tests|assets|public)\//;

describe.each(documents)('%s', (document) => {
  const text = readText(document);
  /** `lib/pin/checks.ts`, `send.ts`, `lib/pin/checks.ts: checkContent`. */
  const named = [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|css))(?:: (\w+)[^`]*)?`/g)].map(([, file = '', name]) => ({
    file: inRoot.test(file) ? file : path.posix.join(path.posix.dirname(document), file),
    name,
  }));

  test('names files that exist', () => {
    const missing = named.filter(({ file }) => !existsSync(path.join(root, file)) && !findBelow(document, file));
    expect(missing.map(({ file }) => file)).toEqual([]);
  });

  test('names functions that stand in their file', () => {
    const missing = named.filter(({ file, name }) => name && !new RegExp(`\\b${name}\\b`).test(readText(file)));
    expect(missing).toEqual([]);
  });
});

/** A README may name a file of its folder without the folders between. */
function findBelow(document: string, file: string): boolean {
  const folder = path.posix.dirname(document);
  if (folder === '.') return false;
  return listSources([folder]).some((source) => source.file.endsWith(`/${path.posix.basename(file)}`));
}
