/** One measured figure beside its bound: a limit we hold to, or the figure of a peer in the same run. */
export interface Figure {
  name: string;
  figure: number;
  bound: number;
  /** `ms`, `kB gzip`, `requests` … */
  unit: string;
  ok: boolean;
}

/** A figure that must not be above its bound. */
export function atMost(bound: number, from: { name: string; figure: number; unit: string }): Figure {
  return { ...from, bound, ok: from.figure <= bound };
}

/** A figure that must not be below its bound. */
export function atLeast(bound: number, from: { name: string; figure: number; unit: string }): Figure {
  return { ...from, bound, ok: from.figure >= bound };
}

/** The middle one of some numbers. Throws when there are none. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('there is no median of nothing');
  return middle;
}
