import { makeBuilds } from './builds';
import { call } from './call';

/** `npm run e2e [-- FILE …]`: end-to-end tests, with the builds that they need. */
const args = process.argv.slice(2);
const files = args.filter((arg) => !arg.startsWith('-'));
const usesFirefox = files.length === 0 || files.some((file) => file.includes('firefox') || !file.endsWith('.ts'));
const usesChromium = files.length === 0 || files.some((file) => !file.includes('firefox'));
await makeBuilds([
  ...(usesChromium ? (['chrome-mv3-sandbox'] as const) : []),
  ...(usesFirefox ? (['firefox-mv3-sandbox'] as const) : []),
]);
process.exitCode = (await call(`playwright test ${args.join(' ')}`.trim(), 'shown')).code;
