import { expectDecodable, readHeader } from './header';

/** How many elements a drawing may come to, each use of another one counted; the largest illustrations have tens of thousands. */
const ELEMENTS = 100_000;
/** How many filter steps may be applied; each is work for every pixel. */
const FILTER_STEPS = 60;
/** Bytes of text; the drawing's own parser takes a second for more. */
const TEXT = 8_000_000;

/**
 * Whether a drawing can be drawn in a moment, judged by its text: a browser draws SVG in the window's own thread, where a
 * million `<use>` or a chain of filters stops everything for half a minute. Counts what the references come to, without
 * following any.
 */
export function isLightSvg(text: string): boolean {
  if (text.length > TEXT || text.includes('<!ENTITY')) return false;
  const weights = new Map<string, Weight>();
  const whole: Weight = { elements: 0, filters: 0, uses: [] };
  const open: { name: string; id: string | undefined }[] = [];
  const steps = new Map<string, number>();
  for (const [, end, name = '', attributes = ''] of text.matchAll(
    /<(\/?)([a-z][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi,
  )) {
    if (end) {
      while (open.length > 0 && open.pop()!.name !== name);
      continue;
    }
    const id = /(?:^|\s)id\s*=\s*["']([^"']+)/.exec(attributes)?.[1];
    const owners = [whole, ...open.flatMap((one) => (one.id === undefined ? [] : find(weights, one.id)))];
    if (id !== undefined) owners.push(find(weights, id));
    const used = /^(?:\w+:)?use$/.test(name) ? /href\s*=\s*["']\s*#([^"']+)/.exec(attributes)?.[1] : undefined;
    const filter = /filter\s*[=:]\s*["']?\s*url\(\s*["']?#([^"')]+)/.exec(attributes)?.[1];
    for (const owner of owners) {
      owner.elements++;
      if (used !== undefined) owner.uses.push(used);
      if (filter !== undefined) owner.filters++;
    }
    const inFilter = open.find((one) => one.name === 'filter');
    if (inFilter && /^fe[A-Z]/.test(name)) steps.set('', (steps.get('') ?? 0) + 1);
    if (!attributes.trimEnd().endsWith('/')) open.push({ name, id });
    if (whole.elements > ELEMENTS || open.length > 5_000) return false;
  }
  const { elements, filters } = sum(whole, weights, new Map(), 0);
  return elements <= ELEMENTS && filters * Math.max(1, steps.get('') ?? 0) <= FILTER_STEPS;
}

interface Weight {
  elements: number;
  filters: number;
  /** Ids of what is drawn once more. */
  uses: string[];
}

function find(weights: Map<string, Weight>, id: string): Weight {
  const known = weights.get(id) ?? { elements: 0, filters: 0, uses: [] };
  weights.set(id, known);
  return known;
}

/** A weight with all it uses. Infinite where references go round or deeper than any drawing needs. */
function sum(
  weight: Weight,
  weights: Map<string, Weight>,
  known: Map<Weight, { elements: number; filters: number }>,
  depth: number,
): { elements: number; filters: number } {
  const before = known.get(weight);
  if (before) return before;
  if (depth > 50) return { elements: Infinity, filters: Infinity };
  // Counted as too much until it is known: a reference to itself.
  known.set(weight, { elements: Infinity, filters: Infinity });
  const total = { elements: weight.elements, filters: weight.filters };
  for (const id of weight.uses) {
    const used = weights.get(id);
    if (!used) continue;
    const { elements, filters } = sum(used, weights, known, depth + 1);
    total.elements += elements;
    total.filters += filters;
  }
  known.set(weight, total);
  return total;
}

/** Whether bytes of a file are a picture that can be decoded within bounds: what is kept is shown and drawn without another look. */
export function isSafePicture(bytes: Uint8Array): boolean {
  try {
    const header = readHeader(bytes);
    if (header.type === 'image/svg+xml') return isLightSvg(new TextDecoder().decode(bytes));
    expectDecodable(header);
    return true;
  } catch {
    return false;
  }
}
