import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { call, type Outcome } from './call';

export interface Count {
  passed: number;
  failed: number;
  /** What failed, each with its file, its name and the first lines of why. */
  failures: string[];
  /** What passed only when it was tried again, told in the same way. */
  wavering?: string[];
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
  return isFine
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [describe(command, output)] };
}

/** How much of an error is told again at the end. */
const ERROR_LINES = 12;

function describe(name: string, error = ''): string {
  const lines = stripVTControlCharacters(error).trim().split('\n').slice(0, ERROR_LINES);
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

function listVitestFailures({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative('', name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [describe(file, message)];
    return failed.map(({ fullName, failureMessages }) => describe(`${file}: ${fullName}`, failureMessages[0]));
  });
}

async function runVitest(projects: string[]): Promise<Count> {
  const selection = projects.map((project) => `--project ${project}`).join(' ');
  return countBy<VitestReport>(
    (file) => call(`vitest run ${selection} --reporter=default --reporter=json --outputFile.json=${file}`, 'shown'),
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numPendingTests,
      failures: listVitestFailures(report),
    }),
  );
}

interface PlaywrightSuite {
  file: string;
  specs: { ok: boolean; title: string; tests: { status: string; results: { error?: { message?: string } }[] }[] }[];
  suites?: PlaywrightSuite[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
}

type PlaywrightSpec = PlaywrightSuite['specs'][number];

function describeSpecs(
  { file, specs, suites = [] }: PlaywrightSuite,
  isMeant: (spec: PlaywrightSpec) => boolean,
): string[] {
  return [
    ...specs
      .filter(isMeant)
      .map(({ title, tests }) => describe(`${file}: ${title}`, tests[0]?.results[0]?.error?.message)),
    ...suites.flatMap((suite) => describeSpecs(suite, isMeant)),
  ];
}

/**
 * One browser in some hundreds hangs on a machine with two cores, so a test that fails is tried once more. If it passes then, it counts as
 * passed and is named at the end: it may still be the product that wavers.
 */
async function runPlaywright(): Promise<Count> {
  return countBy<PlaywrightReport>(
    (file) => call('playwright test --retries=1 --reporter=list,json', 'shown', { PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
    ({ stats, suites }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + stats.skipped,
      failures: suites.flatMap((suite) => describeSpecs(suite, ({ ok }) => !ok)),
      wavering: suites.flatMap((suite) => describeSpecs(suite, ({ tests }) => tests[0]?.status === 'flaky')),
    }),
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
    const count = read(JSON.parse(readFileSync(file, 'utf8')));
    if (code === 0 || count.failed > 0) return count;
    return { ...count, failed: 1, failures: ['No test failed, but the runner did: see what it printed.'] };
  } catch (error) {
    return { passed: 0, failed: 1, failures: [describe('the runner', String(error))] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
