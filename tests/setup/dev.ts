import path from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'wxt';
import { launchChromium } from '../e2e/kit/launch-chromium';
import { serveDemo } from '../sandbox/demo/serve';
import { startSandbox } from '../sandbox/sandbox';
import { findBrowser, installBrowsers } from './browsers';

/**
 * `npm run dev`: the extension with hot reload, connected to the stand-in, beside the demo magazine. A change of a page shows in the
 * open page; one of the worker reloads the extension. `--headless` for machines without a display; `--page` opens one of its pages.
 */
const { values } = parseArgs({
  options: { headless: { type: 'boolean', default: false }, page: { type: 'string', default: 'options.html' } },
});

installBrowsers(['chromium']);
if (!findBrowser('chromium')) throw new Error('No Chromium was found; set CHROMIUM_PATH to one.');

const sandbox = await startSandbox();
const demo = await serveDemo(4102);
const server = await createServer({
  root: path.resolve(import.meta.dirname, '../..'),
  mode: 'sandbox-dev',
  browser: 'chrome',
  webExt: { disabled: true },
});
await server.start();

const { extension, close } = await launchChromium({
  build: 'chrome-mv3-sandbox-dev',
  sitePort: demo.port,
  headless: values.headless,
  isOpen: true,
});
await extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
const page = await extension.openPage(values.page);
const magazine = await extension.context.newPage();
await magazine.goto('http://hearthandhill.test/apple-cake');
await page.bringToFront();
console.log(`
  page      ${page.url()}
  posts     ${sandbox.boardUrl}
  magazine  http://hearthandhill.test/

Change a file and look. Ctrl-C ends everything.`);

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await close().catch(() => undefined);
  await server.stop();
  await Promise.all([demo.close(), sandbox.close()]);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
extension.context.once('close', () => void end());
