import { browser } from 'wxt/browser';

/** The match pattern of one host, as the browser grants it: `https://cdn.example.com/*`. A port cannot be part of it. */
export function hostPattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : null;
}

/** Whether we may read from that address's host. */
export async function hasHost(url: string): Promise<boolean> {
  const pattern = hostPattern(url);
  return pattern !== null && browser.permissions.contains({ origins: [pattern] });
}

/**
 * Asks for that address's host alone. Must be the first thing in a click handler, before any `await`: the browser only
 * shows its prompt during the click, and may close the popup over it. Answers whether it was granted; never rejects.
 */
export function requestHost(url: string): Promise<boolean> {
  const pattern = hostPattern(url);
  if (pattern === null) return Promise.resolve(false);
  return browser.permissions.request({ origins: [pattern] }).catch(() => false);
}

/** Asks for several hosts (match patterns) in one prompt, with the same care as `requestHost`. */
export function requestHosts(patterns: readonly string[]): Promise<boolean> {
  if (patterns.length === 0) return Promise.resolve(false);
  return browser.permissions.request({ origins: [...patterns] }).catch(() => false);
}

/** Whether we may reach Postbreeze, as the manifest asks: Chrome lets its user withhold that, and so does Firefox. */
export async function hasOwnHosts(): Promise<boolean> {
  return browser.permissions.contains({ origins: listOwnHosts() });
}

/** Asks for what was withheld, with the same care as `requestHost`. */
export function requestOwnHosts(): Promise<boolean> {
  return browser.permissions.request({ origins: listOwnHosts() }).catch(() => false);
}

/** Hosts granted by the user one by one, as match patterns; those the extension came with are left out. */
export async function listGrantedHosts(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const own = new Set(listOwnHosts());
  return origins.filter((origin) => !own.has(origin)).sort();
}

function listOwnHosts(): string[] {
  return browser.runtime.getManifest().host_permissions ?? [];
}

/** Takes one of `listGrantedHosts` back. */
export async function revokeHost(pattern: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [pattern] });
}

/** Calls back when the user has granted something. Call synchronously at worker start. */
export function onGrant(take: () => void): void {
  browser.permissions.onAdded.addListener(take);
}

/** Calls back when a grant came or went. Answers how to stop. In the worker, call synchronously at its start. */
export function listenToHosts(onChange: () => void): () => void {
  browser.permissions.onAdded.addListener(onChange);
  browser.permissions.onRemoved.addListener(onChange);
  return () => {
    browser.permissions.onAdded.removeListener(onChange);
    browser.permissions.onRemoved.removeListener(onChange);
  };
}

/** Postbreeze's own hosts, for the banner that says when they are withheld. */
export const ownHosts = { has: hasOwnHosts, request: requestOwnHosts, listen: listenToHosts };
