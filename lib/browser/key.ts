import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

const KEY = 'apiKey';
const ADDRESS = 'apiAddress';
const Text = z.string();

/** Where Postbreeze's API lives (https://api.postbreeze.ai, "Base"). */
const PRODUCTION_ADDRESS = 'https://api.postbreeze.ai/api/v1';
/** Where the stand-in lives in the sandbox build, unless the options say otherwise. */
const SANDBOX_ADDRESS = 'http://127.0.0.1:4100/api/v1';

/** True in the build that talks to the local stand-in; replaced at build time, so production holds none of it. */
export const IS_SANDBOX = import.meta.env.MODE.startsWith('sandbox');

/**
 * Keeps `storage.local`, and with it the API key, out of reach of anything that runs in a page.
 * Firefox has no such call and shows `storage.local` to content scripts of ours; those never read it.
 */
export async function keepStorageFromPages(): Promise<void> {
  const { local } = browser.storage;
  if ('setAccessLevel' in local) await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

let sampleKey: string | undefined;

/** Makes this page take `key` for the stored one: for the sample, which calls nobody. */
export function pretendKey(key: string): void {
  sampleKey = key;
}

/** The Postbreeze API key, or null when none is stored. */
export async function readKey(): Promise<string | null> {
  return sampleKey ?? readText(KEY);
}

/** Stores the key; null removes it. */
export async function writeKey(key: string | null): Promise<void> {
  await writeText(KEY, key);
}

/** The API's base address, without a slash at its end. */
export async function readApiAddress(): Promise<string> {
  if (!IS_SANDBOX) return PRODUCTION_ADDRESS;
  return (await readText(ADDRESS)) ?? SANDBOX_ADDRESS;
}

/** Stores another address for the sandbox build; null goes back to the stand-in's own. Without effect in production. */
export async function writeApiAddress(address: string | null): Promise<void> {
  if (IS_SANDBOX) await writeText(ADDRESS, address);
}

/** Calls `onChange` when the key or the address changes, from whichever window. Answers how to stop. */
export function listenToKey(onChange: () => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && (KEY in changes || ADDRESS in changes)) onChange();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

async function readText(name: string): Promise<string | null> {
  const stored = await browser.storage.local.get(name);
  const parsed = z.safeParse(Text, stored[name]);
  return parsed.success && parsed.data !== '' ? parsed.data : null;
}

async function writeText(name: string, value: string | null): Promise<void> {
  if (value === null) await browser.storage.local.remove(name);
  else await browser.storage.local.set({ [name]: value });
}
