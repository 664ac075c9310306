import { parseArgs } from 'node:util';
import { launchChromium } from '../e2e/kit/launch-chromium';
import { serveDemo } from '../sandbox/demo/serve';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { findBrowser, installBrowsers } from './browsers';
import { call } from './call';
import { describePost } from './describe-post';
import { createSteps } from './steps';
import { walk } from './walk';

const { values } = parseArgs({
  options: { headless: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headless = values.headless || !hasDisplay;
const host = 'http://hearthandhill.test';

const running: (() => Promise<void>)[] = [];
let isEnding = false;

/** Ends what was started, the last first, and then this process. */
async function end(code: number): Promise<never> {
  if (isEnding) return new Promise<never>(() => undefined);
  isEnding = true;
  for (const stop of running.reverse()) await stop().catch(() => undefined);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void end(signal === 'SIGINT' ? 130 : 143));

try {
  await start();
} catch (error) {
  if (!isEnding) console.error(`\nIt stopped: ${error instanceof Error ? error.message : String(error)}`);
  await end(1);
}

async function start(): Promise<void> {
  const step = createSteps();
  installBrowsers(['chromium']);
  if (!findBrowser('chromium'))
    throw new Error('No Chromium was found and none could be installed; set CHROMIUM_PATH to one.');

  await step('Build the extension for the stand-in', build);
  const sandbox = await step('Start the stand-in for Postbreeze', () =>
    onPorts([4100, 4101], (apiPort, storagePort) => startSandbox({ apiPort, storagePort })),
  );
  running.push(() => sandbox.close());
  const demo = await step('Serve the demo magazine', () => onPorts([4102], serveDemo));
  running.push(() => demo.close());
  const { extension, close } = await step('Open Chromium with the extension', () =>
    launchChromium({ sitePort: demo.port, headless, isOpen: !headless }),
  );
  running.push(close);
  extension.watch.allowedHosts.push('*.test', new URL(sandbox.apiUrl).host, new URL(sandbox.storageUrl).host);
  await step('Connect it on its options page', () =>
    extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' }),
  );

  if (!headless) {
    extension.context.once('close', () => void end(0));
    const [first] = extension.context.pages();
    await (first ?? (await extension.context.newPage())).goto(`${host}/apple-cake`);
    tellWhere(sandbox, demo.address);
    console.log('\nClick the Pinbreeze button in the toolbar and pin something. Ctrl-C ends everything.');
    return;
  }
  const post = await walk({ extension, sandbox, address: `${host}/reading-nook`, step });
  console.log(await describePost(post, sandbox));
  tellWhere(sandbox, demo.address);
  if (!values.keep) {
    console.log('\nAll of it ends now; `npm start -- --headless --keep` leaves it running, to look at.');
    await end(0);
  }
  console.log('\nCtrl-C ends everything.');
}

function tellWhere(sandbox: Sandbox, demo: string): void {
  console.log(`
  posts     ${sandbox.boardUrl}
  magazine  ${demo}/  (in that browser ${host}/)
  API       ${sandbox.apiUrl}
  key       ${sandbox.keys[0]}`);
}

async function build(): Promise<void> {
  const { code, output } = await call('wxt build --mode sandbox', 'hidden');
  if (code !== 0) throw new Error(`the build failed\n${output}`);
}

/** The usual ports, so that addresses stay the same from run to run; any free ones where those are taken. */
async function onPorts<Server>(ports: number[], start: (...ports: number[]) => Promise<Server>): Promise<Server> {
  try {
    return await start(...ports);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start(...ports.map(() => 0));
  }
}
