import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources';

interface Finding {
  code: string;
  file: string;
  message: string;
}

/** What Mozilla's linter says of our build although all is well, and why it is. */
const known = [
  'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION', // it is not offered for Android, whose 140 does not know the data declaration
  'UNSAFE_VAR_ASSIGNMENT', // Preact's own `dangerouslySetInnerHTML`, once in each screen; no source of ours uses it
];

async function lint(build: string): Promise<Finding[]> {
  const args = ['lint', '--source-dir', path.join('.output', build), '--output', 'json', '--no-config-discovery'];
  const env = { ...process.env, NO_UPDATE_NOTIFIER: '1' };
  const bin = path.join(root, 'node_modules', '.bin', 'web-ext');
  const output = await new Promise<string>((resolve) => {
    execFile(bin, args, { cwd: root, env, maxBuffer: 2 ** 24 }, (_, stdout) => resolve(stdout));
  });
  const { errors, warnings } = JSON.parse(output);
  return [...errors, ...warnings];
}

test("Mozilla's linter finds nothing in the Firefox build but what is known to be no fault", async () => {
  const findings = await lint('firefox-mv3');
  expect(findings.filter(({ code }) => !known.includes(code))).toEqual([]);
}, 60_000);
