import { makeBuilds } from './builds';
import { call } from './call';

/** `npm run unit [-- FILE …]`: unit tests, in Node or in the browser as their names say, with the builds that they read. */
const files = process.argv.slice(2);
const readsBuilds = files.some((file) => file.includes('built'));
if (readsBuilds) await makeBuilds(['chrome-mv3', 'firefox-mv3', 'chrome-mv3-sandbox', 'firefox-mv3-sandbox']);

const projects = readsBuilds ? ['built', 'unit', 'unit-pure', 'browser'] : ['unit', 'unit-pure', 'browser'];
const selection = projects.map((project) => `--project ${project}`).join(' ');
process.exitCode = (await call(`vitest run ${selection} ${files.join(' ')}`.trim(), 'shown')).code;
