import { expect, test } from 'vitest';
import { coverPairs } from '../../sandbox/covering';
import { READING_NAMES, READINGS } from '../../sandbox/readings';

const options = Object.fromEntries(READING_NAMES.map((name) => [name, READINGS[name].values]));

test('every pair of readings is in some row, and there are few rows', () => {
  const rows = coverPairs(options);
  for (const a of READING_NAMES)
    for (const b of READING_NAMES)
      for (const x of READINGS[a].values)
        for (const y of READINGS[b].values)
          if (a !== b) expect(rows.some((row) => row[a] === x && row[b] === y)).toBe(true);
  expect(rows.length).toBeLessThan(70);
});
