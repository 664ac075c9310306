import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildCollector } from './build-collector';
import { reportKept } from './score-kept';

/**
 * `npm run score`: builds the collector and, where the stored pages stand beside the checkout, lets their scorer judge it.
 * Options are handed on to the scorer (`-- --source recipe-scrapers --jobs 1` for a part, on a busy machine); without any, all three runs
 * are made.
 */
const collector = await buildCollector();
const scorer = path.resolve(import.meta.dirname, '../../../shared/pages/score.mjs');
console.log(`Built ${path.relative(process.cwd(), collector)}`);
if (!existsSync(scorer)) {
  console.log('The stored pages (../shared/pages) are not here: only our own lists are scored.');
  await reportKept(collector);
} else {
  const given = process.argv.slice(2);
  const runs = given.length
    ? [given]
    : [['--beside', path.join(path.dirname(scorer), 'baseline.js')], ['--no-meta'], ['--srcset']];
  if (!given.length) await reportKept(collector, path.dirname(scorer));
  for (const options of runs) {
    console.log(`\n## ${options.join(' ') || 'all'}`);
    const { status } = spawnSync(process.execPath, [scorer, '--collector', collector, ...options], {
      stdio: 'inherit',
    });
    if (status) process.exit(status);
  }
}
