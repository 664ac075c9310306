import { expect, test } from 'vitest';
import { en } from '../../../lib/words/en/catalogue';
import { toMessageName } from '../../../lib/words/t';
import { listSources } from './sources';

const shipped = listSources(['lib', 'components', 'entrypoints'], /\.(tsx?|html)$/);
const code = shipped.filter(({ file }) => !file.startsWith('lib/words/en/'));

test('every message of the catalogue is used', () => {
  const text = [...code, ...listSources(['tests/unit/project'])].map((source) => source.text).join('\n');
  const unused = Object.keys(en).filter((key) => !key.startsWith('extension.') && !isUsed(key, text));
  expect(unused).toEqual([]);
});

/** Written out, or put together from a family of messages: `t(`problem.${code}.title`)`. */
function isUsed(key: string, text: string): boolean {
  if (text.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  return parts.some((_, index) => index > 0 && text.includes(`\`${parts.slice(0, index).join('.')}.\${`));
}

test('every message is a whole one: no space at its ends, no straight quotes, no empty text', () => {
  const texts = Object.entries(en as Record<string, string | Record<string, string>>).flatMap(([key, message]) =>
    typeof message === 'string' ? [[key, message]] : Object.values(message).map((text) => [key, text]),
  );
  expect(texts.filter(([, text]) => !text || text !== text.trim() || /['"]/.test(text))).toEqual([]);
});

test('every message has a name that browsers take, and no two the same', () => {
  const names = Object.keys(en).map(toMessageName);
  expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('a key begins with the name of the part of the catalogue in which it stands', () => {
  const files = listSources(['lib/words/en']).filter(({ file }) => !file.endsWith('catalogue.ts'));
  const parts = files.flatMap(({ text }) => [...text.matchAll(/^export const (\w+) = \{([\s\S]*?)^\}/gm)]);
  const astray = parts.flatMap(([, part = '', messages = '']) =>
    [...messages.matchAll(/^ {2}'([\w.]+)':/gm)].flatMap(([, key = '']) =>
      part.startsWith(key.split('.')[0] as string) ? [] : [`${part}: ${key}`],
    ),
  );
  expect(parts.length).toBeGreaterThan(10);
  expect(astray).toEqual([]);
});
