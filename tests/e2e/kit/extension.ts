import type { BrowserContext, CDPSession, Page, Worker } from '@playwright/test';
import { Screen } from './screen';
import type { Watch } from './watch';

const PATIENCE = 10_000;

/** Milliseconds until a worker that still runs is stopped again. */
const CLOSE_AGAIN = 1000;

/** Where a stand-in answers and with which key; what the options are told. */
export interface Connection {
  /** The API's base address, as the option *API address* takes it. */
  apiUrl: string;
  apiKey: string;
}

interface StorageArea {
  get(): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  clear(): Promise<void>;
}
declare const chrome: {
  storage: Record<'local' | 'session', StorageArea>;
  notifications: { getAll(): Promise<object>; clear(id: string): Promise<void> };
  alarms: { clearAll(): Promise<void> };
  action: Record<'setBadgeText' | 'setPopup', (value: Record<string, string>) => Promise<void>>;
};

/** What an installation keeps: `storage.local`, and the rows of IndexedDB by their store. */
export interface Stored {
  local: Record<string, unknown>;
  rows: Record<string, unknown[]>;
}

/** The installed extension as a person handles it: its toolbar button, its popup, its pages; and its worker. */
export class Extension {
  readonly context: BrowserContext;
  private readonly cdp: CDPSession;
  readonly id: string;
  readonly watch: Watch;

  constructor(context: BrowserContext, cdp: CDPSession, id: string, watch: Watch) {
    this.context = context;
    this.cdp = cdp;
    this.id = id;
    this.watch = watch;
  }

  /** The address of one of its files. */
  url(file: string): string {
    return `chrome-extension://${this.id}/${file}`;
  }

  /** Its service worker, as soon as one has started; waits `timeout` ms, else as long as the test has. */
  async worker(timeout = 0): Promise<Worker> {
    const predicate = (worker: Worker) => worker.url().includes(this.id);
    const running = this.context.serviceWorkers().find(predicate);
    return running ?? this.context.waitForEvent('serviceworker', { predicate, timeout });
  }

  /** A real click on the toolbar button while `page` is in front: opens the popup and grants `activeTab`. */
  async clickAction(page: Page): Promise<void> {
    await page.bringToFront();
    const { targetInfos } = await this.cdp.send('Target.getTargets', { filter: [{ type: 'tab', exclude: false }] });
    const tab = targetInfos.find(({ url }) => url === page.url());
    if (!tab) throw new Error(`no tab shows ${page.url()}`);
    await this.cdp.send('Extensions.triggerAction' as never, { id: this.id, targetId: tab.targetId } as never);
  }

  /** The popup that is open, or about to. */
  async popup(file = 'popup.html'): Promise<Screen> {
    const target = await this.eventually('the popup', async () =>
      (await this.targets()).find(({ url }) => url === this.url(file)),
    );
    return Screen.attach(this.cdp, target.targetId, this.watch);
  }

  /** A page as assistive technology sees it, closed shadow roots included, which Playwright's locators do not reach. */
  async screenOf(page: Page): Promise<Screen> {
    const target = (await this.targets()).find(({ type, url }) => type === 'page' && url === page.url());
    if (!target) throw new Error(`no page shows ${page.url()}`);
    return Screen.attach(this.cdp, target.targetId);
  }

  /** Clicks the toolbar button on a page and answers the composer. */
  async openComposer(page: Page): Promise<Screen> {
    await this.clickAction(page);
    return this.popup();
  }

  /**
   * The composer as a page of its own, for the tab of `page`; with Playwright's own locators. A toolbar click comes first,
   * since only that grants the tab.
   */
  async openComposerPage(page: Page): Promise<Page> {
    const popup = await this.openComposer(page);
    const tabId = await popup.evaluate<number>(
      'chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)',
    );
    await popup.close();
    return this.openPage(`popup.html?tab=${tabId}`);
  }

