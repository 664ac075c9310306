import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { expectBrowser, HEADLESS_ARGS } from '../../setup/browsers';
import { type Connection, Extension, type Stored } from './extension';
import { Watch } from './watch';

export interface ChromiumOptions {
  headless?: boolean;
  /** The port on 127.0.0.1 behind `http://*.test/`; without it those hosts do not exist. */
  sitePort?: number;
  /** Match patterns of hosts that the user granted earlier, as `http://shop.test/*`. */
  grantedOrigins?: string[];
  /** Whether the user withholds the hosts that the manifest asks for. */
  withheld?: boolean;
  /** Where downloads go; by default they are refused. */
  downloads?: string;
  /** A profile folder to use and keep; by default a new one that is deleted at the end. */
  profile?: string;
  /** Whether it may reach the world; by default nothing but 127.0.0.1. */
  isOpen?: boolean;
  /** Whether a process of its own draws, as people have it: for measurements. Without one the first frame of a popup may be late. */
  drawsApart?: boolean;
  /** The build's folder under `.output`. */
  build?: string;
}

/** Chromium with the extension installed, exactly as it was built. */
export interface RunningChromium {
  extension: Extension;
  close(): Promise<void>;
}

/**
 * Starts Chromium with a build of the extension loaded. The grants are
 * written into the fresh profile, so the manifest need not change for them.
 */
export function launchChromium(options: ChromiumOptions = {}): Promise<RunningChromium> {
  return retry(() => start(options));
}

async function retry<Value>(start: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === START_TRIES) throw error;
      console.log(`Chromium did not come up, try ${tries}: ${String(error).split('\n')[0]}`);
    }
  }
}

/** Milliseconds for each step of a browser's start. Under load one in some hundreds never comes up; another is started then. */
const START_PATIENCE = 15_000;
const START_TRIES = 3;
/** What all of it may take at the most, with the ends of those that did not come up; for the time-outs of callers. */
export const LAUNCH_PATIENCE = START_TRIES * 4 * START_PATIENCE;

