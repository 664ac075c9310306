import { type Rewrite, rewrite } from './page-rules';
import { keyOf } from './picture-key';
import { strip, strippedSteps, withoutMeasuredSize } from './transforms';

/** More would ask a server too often for one picture. */
const MAX_PROPOSALS = 5;

/**
 * Addresses that may hold a larger rendition of the picture at `address`, likeliest first; never the address itself. None is to be
 * believed before it has loaded, is larger and looks alike (`lib/images`).
 * @param rules what the page itself has taught (`learnRewrites`)
 * @param size the size of what is at `address`, where it has loaded; zeros where not
 */
export function proposeOriginals(
  address: string,
  rules: readonly Rewrite[] = [],
  size: { width: number; height: number } = { width: 0, height: 0 },
): string[] {
  if (!/^https?:/.test(address)) return [];
  const { inner, original } = keyOf(address);
  const taught = rules.map((rule) => rewrite(address, rule)).filter(Boolean);
  // Most addresses name no rendition at all.
  if (original === address && !taught.length && withoutMeasuredSize(address, size) === address) return [];
  const proposals = new Set<string>(taught);
  proposals.add(inner);
  for (const start of new Set([inner, address])) {
    proposals.add(strip(start));
    for (const step of strippedSteps(start)) proposals.add(step);
    proposals.add(withoutMeasuredSize(start, size));
  }
  proposals.delete(address);
  return [...proposals].filter((one) => URL.canParse(one)).slice(0, MAX_PROPOSALS);
}
