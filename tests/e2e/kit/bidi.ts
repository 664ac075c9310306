import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expectBrowser } from '../../setup/browsers';

export type Preferences = Record<string, string | number | boolean>;
/** The protocol's messages, W3C WebDriver BiDi; each caller names the answer it expects. */
// biome-ignore lint/suspicious/noExplicitAny: the protocol has no types of its own here
type Answer = any;

const START_PATIENCE = 30_000;
const STOP_PATIENCE = 5000;

/** No first-run pages, no updates, no telemetry, no address asked for by the browser itself. */
const quiet: Preferences = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'devtools.console.stdout.content': true, // see `logged`
  'browser.startup.homepage': 'about:blank',
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.active-protocols': 1, // BiDi alone
  'services.settings.server': 'data:,',
  'toolkit.startup.max_resumed_crashes': -1, // no question after `kill`
};

/** A new profile's folder. */
export function makeProfile(): string {
  return mkdtempSync(path.join(tmpdir(), 'pinbreeze-firefox-'));
}

/** A Firefox spoken to over WebDriver BiDi: no driver and no package in between. */
export class Bidi {
  private count = 0;
  private readonly waiting = new Map<number, (message: Answer) => void>();

  /** What pages wrote to the console as a warning or an error; BiDi itself does not tell it for pages of an extension. */
  readonly logged: string[] = [];
  private readonly socket: WebSocket;
  private readonly end: (patience: number) => Promise<void>;

  private constructor(socket: WebSocket, end: (patience: number) => Promise<void>) {
    this.socket = socket;
    this.end = end;
    socket.onmessage = (event) => {
      const message = JSON.parse(String(event.data));
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    };
  }

  /**
   * Starts Firefox headless, on a profile of its own unless one is given, which is then kept; rejects with what it said when it
   * does not come up.
   */
  static async start(preferences: Preferences = {}, keptProfile?: string): Promise<Bidi> {
    const profile = keptProfile ?? makeProfile();
    const lines = Object.entries({ ...quiet, ...preferences }).map(
      (entry) => `user_pref(${entry.map((part) => JSON.stringify(part)).join(', ')});`,
    );
    writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
    const args = [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port=0',
      '--remote-allow-system-access',
      'about:blank',
    ];
    const firefox = spawn(expectBrowser('firefox'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const exited = new Promise<void>((resolve) => firefox.once('exit', () => resolve()));
    const end = async (patience: number) => {
      const timer = setTimeout(() => firefox.kill('SIGKILL'), patience);
      await exited;
      clearTimeout(timer);
      if (!keptProfile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    };
    try {
      const socket = new WebSocket(`${await readAddress(firefox.stderr, exited)}/session`);
      await new Promise((resolve, reject) => {
        socket.onopen = resolve;
        socket.onerror = reject;
      });
      const bidi = new Bidi(socket, end);
      createInterface(firefox.stdout).on('line', (line) => {
        if (/^console\.(warn|error|assert): (?!RSLoader)/.test(line)) bidi.logged.push(line); // that one is Firefox's own
      });
      await bidi.send('session.new', { capabilities: {} });
      return bidi;
    } catch (error) {
      await end(0);
      throw error;
    }
  }

  send(method: string, params: object = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = ++this.count;
      this.waiting.set(id, (message) => {
        if (message.type === 'error') reject(new Error(`${method}: ${message.message}`));
        else resolve(message.result);
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Evaluates an expression in a browsing context and answers its value as plain data. */
  async evaluate<Value>(context: string, expression: string): Promise<Value> {
    const answer = await this.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
      serializationOptions: { maxObjectDepth: 8 },
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return toPlain(answer.result);
  }

  /** Evaluates until the value is truthy; errors on the way count as "not yet". */
  async until<Value>(context: string, expression: string, patience = 10_000): Promise<Value> {
    let last = '';
    for (const startedAt = Date.now(); Date.now() - startedAt < patience; ) {
      const value = await this.evaluate<Value>(context, expression).catch((error: Error) => {
        last = `: ${error.message}`;
        return undefined;
      });
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`waited in vain for ${expression}${last}`);
  }

  /** Opens an address in a new tab and answers its browsing context, loaded. */
  async open(address: string): Promise<string> {
    const { context } = await this.send('browsingContext.create', { type: 'tab' });
    // BiDi never reports "load" for a page of an extension, so nothing is waited for and the document is asked instead.
    await this.send('browsingContext.navigate', { context, url: address, wait: 'none' });
    await this.until(
      context,
      `location.href.startsWith(${JSON.stringify(address)}) && document.readyState === 'complete'`,
    );
    return context;
  }

  /** The browser window itself (`browser.xhtml`), where privileged JavaScript runs. */
  async chromeWindow(): Promise<string> {
    const { contexts } = await this.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    return contexts.find(({ url }: { url: string }) => url.endsWith('/browser.xhtml')).context;
  }

  async close(): Promise<void> {
    void this.send('browser.close').catch(() => undefined);
    await this.end(STOP_PATIENCE);
  }

  /** Ends the whole browser at once, as when the machine loses its power. */
  kill(): Promise<void> {
    return this.end(0);
  }
}

function readAddress(stderr: NodeJS.ReadableStream, exited: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`Firefox ${why}; it said:\n${said}`));
    setTimeout(() => fail('named no BiDi address in 30 s'), START_PATIENCE).unref();
    void exited.then(() => fail('ended'));
    stderr.on('data', (chunk) => {
      said += chunk;
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
  });
}

function toPlain(value: Answer): Answer {
  if (value?.type === 'array') return value.value.map(toPlain);
  if (value?.type === 'object')
    return Object.fromEntries(value.value.map(([key, inner]: [string, Answer]) => [key, toPlain(inner)]));
  return value?.type === 'null' ? null : value?.value;
}