async function start(options: ChromiumOptions): Promise<RunningChromium> {
  const folder = findBuild(options);
  const isNew = !options.profile || readdirSync(options.profile).length === 0;
  const { context, cdp, close } = await startBrowser(options, folder);
  try {
    const extension = new Extension(context, cdp, idOf(folder), Watch.on(context));
    await extension.worker(START_PATIENCE);
    if (isNew) await (await findWelcome(context)).close();
    return { extension, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

interface Browser {
  context: BrowserContext;
  cdp: CDPSession;
  close(): Promise<void>;
}

/** Starts Chromium; with `folder`, that build of the extension is part of it. */
async function startBrowser(options: ChromiumOptions, folder?: string): Promise<Browser> {
  const { profile: kept, headless = true } = options;
  const profile = kept ?? mkdtempSync(path.join(tmpdir(), 'pinbreeze-chromium-'));
  if (folder) writePreferences(profile, idOf(folder), options);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: expectBrowser('chromium'),
    headless,
    chromiumSandbox: false,
    timeout: START_PATIENCE,
    acceptDownloads: Boolean(options.downloads),
    // Playwright's default, under which none is installed later.
    ignoreDefaultArgs: ['--disable-extensions'],
    ...(headless ? {} : { viewport: null }),
    args: [
      '--enable-unsafe-extension-debugging',
      ...(headless ? (options.drawsApart ? [] : HEADLESS_ARGS) : ['--test-type']), // no bar about the flags
      ...(folder ? [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`] : []),
      `--host-resolver-rules=${writeHostRules(options)}`,
    ],
  });
  let processId = 0;
  const close = async () => {
    // One that hangs answers nothing any more, so it is not waited for.
    await within(START_PATIENCE, 'the end', context.close()).catch(() => processId && endProcess(processId));
    if (!kept) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const cdp = await within(START_PATIENCE, 'DevTools', (context.browser() ?? unreachable()).newBrowserCDPSession());
    const { processInfo } = await within(START_PATIENCE, 'its processes', cdp.send('SystemInfo.getProcessInfo'));
    processId = processInfo.find(({ type }) => type === 'browser')?.id ?? 0;
    if (options.downloads) await cdp.send('Browser.setDownloadBehavior', { behavior: 'default' });
    return { context, cdp, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** A browser that several tests use one after another, each with the extension as if it had just been installed. */
export interface SharedChromium {
  /** The extension with nothing kept but, when told to connect, what connecting leaves behind. */
  lend(connection: Connection | null): Promise<Extension>;
  /** Ends the worker and every page, and forgets cookies and cached answers. */
  takeBack(extension: Extension): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one browser for many tests. The extension is installed once, by the first of them, and emptied for each: installing
 * takes Chromium two seconds.
 */
export async function launchShared(options: Pick<ChromiumOptions, 'sitePort'>): Promise<SharedChromium> {
  const { context, cdp, close } = await retry(() => startBrowser(options));
  /** Stays open, since the browser ends with its last page. */
  const home = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(home);
  let id: string | undefined;
  let stored: Stored | undefined;

  async function install(): Promise<string> {
    const { id } = (await cdp.send('Extensions.loadUnpacked' as never, { path: findBuild({}) } as never)) as {
      id: string;
    };
    await (await findWelcome(context)).close();
    return id;
  }

  return {
    async lend(connection) {
      id ??= await install();
      const kept = connection && stored ? connectTo(connection, stored) : undefined;
      await new Extension(context, cdp, id, new Watch()).empty(home, kept); // unwatched: the image it opens logs a blocked style
      const extension = new Extension(context, cdp, id, Watch.on(context));
      if (connection) stored ??= await extension.connect(connection);
      return extension;
    },
    async takeBack(extension) {
      extension.watch.stop();
      await context.setOffline(false);
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      for (const page of context.pages()) if (page !== home) await page.close();
      await extension.closeAll();
      await session.send('Network.clearBrowserCache');
      await context.clearCookies();
    },
    close,
  };
}

/** What is stored once the extension is connected to another stand-in. */
function connectTo({ apiUrl, apiKey }: Connection, { local, rows }: Stored): Stored {
  return { local: { ...local, apiAddress: apiUrl, apiKey }, rows };
}

function findBuild({ build = 'chrome-mv3-sandbox' }: Pick<ChromiumOptions, 'build'>): string {
  return realpathSync(path.resolve(import.meta.dirname, '../../../.output', build));
}

/** The page that greets a newcomer comes by itself, and would take the front from a test's own page. */
async function findWelcome(context: BrowserContext): Promise<Page> {
  const isWelcome = (page: Page) => page.url().endsWith('/welcome.html');
  return (
    context.pages().find(isWelcome) ?? context.waitForEvent('page', { predicate: isWelcome, timeout: START_PATIENCE })
  );
}

/** What a promise brings, or an error that says what was waited for in vain. */
async function within<Value>(ms: number, what: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms / 1000} s in vain for ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function endProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** The id of an unpacked extension without a key: the SHA-256 of its path, its first 32 digits written a–p. */
function idOf(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...digits].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}

function writePreferences(
  profile: string,
  id: string,
  { grantedOrigins = [], withheld = false, downloads }: ChromiumOptions,
): void {
  const file = path.join(profile, 'Default', 'Preferences');
  mkdirSync(path.dirname(file), { recursive: true });
  const grants = { api: [], manifest_permissions: [], explicit_host: grantedOrigins, scriptable_host: [] };
  const choices = { granted_permissions: grants, runtime_granted_permissions: grants };
  const settings = { [id]: { ...choices, withholding_permissions: withheld } };
  const preferences = {
    ...(downloads ? { download: { default_directory: downloads, prompt_for_download: false } } : {}),
    extensions: { pinned_extensions: [id], ...(grantedOrigins.length || withheld ? { settings } : {}) },
  };
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(preferences));
}

function writeHostRules({ sitePort, isOpen }: ChromiumOptions): string {
  const sites = sitePort ? [`MAP *.test:80 127.0.0.1:${sitePort}`] : [];
  return [...sites, ...(isOpen ? [] : ['MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'])].join(',');
}

function unreachable(): never {
  throw new Error('a persistent context always has its browser');
}
