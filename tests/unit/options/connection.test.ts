import { describe, expect, it } from 'vitest';
import { createConnection, maskKey } from '../../../components/options/connection';
import { createOptionsWorld, GOOD_KEY, refuse } from './options-world';

function open(isSandbox = false) {
  const world = createOptionsWorld();
  return { world, connection: createConnection(world, isSandbox) };
}

describe('connecting', () => {
  it('stores a key only once Postbreeze has accepted it, and says what it reaches', async () => {
    const { world, connection } = open();
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(world.state.key).toBe(GOOD_KEY);
    expect(connection.told.value).toEqual({ tone: 'good', words: 'Connected: 1 Pinterest account in 1 workspace.' });
    expect(connection.mask.value).toBe('pb_live_…2345');
    expect(connection.typed.value).toBe('');
    expect(world.wake).toHaveBeenCalled();
  });

  it('no longer says connected once the key is gone', async () => {
    const { world, connection } = open();
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    world.state.key = null;
    await connection.read();
    expect(connection.told.value.words).toBe('');
  });

  it('knows the address by the time the page may be filled in, so that nothing typed is mixed with it', async () => {
    const { connection } = open(true);
    const seen: string[] = [];
    connection.mask.subscribe((mask) => void (mask !== null && seen.push(connection.address.peek())));
    await connection.read();
    expect(seen).toEqual([expect.stringMatching(/^http/)]);
  });

  it('takes a key as it was pasted', async () => {
    const { world, connection } = open();
    connection.typed.value = ` Bearer ${GOOD_KEY}\n`;
    await connection.connect();
    expect(world.state.key).toBe(GOOD_KEY);
  });

  it('keeps the old key when the new one is wrong, and says so in words', async () => {
    const { world, connection } = open();
    world.state.key = GOOD_KEY;
    connection.typed.value = 'pb_live_wrong';
    await connection.connect();
    expect(world.state.key).toBe(GOOD_KEY);
    expect(world.writeKey).not.toHaveBeenCalled();
    expect(connection.told.value.tone).toBe('danger');
    expect(connection.told.value.words).toMatch(/does not accept this key \(401\).*stored before stays in use/);
    expect(connection.typed.value).toBe('pb_live_wrong');
  });

  it.each([
    ['network', /could not be reached/],
    ['timeout', /did not answer in time/],
    ['server', /trouble/],
  ] as const)('says so when it is not the key: %s', async (kind, words) => {
    const { world, connection } = open();
    world.reach.mockResolvedValueOnce(refuse(kind, 'HTTP_500', kind === 'server' ? 500 : null));
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(connection.told.value.words).toMatch(words);
    expect(connection.told.value.words).not.toMatch(/connected/i);
    expect(world.state.key).toBeNull();
  });

  it('blames neither key nor network when the browser withholds Postbreeze', async () => {
    const { world, connection } = open();
    world.reach.mockResolvedValueOnce(refuse('network'));
    world.hasOwnHosts.mockResolvedValueOnce(false);
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(connection.told.value.words).toMatch(/browser withholds Postbreeze.*allow access first/);
    expect(connection.typed.value).toBe(GOOD_KEY);
  });

  it('warns when the key reaches no Pinterest account', async () => {
    const { world, connection } = open();
    world.reach.mockResolvedValueOnce({ ok: true, workspaces: 1, accounts: 0 });
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(connection.told.value.tone).toBe('warn');
    expect(world.state.key).toBe(GOOD_KEY);
  });

  it('asks for a key before it asks Postbreeze', async () => {
    const { world, connection } = open();
    await connection.connect();
    expect(world.reach).not.toHaveBeenCalled();
    expect(connection.told.value.tone).toBe('warn');
  });

  it('checks the stored key when none is typed', async () => {
    const { world, connection } = open();
    world.state.key = GOOD_KEY;
    await connection.connect();
    expect(world.reach).toHaveBeenCalledWith(GOOD_KEY);
  });

  it('is asked once while it is busy', async () => {
    const { world, connection } = open();
    connection.typed.value = GOOD_KEY;
    await Promise.all([connection.connect(), connection.connect()]);
    expect(world.reach).toHaveBeenCalledTimes(1);
  });
});

describe('the stored key', () => {
  it('is shown by its last four characters alone', () => {
    expect(maskKey(GOOD_KEY)).toBe('pb_live_…2345');
  });

  it('is removed with the accounts it reached', async () => {
    const { world, connection } = open();
    world.state.key = GOOD_KEY;
    await connection.remove();
    expect(world.state.key).toBeNull();
    expect(world.clearAccounts).toHaveBeenCalled();
    expect(connection.mask.value).toBe('');
  });
});

describe('the address of the stand-in', () => {
  it('is used for the very call that verifies the key, and completed with the documented path', async () => {
    const { world, connection } = open(true);
    await connection.read();
    connection.address.value = 'http://127.0.0.1:9999/';
    connection.typed.value = GOOD_KEY;
    world.reach.mockImplementationOnce(async () => {
      expect(world.state.address).toBe('http://127.0.0.1:9999/api/v1');
      return { ok: true, workspaces: 1, accounts: 1 };
    });
    await connection.connect();
    expect(world.state.address).toBe('http://127.0.0.1:9999/api/v1');
  });

  it('stays what it was when the stored key is not accepted there', async () => {
    const { world, connection } = open(true);
    world.state.key = GOOD_KEY;
    connection.address.value = 'http://127.0.0.1:9999/api/v1';
    world.reach.mockResolvedValueOnce(refuse('network'));
    await connection.connect();
    expect(world.state.address).toBe('http://127.0.0.1:4100/api/v1');
  });

  it('is not taken out of the user’s hands by a slow reading of the stored one', async () => {
    const { connection } = open(true);
    const reading = connection.read();
    connection.address.value = 'http://127.0.0.1:9999';
    await reading;
    expect(connection.address.value).toBe('http://127.0.0.1:9999');
  });

  it('is never touched in production', async () => {
    const { world, connection } = open();
    connection.address.value = 'http://127.0.0.1:9999';
    connection.typed.value = GOOD_KEY;
    await connection.connect();
    expect(world.writeApiAddress).not.toHaveBeenCalled();
  });
});
