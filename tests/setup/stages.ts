import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call, type Outcome } from './call';

export interface Count {
  passed: number;
  failed: number;
}

/** One thing that `npm test` runs. */
export interface Stage {
  name: string;
  /** The word by which `--only` picks it. */
  group: 'lint' | 'types' | 'build' | 'unit' | 'e2e';
  /** Groups that need it to have run. */
  neededBy?: string[];
  /** Never rejects. */
  run(): Promise<Count>;
}

const builds = ['', '-b firefox', '--mode sandbox', '-b firefox --mode sandbox'];

/** In order; a later stage may use what an earlier one made. All of them run, whatever fails. */
export const stages: Stage[] = [
  { name: 'lint', group: 'lint', run: () => check('biome check --error-on-warnings') },
  { name: 'prepare', group: 'types', neededBy: ['unit'], run: () => check('wxt prepare') },
  { name: 'types', group: 'types', run: () => check('tsc') },
  ...builds.map(
    (options): Stage => ({
      name: `build ${options}`.trim(),
      group: 'build',
      neededBy: options.includes('sandbox') ? ['e2e'] : [],
      run: () => check(`wxt build ${options}`.trim()),
    }),
  ),
  { name: 'the builds', group: 'build', run: () => runVitest(['built']) },
  { name: 'unit', group: 'unit', run: () => runVitest(['unit', 'unit-pure', 'browser']) },
  { name: 'end to end', group: 'e2e', run: runPlaywright },
];

/** One command, one check. It fails too when it succeeds with a warning; what it said is shown only if it fails. */
async function check(command: string): Promise<Count> {
  const { code, output } = await call(command, 'hidden');
  const isFine = code === 0 && !/\bwarn(ing)?\b/i.test(output);
  if (!isFine) console.log(`$ ${command}\n${output}`);
  return isFine ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

async function runVitest(projects: string[]): Promise<Count> {
  const selection = projects.map((project) => `--project ${project}`).join(' ');
  return countBy<VitestReport>(
    (file) => call(`vitest run ${selection} --reporter=default --reporter=json --outputFile.json=${file}`, 'shown'),
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests + report.numPendingTests }),
  );
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

async function runPlaywright(): Promise<Count> {
  return countBy<PlaywrightReport>(
    (file) => call('playwright test --reporter=list,json', 'shown', { PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }),
  );
}

/** Runs a runner that writes a report. A run that fails without a failed test (a file that does not load) counts as one. */
async function countBy<Report>(
  run: (file: string) => Promise<Outcome>,
  read: (report: Report) => Count,
): Promise<Count> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pinbreeze-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const { code } = await run(file);
    const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')));
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
