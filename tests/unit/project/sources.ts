import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's root, absolute. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** A file of ours; `file` is relative to the root, with `/`. */
export interface Source {
  file: string;
  text: string;
}

/** An import as written, and the file (relative to the root, without its ending) or package that it means. */
export interface Import {
  from: string;
  to: string;
  isOurs: boolean;
}

/** Every file under these folders (relative to the root) whose name ends so, sorted. Pages kept for the collector are no source. */
export function listSources(folders: string[], ending = /\.(ts|tsx|mjs|css)$/): Source[] {
  return folders
    .flatMap((folder) => walk(folder))
    .filter((file) => ending.test(file) && !file.startsWith('tests/pages/fixtures/'))
    .sort()
    .map((file) => ({ file, text: readText(file) }));
}

/** The text of a file of ours. */
export function readText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** What a source imports, in order: static, dynamic, re-exported, and for its side effects. */
export function listImports({ file, text }: Source): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const written = [...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'([^'\n]+)'/g)].map((match) => match[1] as string);
  return written.map((from) => {
    const isOurs = from.startsWith('.') || from.startsWith('@/') || from.startsWith('~/');
    const to = from.startsWith('.') ? path.posix.join(path.posix.dirname(file), from) : from.replace(/^[@~]\//, '');
    return { from, to: isOurs ? to.replace(/\.tsx?$/, '') : packageOf(from), isOurs };
  });
}

/** `idb` of `idb/x`, `@preact/signals` of `@preact/signals/y`; `wxt/browser`, `zod/mini` and the like stay whole. */
function packageOf(specifier: string): string {
  if (/^(wxt|zod|node:)/.test(specifier)) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function walk(folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(file);
    return [file];
  });
}
