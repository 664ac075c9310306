import { decodeEntities } from '../words/words';

/** A JSON-LD script longer than this is not parsed: parsing cannot be interrupted. */
const MAX_SCRIPT_LENGTH = 1_000_000;
/** Objects looked at on one page, and how deep; real pages stay far below both. */
const MAX_NODES = 3_000;
const MAX_DEPTH = 12;
const MAX_VISITED = 30_000;

/** One JSON-LD object: plain data of whatever shape, so every read is guarded. */
export type Node = Record<string, unknown>;

/** All objects with a type that the page's JSON-LD holds, outer before inner, and the ones that can be referred to by `@id`. */
export interface Graph {
  nodes: Node[];
  byId: Map<string, Node>;
  /** True when something was too large to be read. */
  isCut: boolean;
  /** Objects and lists met so far, with and without a type. */
  visited: number;
}

export function createGraph(): Graph {
  return { nodes: [], byId: new Map(), isCut: false, visited: 0 };
}

/** Reads one `application/ld+json` script into the graph. Broken JSON is mended where the fault is a common one, else left out. */
export function readScript(text: string, graph: Graph): void {
  if (text.length > MAX_SCRIPT_LENGTH) {
    graph.isCut = true;
    return;
  }
  const data = parseLoosely(text);
  if (data !== undefined) walk(data, 0, graph);
}

function walk(value: unknown, depth: number, graph: Graph): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH || graph.nodes.length >= MAX_NODES || graph.visited++ > MAX_VISITED) {
    graph.isCut = true;
    return;
  }
  if (Array.isArray(value)) {
    for (const one of value.slice(0, MAX_NODES)) walk(one, depth + 1, graph);
    return;
  }
  const node = value as Node;
  const hasType = '@type' in node;
  if (hasType) graph.nodes.push(node);
  const id = node['@id'];
  if (typeof id === 'string' && hasType && !graph.byId.has(id)) graph.byId.set(id, node);
  for (const key in node) {
    const inner = node[key];
    if (typeof inner === 'object' && inner !== null) walk(inner, depth + 1, graph);
  }
}

/**
 * Parses JSON as pages write it: comments, line ends and quotation marks inside strings, commas before the end, what JSON does not
 * know (`undefined`, `\'`), several objects, or all of it escaped as HTML.
 */
function parseLoosely(text: string): unknown {
  const json = text.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[|\/\/\s*<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/g,
    '',
  );
  // Lightest mend first: each further one may spoil what an earlier one had set right.
  for (const mend of [(text: string) => text, withoutSlips, withoutGuesses]) {
    try {
      return JSON.parse(mend(json));
    } catch {
      // The next one may do.
    }
  }
  return undefined;
}

/** Line ends inside strings, commas before an end, a semicolon behind all. */
function withoutSlips(json: string): string {
  return json
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/;\s*$/, '');
}

function withoutGuesses(json: string): string {
  const text = (/^\s*[[{]\s*&quot;/.test(json) ? decodeEntities(json) : json)
    .replace(/^[^[{]*|[^\]}]*$/g, '')
    .replace(/(?<=^|[\s,[{])(?:\/\*[^*]*\*\/|\/\/.*)/g, '');
  const mended = withoutSlips(text)
    .replace(/\\(?!["\\/bfnrtu])/g, '')
    .replace(/(?<![[{,:\\]\s{0,20})"(?!\s*[,:\]}])/g, '\\"')
    .replace(/:\s*(?:undefined|NaN)\b/g, ':null')
    .replace(/\}\s*\{/g, '},{');
  return `[${mended}]`;
}

/** The types of an object, without their vocabulary's address. */
export function typesOf(node: Node): string[] {
  const type = node['@type'];
  return (Array.isArray(type) ? type : [type])
    .filter((one) => typeof one === 'string')
    .map((one) => one.slice(Math.max(one.lastIndexOf('/'), one.lastIndexOf('#'), one.lastIndexOf(':')) + 1));
}

/** The first text under any of the names; texts in lists and in `{"@value": …}` count. */
export function textUnder(node: Node, ...names: string[]): string {
  for (const name of names) {
    let value = node[name];
    if (Array.isArray(value)) value = value[0];
    if (typeof value === 'object' && value !== null) value = (value as Node)['@value'];
    if (typeof value === 'string' && value.trim()) return value;
  }
  return '';
}

/** The address that a property names: a text, or an object's `@id` or `url`. */
export function addressUnder(node: Node, name: string): string {
  const value = Array.isArray(node[name]) ? (node[name] as unknown[])[0] : node[name];
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? textUnder(value as Node, 'url', '@id') : '';
}

/** The objects a property names, references by `@id` resolved. */
export function nodesUnder(node: Node, name: string, graph: Graph): Node[] {
  const value = node[name];
  return (Array.isArray(value) ? value.slice(0, 100) : [value])
    .filter((one): one is Node => typeof one === 'object' && one !== null)
    .map((one) => ('@type' in one || typeof one['@id'] !== 'string' ? one : (graph.byId.get(one['@id']) ?? one)));
}

/** A picture that an object names. Pixels, 0 where it does not say. */
export interface NamedImage {
  url: string;
  width: number;
  height: number;
  text: string;
}

/** The pictures under a property: texts, ImageObjects, references, and lists of them. */
export function imagesUnder(node: Node, name: string, graph: Graph): NamedImage[] {
  const value = node[name];
  return (Array.isArray(value) ? value.slice(0, 100) : [value])
    .flatMap((one): NamedImage[] => {
      if (typeof one === 'string') {
        const referred = graph.byId.get(one);
        return referred ? [imageOf(referred)] : [{ url: one, width: 0, height: 0, text: '' }];
      }
      if (typeof one !== 'object' || one === null) return [];
      const object = one as Node;
      const target =
        typeof object['@id'] === 'string' && !('url' in object || 'contentUrl' in object)
          ? (graph.byId.get(object['@id']) ?? object)
          : object;
      return [imageOf(target)];
    })
    .filter((image) => image.url);
}

/** An ImageObject's picture. */
export function imageOf(node: Node): NamedImage {
  return {
    url: textUnder(node, 'contentUrl', 'url') || addressUnder(node, 'url'),
    width: pixelsOf(node.width),
    height: pixelsOf(node.height),
    text: textUnder(node, 'caption', 'description', 'name'),
  };
}

function pixelsOf(value: unknown): number {
  const raw = typeof value === 'object' && value !== null ? (value as Node).value : value;
  const pixels = Number.parseInt(String(raw), 10);
  return pixels > 0 && pixels < 100_000 ? pixels : 0;
}
