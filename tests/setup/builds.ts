import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { call } from './call';

const root = path.resolve(import.meta.dirname, '../..');

/** A build as `wxt build` makes it. */
export type Build = 'chrome-mv3' | 'firefox-mv3' | 'chrome-mv3-sandbox' | 'firefox-mv3-sandbox';

const OPTIONS: Record<Build, string> = {
  'chrome-mv3': '',
  'firefox-mv3': '-b firefox',
  'chrome-mv3-sandbox': '--mode sandbox',
  'firefox-mv3-sandbox': '-b firefox --mode sandbox',
};
const SOURCES = ['entrypoints', 'components', 'lib', 'assets', 'public', 'wxt.config.ts', 'package-lock.json'];

/** Makes those builds that are missing or older than a source. Ends the process where one fails. */
export async function makeBuilds(builds: Build[]): Promise<void> {
  const changedAt = Math.max(...SOURCES.map((source) => lastChange(path.join(root, source))));
  for (const build of builds) {
    const manifest = path.join(root, '.output', build, 'manifest.json');
    if (existsSync(manifest) && statSync(manifest).mtimeMs > changedAt) continue;
    console.log(`Building ${build} …`);
    const { code, output } = await call(`wxt build ${OPTIONS[build]}`.trim(), 'hidden');
    if (code === 0) continue;
    console.error(output);
    process.exit(code);
  }
}

function lastChange(place: string): number {
  if (!existsSync(place)) return 0;
  const { mtimeMs } = statSync(place);
  if (!statSync(place).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(place).map((name) => lastChange(path.join(place, name))));
}
