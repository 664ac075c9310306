import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Builds a classic script into `.output` from the `lib/page` that ships; answers its path. */
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
      lib: { entry: path.join(ROOT, entry), formats: ['iife'], name: 'collector', fileName: () => fileName },
    },
  });
  return path.join(ROOT, '.output', fileName);
}
