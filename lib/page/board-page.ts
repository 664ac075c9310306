import { cleanText } from './words/words';

/** A Pinterest board as its own page names it. */
export interface BoardOnPage {
  id: string;
  name: string;
}

/** Objects looked at in a page's data before giving up. */
const PATIENCE = 50_000;

/**
 * The board that a Pinterest board page is about, from the data that the page carries for its own scripts; undefined on any
 * other page. The data's layout is not documented and changes: only an object with a numeric `id`, a `name` and this page's
 * own path as its `url` is believed.
 */
export function readBoardPage(document: Document, address: string): BoardOnPage | undefined {
  const path = boardPath(address);
  if (path === undefined) return undefined;
  for (const script of document.querySelectorAll('script[type="application/json"]')) {
    const found = findBoard(parse(script.textContent ?? ''), path);
    if (found) return found;
  }
  return undefined;
}

/** `/name/board/` of a board's address on any of Pinterest's hosts, decoded; undefined of any other address. */
export function boardPath(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  if (!/(^|\.)pinterest\.[a-z]{2,3}(\.[a-z]{2})?$/.test(hostname)) return undefined;
  const parts = pathname.split('/').filter(Boolean).map(decode);
  if (parts.length !== 2 || NOT_PEOPLE.has(parts[0] ?? '')) return undefined;
  return `/${parts.join('/')}/`;
}

/** First parts of paths with two parts that are no person's boards. */
const NOT_PEOPLE = new Set(['pin', 'ideas', 'search', 'today', 'explore', 'settings', '_', 'topics', 'source']);

function findBoard(data: unknown, path: string): BoardOnPage | undefined {
  const left: unknown[] = [data];
  for (let looked = 0; left.length > 0 && looked < PATIENCE; looked++) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { id, name, url } = value as { id?: unknown; name?: unknown; url?: unknown };
    const isBoard = typeof id === 'string' && /^\d+$/.test(id) && typeof name === 'string' && typeof url === 'string';
    if (isBoard && decode(url).toLowerCase() === path.toLowerCase()) return { id, name: cleanText(name) };
    for (const inner of Object.values(value)) left.push(inner);
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
