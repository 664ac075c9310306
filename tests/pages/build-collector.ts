import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Builds `.output/collector.js` from the `lib/page` that ships; answers its path. */
export async function buildCollector(entry = 'tests/pages/score-entry.ts', fileName = 'collector.js'): Promise<string> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: path.join(ROOT, '.output'),
      emptyOutDir: false,
      target: 'es2023',
      // V8's explicit compile hint: all of it runs at the first call, so all of it is compiled with the script.
      rolldownOptions: { output: { banner: '//# allFunctionsCalledOnLoad' } },
      lib: { entry: path.join(ROOT, entry), formats: ['iife'], name: 'collector', fileName: () => fileName },
    },
  });
  return path.join(ROOT, '.output', fileName);
}
