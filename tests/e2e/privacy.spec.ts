import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { DEMO_KEY } from '../sandbox/seed';
import { expect, test } from './kit/chromium';
import { choose, composePin, schedule } from './kit/compose';
import { exportEverything } from './kit/export-everything';
import { grantTab } from './kit/worker-events';

/** A part of the key that is shown nowhere: what the options show of it is its last four characters. */
const SECRET = DEMO_KEY.slice('pb_live_'.length, -4);

test('the key goes to Postbreeze alone, and stands in no page, store, message, log or export', async ({
  extension,
  article,
  sandbox,
}) => {
  const logged: string[] = [];
  extension.context.on('console', (message) => logged.push(message.text()));
  const options = await extension.openPage('options.html');
  const composer = await composePin(extension, article);
  const heard = await listenToMessages(options);
  await schedule(composer);
  await expect.poll(() => sandbox.state.posts.size, { timeout: 20_000 }).toBe(1);

  const queue = await extension.openPage('queue.html');
  await expect(queue.getByRole('listitem').first()).toBeVisible();
  const zip = await exportEverything(queue);
  const files = Object.values(unzipSync(zip)).map((bytes) => Buffer.from(bytes).toString('latin1'));
  expect(files.join()).toContain('Soup for the week');
  const places = {
    options: await options.evaluate(readWholePage),
    composer: await composer.evaluate(readWholePage),
    queue: await queue.evaluate(readWholePage),
    article: await article.evaluate(readWholePage),
    IndexedDB: await queue.evaluate(dumpDatabases),
    export: files.join('\n'),
    messages: JSON.stringify(await heard()),
    log: logged.join('\n'),
    addresses: extension.watch.requests.join('\n'),
  };
  expect(places.IndexedDB).toContain('Soup for the week');
  for (const [place, text] of Object.entries(places)) expect(text.includes(SECRET), place).toBe(false);
  const storage = sandbox.requests.filter(({ origin }) => origin === 'storage');
  expect(storage.length).toBeGreaterThan(0);
  expect(JSON.stringify(storage)).not.toContain(SECRET);
});

test('what runs in a page reaches neither the key nor the worker', async ({ extension, article }) => {
  await grantTab(extension, article);
  const worker = await extension.worker();
  const tried = await worker.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: Chrome };
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const [result] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      func: async () => {
        const { chrome } = globalThis as unknown as { chrome: Chrome };
        const read = async (area: 'local' | 'session') =>
          chrome.storage[area].get(null).then(
            (found) => JSON.stringify(found),
            () => 'refused',
          );
        const answer = await Promise.race([
          chrome.runtime.sendMessage({ type: 'wake' }).catch(() => 'refused'),
          new Promise((resolve) => setTimeout(() => resolve('unanswered'), 500)),
        ]);
        return { local: await read('local'), session: await read('session'), answer: String(answer) };
      },
    });
    return result?.result;
  });
  expect(tried).toEqual({
    local: 'refused',
    session: 'refused',
    answer: expect.stringMatching(/refused|unanswered|undefined/),
  });
  expect(await article.evaluate(() => Object.keys(globalThis).filter((name) => /pinbreeze|wxt/i.test(name)))).toEqual(
    [],
  );
});

test.describe('a host whose pictures are read with permission alone', () => {
  // Where no permission stands, the browser itself complains that the host does not let the page read it.
  test.use({ grantedOrigins: ['http://pictures.test/*'], allowedWords: [/CORS policy|ERR_FAILED/] });

  test('is asked for by a click, listed in the options, and taken back there', async ({ extension, site }) => {
    await site.putPicture('http://pictures.test/cdn/1', { width: 1000, height: 1500 });
    site.put(
      'http://kitchen.test/',
      '<title>Far</title><img src="http://pictures.test/cdn/1" width="400" alt="Far away">',
    );
    const page = await extension.context.newPage();
    await page.goto('http://kitchen.test/');
    const composer = await extension.openComposerPage(page);
    await choose(composer, 'Far away');
    const allow = composer.getByRole('button', { name: /pictures\.test/ }).first();
    await allow.click();
    await expect(composer.getByText('Kept here')).toBeVisible();

    const options = await extension.openPage('options.html');
    await options.getByRole('button', { name: 'Revoke http://pictures.test/*' }).click();
    await expect(options.getByText('No site is allowed.')).toBeVisible();
    await composer.getByRole('checkbox', { name: 'Far away' }).uncheck();
    await choose(composer, 'Far away');
    await expect(allow).toBeVisible();
  });
});

interface Chrome {
  tabs: { query(filter: object): Promise<{ id: number }[]> };
  scripting: { executeScript<T>(injection: { target: object; func: () => T }): Promise<{ result: Awaited<T> }[]> };
  storage: Record<'local' | 'session', { get(key: null): Promise<object> }>;
  runtime: {
    sendMessage(message: object): Promise<unknown>;
    onMessage: { addListener(listener: (message: unknown) => void): void };
  };
}

/** Hears what other pages say to the worker, as every page of the extension may; answers how to read it. */
async function listenToMessages(page: Page): Promise<() => Promise<unknown[]>> {
  const heard = await page.evaluateHandle(() => {
    const messages: unknown[] = [];
    const { chrome } = globalThis as unknown as { chrome: Chrome };
    chrome.runtime.onMessage.addListener((message) => void messages.push(message));
    return messages;
  });
  return () => heard.jsonValue();
}

function readWholePage(): string {
  const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
  const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
  return [document.documentElement.outerHTML, ...fields, ...stored, location.href, document.cookie].join('\n');
}

/** Every row of every store, with binary values as text. */
async function dumpDatabases(): Promise<string> {
  const wait = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const parts: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await wait(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = await wait(database.transaction(store).objectStore(store).getAll());
      for (const row of rows) {
        parts.push(JSON.stringify(row));
        for (const value of Object.values(row)) if (value instanceof Blob) parts.push(await value.text());
      }
    }
    database.close();
  }
  return parts.join('\n');
}
