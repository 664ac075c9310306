import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listSources, root } from './sources';

const shipped = listSources(['lib', 'components', 'entrypoints']);
const all = [...shipped, ...listSources(['tests'])];
/** This file spells out what it forbids. */
const others = all.filter(({ file }) => !file.startsWith('tests/unit/project/'));

const topFolders = ['.ci', '.github', 'assets', 'components', 'entrypoints', 'lib', 'public', 'tests'];
/** Made by tools, and ignored by git. */
const madeFolders = ['.git', '.output', '.wxt', 'node_modules', 'test-results', 'playwright-report'];

function filesWith(pattern: RegExp, among = others): string[] {
  return among.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}

function longerThan(limit: number, among: typeof all): string[] {
  const countLines = (text: string) => text.trimEnd().split('\n').length;
  return among
    .filter(({ text }) => countLines(text) >= limit)
    .map(({ file, text }) => `${file}: ${countLines(text)} lines`);
}

test('every file is under 250 lines', () => {
  expect(longerThan(250, all)).toEqual([]);
});

test('an entrypoint is a table of contents: under 40 lines', () => {
  expect(
    longerThan(
      40,
      shipped.filter(({ file }) => file.startsWith('entrypoints/')),
    ),
  ).toEqual([]);
});

test('code lives with what it is about: no utils, helpers, types or barrels', () => {
  const vague = /\/(utils?|helpers?|types?|common|misc)\.tsx?$|^(lib|components)\/(.*\/)?index\.tsx?$/;
  expect(all.map(({ file }) => file).filter((file) => vague.test(file))).toEqual([]);
});

test('no folder stands at the top but those of the design', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const unknown = folders
    .map(({ name }) => name)
    .filter((name) => !topFolders.includes(name) && !madeFolders.includes(name));
  expect(unknown).toEqual([]);
});

test('no test is skipped or runs alone', () => {
  expect(filesWith(/\b(test|it|describe)(\.\w+)*\.(only|skip|fixme|todo)\b/)).toEqual([]);
});

test('no type error is silenced, and every silenced lint rule says why', () => {
  expect(filesWith(/@ts-(ignore|nocheck|expect-error)/)).toEqual([]);
  expect(filesWith(/biome-ignore [\w/]+:\s*(\n|\*\/|$)/)).toEqual([]);
});

test('nothing that ships writes to the console', () => {
  expect(filesWith(/\bconsole\.(log|warn|info|debug)\(/, shipped)).toEqual([]);
});

test('nothing from a page is HTML to us', () => {
  expect(
    filesWith(/\binnerHTML\b|\bouterHTML\s*=|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/, shipped),
  ).toEqual([]);
});

test('no path of one machine is written down', () => {
  expect(filesWith(/(?<![\w.])\/(home|Users|root|work)\/\w/)).toEqual([]);
});
