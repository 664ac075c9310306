import { expect, test } from 'vitest';
import { listImports, listSources } from './sources';

/** Outermost last. Each may import itself and what stands above it; those on one line do not know one another. */
const layers = [
  ['lib/time.ts'],
  ['lib/words'],
  ['lib/page'],
  ['lib/pin'],
  ['lib/postbreeze'],
  ['lib/images'],
  ['lib/store'],
  ['lib/browser'],
  ['lib/delivery'],
  ['lib/quick-pin'],
  ['components'],
  ['entrypoints'],
];
const folders = layers.flat();

/** Packages that only these layers may use. */
const reserved: Record<string, string[]> = {
  'wxt/browser': ['lib/browser', 'entrypoints'],
  'webextension-polyfill': [],
  idb: ['lib/store'],
  preact: ['components', 'entrypoints'],
  'preact/hooks': ['components', 'entrypoints'],
};

const sources = listSources(['lib', 'components', 'entrypoints'], /\.tsx?$/);

function layerOf(file: string): string | undefined {
  return folders.find((folder) => file === folder || `${file}.ts` === folder || file.startsWith(`${folder}/`));
}

function heightOf(layer: string): number {
  return layers.findIndex((row) => row.includes(layer));
}

function mayImport(from: string, to: string): boolean {
  return from === to || heightOf(to) < heightOf(from);
}

test('every source stands in a layer', () => {
  expect(sources.filter(({ file }) => !layerOf(file)).map(({ file }) => file)).toEqual([]);
});

test('no layer reaches for one that stands outside it', () => {
  const crossed = sources.flatMap((source) =>
    listImports(source)
      .filter(({ to, isOurs }) => isOurs && !to.startsWith('assets/'))
      .filter(({ to }) => !mayImport(layerOf(source.file) ?? '', layerOf(to) ?? 'nowhere'))
      .map(({ to }) => `${source.file} → ${to}`),
  );
  expect(crossed).toEqual([]);
});

test('lib/page imports nothing from outside its folder, no package either', () => {
  const outside = sources
    .filter(({ file }) => file.startsWith('lib/page/'))
    .flatMap((source) => listImports(source).map(({ to }) => ({ file: source.file, to })))
    .filter(({ to }) => !to.startsWith('lib/page/'));
  expect(outside).toEqual([]);
});

test('what runs in a page leaves the judging to the extension: it would travel into every page', () => {
  const travels = new Set<string>();
  const follow = (file: string) => {
    if (travels.has(file)) return;
    travels.add(file);
    const source = sources.find((one) => one.file.replace(/\.tsx?$/, '') === file);
    for (const { to, isOurs } of source ? listImports(source) : []) if (isOurs) follow(to);
  };
  follow('entrypoints/collect');
  expect([...travels].filter((file) => file.startsWith('lib/page/')).length).toBeGreaterThan(20);
  expect([...travels].filter((file) => /^lib\/(?:page\/judge|words|pin|store)\//.test(file))).toEqual([]);
});

test.each(Object.entries(reserved))('%s is used where it belongs and nowhere else', (name, homes) => {
  const astray = sources
    .filter((source) => listImports(source).some(({ to, isOurs }) => !isOurs && to === name))
    .filter(({ file }) => !homes.includes(layerOf(file) ?? ''))
    .map(({ file }) => file);
  expect(astray).toEqual([]);
});

test('nothing of the tests is shipped', () => {
  const leaks = sources.filter((source) => listImports(source).some(({ to }) => /^tests\//.test(to)));
  expect(leaks.map(({ file }) => file)).toEqual([]);
});

test('no pure layer touches the browser through its global', () => {
  const pure = sources.filter(({ file }) => !file.startsWith('lib/browser/') && !file.startsWith('entrypoints/'));
  const touching = pure.filter(({ text }) =>
    /\b(?:globalThis\.)?(?:chrome|browser)\.(?:runtime|storage|tabs|alarms|scripting|permissions|action)\b/.test(text),
  );
  expect(touching.map(({ file }) => file)).toEqual([]);
});

test('no imports go round in a circle, types included', () => {
  const importsOf = new Map(
    sources.map((source) => [
      source.file.replace(/\.tsx?$/, ''),
      listImports(source)
        .filter(({ isOurs }) => isOurs)
        .map(({ to }) => to),
    ]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (file: string, path: string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const to of importsOf.get(file) ?? []) follow(to, [...path, file]);
    done.add(file);
  };
  for (const file of importsOf.keys()) follow(file, []);
  expect(circles).toEqual([]);
});
