import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** The browsers that the tests drive. */
export type BrowserName = 'chromium' | 'firefox';

interface Place {
  /** Environment variable that names the browser's path, and wins. */
  variable: string;
  /** Absolute paths, and names that are looked up in PATH. */
  paths: string[];
  /** Debian's package. */
  debian: string;
}

/** What Chromium is told where there is no screen: a process that draws would take a fifth of the processor's time for nothing. */
export const HEADLESS_ARGS = ['--disable-gpu', '--in-process-gpu'];

/** Google Chrome is not looked for: it no longer takes `--load-extension`. */
const places: Record<BrowserName, Place> = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'chromium',
      chromium.executablePath(),
    ],
    debian: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    paths: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
      'firefox-esr',
      'firefox',
    ],
    debian: 'firefox-esr',
  },
};

/** The absolute path of an installed browser, or undefined. */
export function findBrowser(name: BrowserName): string | undefined {
  const { variable, paths } = places[name];
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return paths
    .flatMap((place) => (path.isAbsolute(place) ? [place] : folders.map((folder) => path.join(folder, place))))
    .find((place) => existsSync(place));
}

/** As `findBrowser`, for those that cannot go on without. Throws a sentence that says what to do. */
export function expectBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (!found) throw new Error(`No ${name} was found: install it, or set ${places[name].variable} to its path.`);
  return found;
}

/**
 * Installs the browsers that are missing: as root on Debian and its kin by apt, else Chromium by Playwright. (Playwright's
 * Firefox is another program, which does not take the real one's protocol.) What is missing still, `findBrowser` shows.
 */
export function installBrowsers(names: BrowserName[]): void {
  // A path that was named and is wrong is for the one who named it to put right.
  const missing = () => names.filter((name) => !findBrowser(name) && !process.env[places[name].variable]);
  if (missing().length === 0) return;
  const isDebian = process.platform === 'linux' && existsSync('/usr/bin/apt-get');
  if (isDebian && process.getuid?.() === 0) {
    const packages = missing().map((name) => places[name].debian);
    console.log(`Installing ${packages.join(' and ')} (apt-get) …`);
    tryTo('apt-get', ['update', '-qq']);
    tryTo('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  if (missing().includes('chromium')) {
    console.log('Installing Chromium (playwright install) …');
    tryTo(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  }
}

/** Shows what the command says only if it fails: apt is talkative. */
function tryTo(command: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim());
}
