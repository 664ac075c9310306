import { expect, test } from 'vitest';
import { listSources, readText } from './sources';

interface Entry {
  words: string[];
  meaning: string;
  retired: string[];
}

/** The table of words in CONTRIBUTING.md. */
function readGlossary(): Entry[] {
  const section = /^## Words\n([\s\S]*?)^## /m.exec(readText('CONTRIBUTING.md'))?.[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => {
    const [words = '', meaning = '', retired = ''] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return { words: split(words), meaning, retired: split(retired) };
  });
}

const split = (cell: string): string[] => cell.split(', ').filter(Boolean);
const glossary = readGlossary();
const retired = new Set(glossary.flatMap((entry) => entry.retired));

/** `takeHTTPCall_MS` → take, http, call, ms. */
function splitName(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[\s_]+/);
}

function listExports(text: string): string[] {
  return [
    ...text.matchAll(/^export (?:default )?(?:async )?(?:function\*?|const|let|class|type|interface) (\w+)/gm),
  ].map((match) => match[1] as string);
}

test('the table of words can be read', () => {
  expect(glossary.length).toBeGreaterThan(20);
  expect(retired.size).toBeGreaterThan(10);
  expect(glossary.filter(({ words, meaning }) => words.length === 0 || meaning === '')).toEqual([]);
});

test('no word is both used and retired', () => {
  const used = glossary.flatMap(({ words }) => words);
  expect(used.filter((word) => retired.has(word))).toEqual([]);
  expect(new Set(used).size).toBe(used.length);
});

test('no exported name holds a word that was retired', () => {
  const sources = listSources(['lib', 'components', 'entrypoints'], /\.tsx?$/);
  const offending = sources.flatMap(({ file, text }) =>
    listExports(text)
      .filter((name) => splitName(name).some((word) => retired.has(word)))
      .map((name) => `${file}: ${name}`),
  );
  expect(offending).toEqual([]);
});
