import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createAsk } from './ask.ts';
import { checkContract } from './check.ts';
import { writeReport } from './report.ts';

const { values } = parseArgs({
  options: { board: { type: 'string' }, out: { type: 'string', default: 'contract.json' } },
});
const { PINBREEZE_KEY: key, PINBREEZE_ADDRESS: address } = process.env;
const apiUrl = (address ?? 'https://api.postbreeze.ai/api/v1').replace(/\/$/, '');

if (!key) stop('Set PINBREEZE_KEY to an API key of Postbreeze. It is sent to Postbreeze and written nowhere.');
if (address && !/^http:\/\/127\.0\.0\.1(:\d+)?\//.test(address))
  stop('PINBREEZE_ADDRESS may only be a stand-in on this machine, as http://127.0.0.1:4100/api/v1.');

console.log(
  `Asking ${new URL(apiUrl).host}. Nothing is published: drafts and far-away times, removed again at the end.\n`,
);
const ask = createAsk({ apiUrl, key, most: 30, onCall: (line) => console.log(`  ${line}`) });
const background = { r: 40, g: 120, b: 110 };
const picture = await sharp({ create: { width: 600, height: 900, channels: 3, background } })
  .jpeg({ quality: 60 })
  .toBuffer();

try {
  const report = await checkContract({
    ask,
    picture: new Uint8Array(picture),
    board: values.board,
    wait: (ms) => sleep(ms),
    now: Date.now,
  });
  console.log(
    `\n${writeReport(report)}\n\n${ask.seen.calls} calls. Left in the media library: one picture, pinbreeze-contract-….jpg.`,
  );
  const { readings, notes } = report;
  const file = { checkedAt: new Date().toISOString(), host: new URL(apiUrl).host, readings, notes };
  writeFileSync(values.out, `${JSON.stringify(file, null, 2)}\n`);
  console.log(
    `Written to ${values.out}: node tests/sandbox/main.ts --readings ${values.out} starts a stand-in that reads it so.`,
  );
  if (report.left.length > 0) {
    console.error(`\nRemove these posts in Postbreeze’s dashboard, they could not be: ${report.left.join(', ')}`);
    process.exitCode = 1;
  }
} catch (error) {
  stop(`It could not be checked: ${(error as Error).message}`);
}

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
