import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readPicture } from '../../../lib/images/read';

const PAGE = 'http://127.0.0.1/page';
const PUBLIC_PAGE = 'https://www.example.com/page';
const limits = { bytes: 1_000_000, total: 1500, silence: 400 };
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3000), Buffer.from([0xff, 0xd9])]);

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((ready) => server!.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/photo.jpg`;
}

const codeOf = async (url: string, pageUrl = PAGE, from: typeof fetch = fetch) =>
  readPicture(url, { pageUrl, limits }, from).then(
    (blob) => `read ${blob.size}`,
    (error: { code?: string }) => error.code ?? String(error),
  );

test('reads what the host sends, asking for JPEG or PNG first, without cookies or referrer', async () => {
  let asked: Record<string, unknown> = {};
  const url = await serve((request, response) => {
    asked = request.headers;
    response.end(JPEG);
  });
  expect(await codeOf(url)).toBe(`read ${JPEG.length}`);
  expect(asked.accept).toMatch(/^image\/jpeg,image\/png/);
  expect(asked).not.toHaveProperty('cookie');
  expect(asked).not.toHaveProperty('referer');
});

test('gives up on a file that declares too many bytes', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 300 * 1024 * 1024 });
    response.write(JPEG);
  });
  expect(await codeOf(url)).toBe('TOO_LARGE');
});

test('gives up on an endless response once it is too large', async () => {
  const url = await serve((_, response) => {
    response.write(JPEG);
    const more = () => {
      if (!response.destroyed) response.write(Buffer.alloc(64 * 1024, 1), () => setImmediate(more));
    };
    more();
  });
  expect(await codeOf(url)).toBe('TOO_LARGE');
});

test('gives up on a response that trickles in forever', async () => {
  const url = await serve((_, response) => {
    const drip = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(drip));
  });
  const start = Date.now();
  expect(await codeOf(url)).toBe('TIMEOUT');
  expect(Date.now() - start).toBeLessThan(3000);
});

test('gives up on a silent host', async () => {
  const url = await serve(() => {});
  expect(await codeOf(url)).toBe('TIMEOUT');
});

test('stops reading a web page or a decompression bomb before all of it has arrived', async () => {
  let sent = 0;
  const pour =
    (start: Buffer): RequestListener =>
    (_, response) => {
      sent = 0;
      response.write(start);
      const timer = setInterval(() => {
        sent += 1;
        response.write(Buffer.alloc(70_000, 32));
      }, 100);
      response.on('close', () => clearInterval(timer));
    };
  expect(await codeOf(await serve(pour(Buffer.from('<!doctype html><title>Sorry</title>'))))).toBe('WEB_PAGE');
  expect(sent).toBeLessThan(4);
  server?.closeAllConnections();
  const png = Buffer.alloc(33);
  for (const [index, word] of [0x89504e47, 0x0d0a1a0a, 13, 0x49484452, 60_000, 60_000].entries())
    png.writeUInt32BE(word, index * 4);
  expect(await codeOf(await serve(pour(png)))).toBe('BOMB');
  expect(sent).toBeLessThan(4);
});

test('reports the status that the host refuses with', async () => {
  for (const status of [403, 404, 500]) {
    const url = await serve((_, response) => response.writeHead(status).end('no'));
    expect(await codeOf(url)).toBe(`HTTP_${status}`);
  }
});

test('reports a response without bytes as empty', async () => {
  expect(await codeOf(await serve((_, response) => response.end()))).toBe('EMPTY');
});

test('reports a response that breaks off as cut off', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 5000 });
    response.write(JPEG);
    setTimeout(() => response.destroy(), 50);
  });
  expect(await codeOf(url)).toBe('TRUNCATED');
});

test('reports a picture on an unreachable host as unreadable', async () => {
  expect(await codeOf('http://127.0.0.1:9/photo.jpg')).toBe('UNREADABLE');
});

test.each([
  'http://127.0.0.1/a.jpg',
  'http://[::1]/a.jpg',
  'http://192.168.1.1/a.jpg',
  'http://2130706433/a.jpg',
  'http://router.local/a.jpg',
  'http://intranet/a.jpg',
])('never fetches %s for a public page', async (url) => {
  let wasAsked = false;
  const spy = async () => {
    wasAsked = true;
    return new Response(JPEG);
  };
  expect(await codeOf(url, PUBLIC_PAGE, spy)).toBe('BLOCKED');
  expect(wasAsked).toBe(false);
});

test('refuses a response that was redirected to a private address', async () => {
  const redirected = new Response(JPEG);
  Object.defineProperties(redirected, { redirected: { value: true }, url: { value: 'http://10.0.0.1/a.jpg' } });
  expect(await codeOf('https://cdn.example.com/a.jpg', PUBLIC_PAGE, async () => redirected)).toBe('BLOCKED');
});

test('accepts a redirect to another public host', async () => {
  const redirected = new Response(JPEG);
  Object.defineProperties(redirected, { redirected: { value: true }, url: { value: 'https://b.example.net/a.jpg' } });
  expect(await codeOf('https://a.example.com/a.jpg', PUBLIC_PAGE, async () => redirected)).toBe(`read ${JPEG.length}`);
});

test('refuses a redirect that must not be followed, without requesting its target', async () => {
  let asked = 0;
  const url = await serve(({ url: path }, response) => {
    asked++;
    if (path === '/photo.jpg') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.end(JPEG);
  });
  // Node exposes a redirect that a browser hides, so imitate the browser's response.
  const asBrowser: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    return response.status === 302 ? Object.defineProperty(response, 'type', { value: 'opaqueredirect' }) : response;
  };
  const manual = readPicture(url, { pageUrl: PAGE, redirect: 'manual', limits }, asBrowser);
  await expect(manual).rejects.toMatchObject({ code: 'UNREADABLE' });
  expect(asked).toBe(1);
});

test('reads data: addresses, base64 or escaped, within the same limits', async () => {
  expect(await codeOf(`data:image/jpeg;base64,${JPEG.toString('base64')}`, PUBLIC_PAGE)).toBe(`read ${JPEG.length}`);
  const svg = await readPicture('data:image/svg+xml,%3Csvg%20xmlns="x"/%3Eé', { pageUrl: PAGE }, fetch);
  expect(await svg.text()).toBe('<svg xmlns="x"/>é');
  expect(await codeOf(`data:image/png;base64,${'A'.repeat(5_000_000)}`, PUBLIC_PAGE)).toBe('TOO_LARGE');
  expect(await codeOf('data:image/png;base64,***', PUBLIC_PAGE)).toBe('NOT_AN_IMAGE');
});
