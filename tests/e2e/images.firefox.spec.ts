import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { bundle } from '../unit/images/bundle';
import { KINDS, SEE_THROUGH } from '../unit/images/kinds';
import { ODD_ENDS } from '../unit/images/odd-ends';
import { Bidi } from './kit/bidi';
import type { Verbs } from './kit/images-page';

test.describe.configure({ mode: 'serial' });

let server: Server;
let firefox: Bidi;
let page: string;

test.beforeAll(async () => {
  const script = await bundle(path.join(import.meta.dirname, 'kit/images-page.ts'));
  server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? script : '<!doctype html><title>Pictures</title><script type="module" src="/script.js"></script>',
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  firefox = await Bidi.start();
  page = await firefox.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await firefox.until(page, 'globalThis.verbs !== undefined');
});

test.afterAll(async () => {
  await firefox?.close();
  server?.close();
  server?.closeAllConnections();
});

/** Calls one of the page's verbs. */
function call<Verb extends keyof Verbs>(
  verb: Verb,
  ...args: Parameters<Verbs[Verb]>
): Promise<Awaited<ReturnType<Verbs[Verb]>>> {
  return firefox.evaluate(page, `verbs.${verb}(...${JSON.stringify(args)})`);
}

for (const { name, type, off } of KINDS)
  test(`Firefox makes of ${name} a still JPEG or PNG that shows the same`, async () => {
    const shown = await call('mend', name);
    expect(shown.original).toMatchObject({ type, width: 120, height: 80, transparent: false });
    expect(['image/jpeg', 'image/png']).toContain(shown.ready.type);
    expect(shown.off).toBeLessThanOrEqual(off + 4);
  });

for (const name of SEE_THROUGH)
  test(`Firefox flattens ${name} on the colour that was chosen`, async () => {
    const [red, green, blue] = await call('flatten', name);
    expect(Math.max(Math.abs(red! - 10), Math.abs(green! - 100), Math.abs(blue! - 200))).toBeLessThanOrEqual(4);
  });

test('Firefox draws an SVG as large as Pinterest shows it', async () => {
  const { width, height, off } = await call('draw', 'plain.svg');
  expect({ width, height }).toEqual({ width: 1350, height: 900 });
  expect(off).toBeLessThanOrEqual(1);
});

test('Firefox says of a picture that is cut off what it is', async () => {
  for (const name of ['plain.jpg', 'progressive.jpg', 'restarts.jpg', 'plain.png', 'lossy.webp', 'plain.avif'])
    for (const share of [0.6, 0.9]) expect(await call('refuse', name, share), name).toBe('TRUNCATED');
});

for (const name of Object.keys(ODD_ENDS))
  test(`Firefox opens ${name} and shows all of it`, async () => {
    expect(await call('openOdd', name)).toBeLessThanOrEqual(12);
  });

test('fine lines survive in Firefox too, and the focus is where the mark is', async () => {
  const { mean, spread, focus, width, height } = await call('crop');
  expect({ width, height }).toEqual({ width: 1200, height: 1200 });
  expect(Math.abs(mean - 223)).toBeLessThan(8);
  expect(spread).toBeLessThan(160);
  expect(focus).toBeGreaterThan(0.6);
});
