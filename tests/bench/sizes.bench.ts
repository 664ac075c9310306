import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { call } from '../setup/call';
import { atMost, type Figure } from './figure';

const build = path.resolve(import.meta.dirname, '../../.output/chrome-mv3');

/** What each screen may load at once, kB (1,000 bytes) after gzip. The popup is what a person waits for. */
const bounds = [
  { screen: 'popup.html', script: 45, style: 8 },
  { screen: 'queue.html', script: 60, style: 8 },
  { screen: 'options.html', script: 60, style: 8 },
];

/** The size of what each screen of the production build loads, of the worker, and of what is injected into a page. */
export async function run(): Promise<Figure[]> {
  const { code, output } = await call('wxt build', 'hidden');
  if (code !== 0) throw new Error(output);
  const screens = bounds.flatMap(({ screen, script, style }) => {
    const loaded = [...readScreen(screen)];
    const size = (ending: string) => sizeOf(loaded.filter((file) => file.endsWith(ending)));
    return [
      atMost(script, { name: `${screen}, scripts`, figure: size('.js'), unit: 'kB gzip' }),
      atMost(style, { name: `${screen}, styles`, figure: size('.css'), unit: 'kB gzip' }),
    ];
  });
  return [
    ...screens,
    atMost(60, { name: 'the worker', figure: sizeOf([...readModules('background.js')]), unit: 'kB gzip' }),
    atMost(26, {
      name: 'the collector, injected when asked',
      figure: sizeOf(['collect.js']),
      unit: 'kB gzip',
    }),
  ];
}

/** The files that a page links to, with all that these import; what is imported on demand is left out. */
function readScreen(screen: string): Set<string> {
  const linked = [...read(screen).matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] as string);
  return new Set(linked.flatMap((file) => (file.endsWith('.js') ? [...readModules(file)] : [file])));
}

function readModules(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imported = [...read(file).matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g)].map(
    (match) => match[1] as string,
  );
  for (const from of imported) readModules(path.posix.join(path.posix.dirname(file), from), seen);
  return seen;
}

function sizeOf(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).byteLength, 0) / 1000;
}

function read(file: string): string {
  return readFileSync(path.join(build, file), 'utf8');
}
