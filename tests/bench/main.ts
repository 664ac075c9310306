import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from './figure';

/** `npm run bench [-- name …]` runs every `*.bench.ts` of this folder, or those named, one after another. */
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .sort();

let isFine = true;
for (const file of files) {
  console.log(`\n${file.replace('.bench.ts', '')}`);
  try {
    const { run }: { run(): Promise<Figure[]> } = await import(path.join(import.meta.dirname, file));
    for (const figure of await run()) {
      isFine &&= figure.ok;
      console.log(`  ${figure.ok ? '✓' : '✗'} ${toLine(figure)}`);
    }
  } catch (error) {
    isFine = false;
    console.log(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exit(isFine ? 0 : 1);

function toLine({ name, figure, bound, unit }: Figure): string {
  const ratio = bound === 0 ? '' : ` · ${(figure / bound).toFixed(2)} of it`;
  return `${name.padEnd(58)} ${write(figure).padStart(9)} ${unit.padEnd(8)} bound ${write(bound)}${ratio}`;
}

function write(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}
