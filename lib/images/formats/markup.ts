/** What may stand before a document's first element: a declaration, comments, a document type with or without a subset. */
const PROLOG: readonly { starts: RegExp; ends: string }[] = [
  { starts: /^<\?/, ends: '?>' },
  { starts: /^<!--/, ends: '-->' },
  { starts: /^<!doctype[^>[]*\[/i, ends: ']' },
  { starts: /^<!doctype/i, ends: '>' },
  { starts: /^>/, ends: '>' },
];

/** The first element of a document: its name in lower case, and its attributes as they are written. */
export interface Root {
  name: string;
  attributes: string;
}

/** The first element of a text that is markup; undefined when it is none, or when it lies beyond the text. */
export function findRoot(text: string): Root | undefined {
  let rest = text.replace(/^\uFEFF/, '').trimStart();
  for (let part = findProlog(rest); part; part = findProlog(rest)) {
    const end = rest.indexOf(part.ends);
    if (end < 0) return undefined;
    rest = rest.slice(end + part.ends.length).trimStart();
  }
  const root = /^<([a-z][\w:-]*)([^>]*)/i.exec(rest);
  return root ? { name: root[1]!.toLowerCase(), attributes: root[2]! } : undefined;
}

function findProlog(text: string) {
  return PROLOG.find(({ starts }) => starts.test(text));
}
