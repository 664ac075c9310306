/** A choice for each name. */
export type Choice<Options extends Record<string, readonly unknown[]>> = {
  [Name in keyof Options]: Options[Name][number];
};

/**
 * Rows that together hold every pair of values of every two names, greedily and always the same: each row begins with a pair that
 * is still missing, and takes for every other name the value that brings most of the missing ones.
 */
export function coverPairs<Options extends Record<string, readonly unknown[]>>(options: Options): Choice<Options>[] {
  const names = Object.keys(options);
  const missing = new Map<string, Pick[]>();
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1))
      for (const x of options[a]!.keys())
        for (const y of options[b]!.keys())
          missing.set(keyOf([a, x], [b, y]), [
            [a, x],
            [b, y],
          ]);

  const rows: Choice<Options>[] = [];
  for (let next = first(missing); next; next = first(missing)) {
    const row = new Map<string, number>(next);
    for (const name of names) {
      if (row.has(name)) continue;
      const gains = [...options[name]!.keys()].map((value) => countMissing([name, value], row, missing));
      row.set(name, gains.indexOf(Math.max(...gains)));
    }
    const picks = names.map((name): Pick => [name, row.get(name)!]);
    for (const [i, a] of picks.entries()) for (const b of picks.slice(i + 1)) missing.delete(keyOf(a, b));
    rows.push(Object.fromEntries(picks.map(([name, value]) => [name, options[name]![value]])) as Choice<Options>);
  }
  return rows;
}

type Pick = [name: string, value: number];

function keyOf([a, x]: Pick, [b, y]: Pick): string {
  return a < b ? `${a}=${x},${b}=${y}` : `${b}=${y},${a}=${x}`;
}

function first(missing: Map<string, Pick[]>): Pick[] | undefined {
  return missing.values().next().value;
}

function countMissing(pick: Pick, row: Map<string, number>, missing: Map<string, Pick[]>): number {
  return [...row].filter((other) => missing.has(keyOf(pick, other))).length;
}
