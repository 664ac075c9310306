import { existsSync } from 'node:fs';
import path from 'node:path';

/** The browsers that the tests drive. */
export type BrowserName = 'chromium' | 'firefox';

/** Where each browser is looked for, after its environment variable; names without a slash are looked up in PATH. */
const places: Record<BrowserName, { variable: string; paths: string[] }> = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/snap/bin/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/opt/homebrew/bin/chromium',
      'chromium',
    ],
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    paths: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/snap/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
      'firefox',
    ],
  },
};

/**
 * The absolute path of an installed browser, or undefined. The environment variable (`CHROMIUM_PATH`, `FIREFOX_PATH`) wins.
 * Google Chrome is not looked for: it no longer takes `--load-extension`.
 */
export function findBrowser(name: BrowserName): string | undefined {
  const { variable, paths } = places[name];
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return paths
    .flatMap((place) => (path.isAbsolute(place) ? [place] : folders.map((folder) => path.join(folder, place))))
    .find((place) => existsSync(place));
}

/** As `findBrowser`, for those that cannot go on without. */
export function expectBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (!found) throw new Error(`No ${name} was found: install it, or set ${places[name].variable} to its path.`);
  return found;
}
