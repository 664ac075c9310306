import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConnection, maskKey } from '../../../components/options/connection';
import { readApiAddress, readKey, writeApiAddress, writeKey } from '../../../lib/browser/key';
import { listAccounts, putAccounts } from '../../../lib/store/books';
import { CONNECTED, GOOD_KEY, makeAccount, openBrowser } from './kit';

afterEach(() => vi.unstubAllGlobals());

async function open(answers = CONNECTED, isSandbox = false) {
  return { ...(await openBrowser(answers)), connection: createConnection(isSandbox) };
}

describe('connecting', () => {
  it('stores a key that Postbreeze accepts, and says what it reaches', async () => {
    const { connection } = await open();
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(await readKey()).toBe(GOOD_KEY);
    expect(connection.line.value).toEqual({ tone: 'good', words: 'Connected: 1 Pinterest account in 1 workspace.' });
    expect(connection.mask.value).toBe('pb_live_…2345');
    expect(connection.typed.value).toBe('');
  });

  it('stores the key before the accounts are read, since the page may be closed meanwhile', async () => {
    const { connection } = await open();
    const answer = fetch;
    const keys: (string | null)[] = [];
    vi.stubGlobal('fetch', async (...args: Parameters<typeof fetch>) => {
      if (String(args[0]).endsWith('/social-accounts')) keys.push(await readKey());
      return answer(...args);
    });
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(keys).toEqual([GOOD_KEY]);
  });

  it('keeps an accepted key when the accounts cannot be read, and says both', async () => {
    const { connection } = await open({ ...CONNECTED, '/social-accounts': new TypeError('network') });
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(await readKey()).toBe(GOOD_KEY);
    expect(connection.line.value.words).toMatch(/accepts the key.*could not be read yet/);
  });

  it('no longer says connected once the key is gone', async () => {
    const { connection } = await open();
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    await writeKey(null);
    await connection.read();
    expect(connection.line.value.words).toBe('');
  });

  it('accepts a key pasted with its header and line breaks', async () => {
    const { connection } = await open();
    connection.typed.value = ` Bearer ${GOOD_KEY}\n`;
    await connection.connect();
    expect(await readKey()).toBe(GOOD_KEY);
  });

  it('keeps the old key when the new one is wrong, and says so', async () => {
    const { connection } = await open();
    await writeKey(GOOD_KEY);
    connection.typed.value = 'pb_live_wrong';
    await connection.connect();
    expect(await readKey()).toBe(GOOD_KEY);
    expect(connection.line.value.tone).toBe('danger');
    expect(connection.line.value.words).toMatch(/does not accept this key \(401\).*stored before stays in use/);
    expect(connection.typed.value).toBe('pb_live_wrong');
  });

  it.each([
    ['a broken connection', new TypeError('network'), /could not be reached/],
    ['a server error', { status: 500, body: {} }, /trouble/],
    ['a page that is not Postbreeze’s', { body: { hello: 1 } }, /other than Postbreeze/],
  ])('does not blame the key for %s', async (_name, answer, words) => {
    const { connection } = await open({ ...CONNECTED, '/workspaces': answer });
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(connection.line.value.words).toMatch(words);
    expect(connection.line.value.words).not.toMatch(/connected/i);
    expect(await readKey()).toBeNull();
  });

  it('blames the browser, not the key, when the browser blocks Postbreeze', async () => {
    const { connection, hasOwnHosts } = await open({ '/workspaces': new TypeError('network') });
    hasOwnHosts.value = false;
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(connection.line.value.words).toMatch(/browser blocks.*allow access first/);
    expect(connection.typed.value).toBe(GOOD_KEY);
  });

  it('warns when the key reaches no Pinterest account', async () => {
    const { connection } = await open({ ...CONNECTED, '/social-accounts': { body: [] } });
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(connection.line.value.tone).toBe('warn');
    expect(await readKey()).toBe(GOOD_KEY);
  });

  it('asks for a key before it calls Postbreeze', async () => {
    const { connection, calls } = await open();
    await connection.connect();
    expect(calls).toEqual([]);
    expect(connection.line.value.tone).toBe('warn');
  });

  it('checks the stored key when none is typed', async () => {
    const { connection, calls } = await open();
    await writeKey(GOOD_KEY);
    await connection.connect();
    expect(calls[0]).toEqual({ path: '/workspaces', key: GOOD_KEY });
  });

  it('connects once, even if the button is pressed again meanwhile', async () => {
    const { connection, calls } = await open();
    connection.typed.value = GOOD_KEY;
    await Promise.all([connection.connect(), connection.connect()]);
    expect(calls.filter(({ path }) => path === '/workspaces')).toHaveLength(1);
  });
});

describe('the stored key', () => {
  it('is shown by its prefix and last four characters only', () => {
    expect(maskKey(GOOD_KEY)).toBe('pb_live_…2345');
  });

  it('is removed together with the accounts it reached', async () => {
    const { connection } = await open();
    await writeKey(GOOD_KEY);
    await putAccounts([makeAccount()]);
    await connection.remove();
    expect(await readKey()).toBeNull();
    expect(await listAccounts()).toEqual([]);
    expect(connection.mask.value).toBe('');
  });
});

describe('the production build', () => {
  it('has one address and no way to change it', async () => {
    const { connection } = await open();
    connection.address.value = 'http://127.0.0.1:9999';
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    await writeApiAddress('http://127.0.0.1:9999/api/v1');
    expect(await readApiAddress()).toBe('https://api.postbreeze.ai/api/v1');
  });
});
