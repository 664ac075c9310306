/**
 * Tables of words that names are made of. Class names, ids, file names and attributes are split into words, and each word, and each
 * two that stand side by side, is looked up. Cheaper by far than one large pattern, which the browser must first compile.
 */
export interface TokenTable<T> {
  /** Words that say it alone. */
  words: Map<string, Entry<T>>;
  /** Words that say it together with the next one. */
  pairs: Map<string, Map<string, Entry<T>>>;
}

interface Entry<T> {
  value: T;
  rank: number;
}

/**
 * @param rows what a name means and the words that say so; earlier rows win over later ones. "side+bar" stands for the two words
 * side by side and for both in one.
 */
export function createTable<T>(rows: [T, string][]): TokenTable<T> {
  const table: TokenTable<T> = { words: new Map(), pairs: new Map() };
  rows.forEach(([value, text], rank) => {
    for (const written of text.split(' ')) {
      const [first = '', second] = written.split('+');
      const word = first + (second ?? '');
      if (!table.words.has(word)) table.words.set(word, { value, rank });
      if (second === undefined) continue;
      const seconds = table.pairs.get(first) ?? new Map<string, Entry<T>>();
      if (!seconds.has(second)) seconds.set(second, { value, rank });
      table.pairs.set(first, seconds);
    }
  });
  return table;
}

/** States, not parts: in "has-sidebar" the page is said to have one beside it. */
const STATES = new Set(['has', 'with', 'no', 'without', 'not', 'is', 'hide', 'hidden', 'js', 'wp']);
const MAX_LENGTH = 300;

/** Lower-case words of a name. Camel case is not split: in generated class names it would make words by chance. */
export function tokensOf(name: string): string[] {
  return (name.length > MAX_LENGTH ? name.slice(0, MAX_LENGTH) : name).toLowerCase().split(/[^a-z0-9]+/);
}

/** The value of the strongest row that one of the name's words, or two side by side, stand in. */
export function findInTable<T>(table: TokenTable<T>, tokens: string[]): T | undefined {
  const { words, pairs } = table;
  let best: Entry<T> | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token === '' || (i > 0 && STATES.has(tokens[i - 1]!))) continue;
    const found =
      words.get(token) ??
      pairs.get(token)?.get(tokens[i + 1] ?? '') ??
      (endsInDigit(token) ? words.get(withoutNumber(token)) : undefined);
    if (found && (!best || found.rank < best.rank)) best = found;
  }
  return best?.value;
}

function endsInDigit(token: string): boolean {
  return token.charCodeAt(token.length - 1) < 58;
}

function withoutNumber(token: string): string {
  let end = token.length;
  while (end > 0 && token.charCodeAt(end - 1) < 58) end--;
  return end > 0 ? token.slice(0, end) : token;
}
