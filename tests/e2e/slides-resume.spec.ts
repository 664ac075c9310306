import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './kit/chromium';
import { drawPicture } from './kit/pictures';
import { writeArticle } from './kit/site';

/** A site whose picture is shown at once, and read only when it is let go. */
async function serveSlowly(
  picture: Buffer,
): Promise<{ server: Server; host: string; asked: () => number; letGo: () => void }> {
  const waiting: ServerResponse[] = [];
  let isFree = false;
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.url === '/') return response.setHeader('content-type', 'text/html').end(page);
    if (request.url !== '/photo.jpg') return response.writeHead(204).end();
    // What an <img> accepts begins with AVIF; what we ask for, with what Pinterest takes.
    if (!request.headers.accept?.startsWith('image/jpeg')) return response.end(picture);
    asked++;
    return isFree ? response.end(picture) : waiting.push(response);
  });
  const page = writeArticle({ title: 'Slow', pictures: { 'Lighthouse at dusk': '/photo.jpg' } });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    server,
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    letGo: () => {
      isFree = true;
    },
  };
}

test('the popup may close and the worker die while a picture is read: it is read all the same', async ({
  extension,
}) => {
  const { server, host, asked, letGo } = await serveSlowly(await drawPicture({ width: 1000, height: 1500 }));
  extension.watch.allowedHosts.push(host);
  try {
    const page = await extension.context.newPage();
    await page.goto(`http://${host}/`);
    const popup = await extension.openComposer(page);
    await popup.tick('Lighthouse at dusk');
    await expect.poll(asked).toBe(1);
    await popup.close();
    await extension.stopWorker();
    letGo();

    const options = await extension.openPage('options.html');
    expect(await readSlides(options)).toMatchObject([{ rung: 'reading' }]);
    await options.evaluate("chrome.runtime.sendMessage({ type: 'wake' })");
    await expect
      .poll(() => readSlides(options), { timeout: 20_000 })
      .toMatchObject([{ rung: 'bytes', problem: '', width: 1000 }]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

/** The slides of all drafts, from the extension's store. */
function readSlides(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('pinbreeze'));
    const drafts = await settled(database.transaction('drafts').objectStore('drafts').getAll());
    database.close();
    return drafts.flatMap(({ slides }) => slides);
  });
}