  /** Opens one of its pages in a tab. */
  async openPage(file: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.url(file));
    return page;
  }

  /** Connects it to a stand-in, the way a person does: on the options page. Answers what it has stored then. */
  async connect({ apiUrl, apiKey }: Connection): Promise<Stored> {
    const options = await this.openPage('options.html');
    await options.getByRole('textbox', { name: 'API address' }).fill(apiUrl);
    await options.getByRole('textbox', { name: 'API key' }).fill(apiKey);
    await options.getByRole('button', { name: 'Connect', exact: true }).click();
    const answer = options.getByRole('status').filter({ hasText: /connected|could not|did not|does not/i });
    const words = await answer.first().innerText({ timeout: 3 * PATIENCE });
    if (!/connected/i.test(words)) throw new Error(`not connected: ${words} ${this.watch.failures.join(', ')}`);
    const stored = await options.evaluate(readStored);
    await options.close();
    return stored;
  }

  /**
   * Leaves it as it was when it was installed or, with `stored`, right after it was connected: with nothing but that kept, no alarm,
   * notification or badge, and a worker that has just started. Uses `page`, and leaves it blank.
   */
  async empty(page: Page, stored: Stored = { local: {}, rows: {} }): Promise<void> {
    await this.stopWorker();
    await page.goto(this.url('icon/16.png')); // an image: its origin, but none of its code
    await page.evaluate(rewrite, stored);
    // Playwright would wait forever for a stopped worker to answer.
    await this.eventually('the worker to start', () => this.isWorkerRunning());
    await page.goto('about:blank');
  }

  /** Closes what Playwright does not list of it, popup and side panel, and stops its worker. */
  async closeAll(): Promise<void> {
    const isScreen = ({ type, url }: { type: string; url: string }) =>
      type !== 'service_worker' && url.startsWith(this.url(''));
    for (const { targetId } of (await this.targets()).filter(isScreen)) {
      // DevTools cannot close a side panel, so each closes itself; one that is gone answers nothing.
      void Screen.attach(this.cdp, targetId)
        .then((screen) => screen.evaluate('window.close()'))
        .catch(() => undefined);
    }
    await this.eventually('its screens to close', async () => !(await this.targets()).some(isScreen));
    await this.stopWorker();
  }

  /** Stops the worker, as the browser does when it has been idle; resolves once it is gone. */
  async stopWorker(): Promise<void> {
    let closedAt = 0;
    await this.eventually('the worker to stop', async () => {
      const worker = (await this.targets()).find((target) => this.isWorker(target));
      // A worker stopped while it starts comes back for the event that woke it: let it handle that, then stop it again.
      if (worker && Date.now() - closedAt > CLOSE_AGAIN) {
        closedAt = Date.now();
        await this.cdp.send('Target.closeTarget', { targetId: worker.targetId }).catch(() => undefined);
      }
      return !worker;
    });
  }

  /** Whether its worker runs now. */
  async isWorkerRunning(): Promise<boolean> {
    return (await this.targets()).some((target) => this.isWorker(target));
  }

  private isWorker({ type, url }: { type: string; url: string }): boolean {
    return type === 'service_worker' && url.includes(this.id);
  }

  private async targets() {
    return (await this.cdp.send('Target.getTargets')).targetInfos;
  }

  private async eventually<Value>(what: string, find: () => Promise<Value>): Promise<NonNullable<Value>> {
    for (const startedAt = Date.now(); Date.now() - startedAt < PATIENCE; ) {
      const found = await find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`waited in vain for ${what}`);
  }
}

/** Runs in a page of the extension. */
async function readStored(): Promise<Stored> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('pinbreeze');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const rows: Record<string, unknown[]> = {};
  for (const name of database.objectStoreNames)
    rows[name] = await new Promise((resolve, reject) => {
      const asking = database.transaction(name).objectStore(name).getAll();
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
  database.close();
  return { local: await chrome.storage.local.get(), rows };
}

/** Runs in a page of the extension: puts `stored` in the place of all that it keeps. */
async function rewrite({ local, rows }: Stored): Promise<void> {
  if ((await indexedDB.databases()).some(({ name }) => name === 'pinbreeze')) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('pinbreeze');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction(database.objectStoreNames, 'readwrite');
    for (const name of database.objectStoreNames) {
      transaction.objectStore(name).clear();
      for (const row of rows[name] ?? []) transaction.objectStore(name).put(row);
    }
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  }
  localStorage.clear();
  for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
  await chrome.alarms.clearAll();
  await chrome.action.setBadgeText({ text: '' });
  await chrome.action.setPopup({ popup: 'popup.html' });
  await chrome.storage.session.clear();
  // Last, since it wakes the worker, which must not find the key without the rest.
  await chrome.storage.local.set({ ...local, changed: 'wakes the worker even if nothing else changes' });
  const gone = Object.keys(await chrome.storage.local.get()).filter((name) => !(name in local));
  await chrome.storage.local.remove(gone);
}
