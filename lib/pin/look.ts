/**
 * A picture's look: 64 bits as 16 hex digits, one for each pair of neighbours in a grid of 9 × 8, set where it gets darker from
 * left to right (a difference hash, "dHash"). Resizing, encoding again and trimming an edge change a few bits; another picture
 * differs in about half of them.
 */

/**
 * Bits that two looks of one picture may differ in. Measured on our test pictures: at most 4 after shrinking to a tenth or
 * saving as a poor JPEG, at most 8 after trimming 2 % of each edge; other pictures are 18 and more apart.
 */
const BITS_APART = 8;

/** Whether two looks are of one picture. A picture without detail has no look, and is like no other. */
export function isSameLook(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && bitsApart(one, other) <= BITS_APART;
}

/** How many bits two looks differ in; infinitely many where one of them is none. */
export function bitsApart(one: string, other: string): number {
  if (!LOOK.test(one) || !LOOK.test(other)) return Infinity;
  return countBits(halfOf(one, 0) ^ halfOf(other, 0)) + countBits(halfOf(one, 8) ^ halfOf(other, 8));
}

const LOOK = /^[0-9a-f]{16}$/i;

/** Numbers of 32 bits: a plan of a thousand rows compares millions of looks. */
function halfOf(look: string, start: 0 | 8): number {
  return Number.parseInt(look.slice(start, start + 8), 16);
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
