import { parseArgs } from 'node:util';
import { findBrowser, installBrowsers } from './browsers';
import { type Stage, stages } from './stages';

const { values } = parseArgs({ options: { only: { type: 'string' }, all: { type: 'boolean', default: false } } });
if (values.all) process.env.PINBREEZE_THOROUGH = '1'; // read by setup/thorough.ts, in the runners’ own processes
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !stages.some((stage) => stage.group === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `--only takes ${[...new Set(stages.map(({ group }) => group))].join(', ')}, separated by commas; not ${unknown.join(', ')}.`,
  );
  process.exit(2);
}

const isWanted = ({ group, neededBy = [] }: Stage) =>
  !wanted || [group, ...neededBy].some((name) => wanted.includes(name));
const chosen = stages.filter(isWanted);
if (chosen.some(({ group }) => /unit|e2e/.test(group))) {
  installBrowsers(['chromium', 'firefox']);
  for (const name of ['chromium', 'firefox'] as const)
    if (!findBrowser(name))
      console.error(`No ${name} was found and none could be installed: the tests in it will fail.`);
}

const total = { passed: 0, failed: 0, failures: [] as string[], wavering: [] as string[] };
for (const stage of chosen) {
  const startedAt = performance.now();
  const { passed, failed, failures, wavering = [] } = await stage.run();
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
  total.wavering.push(...wavering);
  const mark = failed ? '✗' : '✓';
  console.log(
    `${mark} ${stage.name}: ${passed} passed, ${failed} failed, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}
if (total.wavering.length > 0) console.log(`What passed only at the second try:\n${total.wavering.join('\n')}`);
if (total.failures.length > 0) console.log(`What failed:\n${total.failures.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
