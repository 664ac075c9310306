import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { explain } from '../../lib/pin/problem';
import type { ApiError } from '../../lib/postbreeze/result';
import type { OptionsWorld, Reached } from './world';

/** What came of the last try, in words. */
export interface Told {
  tone: 'info' | 'good' | 'warn' | 'danger';
  words: string;
}

/** The key and the address it is used at. */
export interface Connection {
  /** `pb_live_…` and the key's last four characters; '' when none is stored; null until read. */
  mask: ReadonlySignal<string | null>;
  /** What is being typed. */
  typed: Signal<string>;
  /** The API's address as typed; only the sandbox build shows it, and not before it is read: what is typed then would be mixed with it. */
  address: Signal<string>;
  isBusy: ReadonlySignal<boolean>;
  told: ReadonlySignal<Told>;
  /** Verifies what is typed, or the stored key when nothing is, and stores it only when it is good. */
  connect: () => Promise<void>;
  /** Reads the accounts and boards again with the stored key. */
  refresh: () => Promise<void>;
  remove: () => Promise<void>;
  read: () => Promise<void>;
}

type World = Pick<
  OptionsWorld,
  | 'readKey'
  | 'writeKey'
  | 'readApiAddress'
  | 'writeApiAddress'
  | 'hasOwnHosts'
  | 'reach'
  | 'clearAccounts'
  | 'wake'
  | 'explainError'
>;

/** The connection's model. `isSandbox`: the address is used and stored. */
export function createConnection(world: World, isSandbox: boolean): Connection {
  const mask = signal<string | null>(null);
  const typed = signal('');
  const address = signal('');
  const isBusy = signal(false);
  const told = signal<Told>({ tone: 'info', words: '' });

  async function read(): Promise<void> {
    const key = await world.readKey();
    const stored = isSandbox ? await world.readApiAddress() : '';
    if (address.peek() === '') address.value = stored;
    if (key === null && mask.peek()) tell('info', ''); // removed, maybe elsewhere: nothing is connected any more
    mask.value = key === null ? '' : maskKey(key);
  }

  async function reach(typedKey: string): Promise<void> {
    const stored = await world.readKey();
    const key = typedKey || stored;
    if (!key) return tell('warn', 'Paste your API key first. You find it in the Postbreeze dashboard.');
    const before = isSandbox ? await world.readApiAddress() : null;
    if (isSandbox) await world.writeApiAddress(completeAddress(address.peek()));
    const reached = await world.reach(key);
    if (!reached.ok) {
      if (isSandbox && stored !== null) await world.writeApiAddress(before);
      const isWithheld = reached.error.kind === 'network' && !(await world.hasOwnHosts());
      return tell('danger', isWithheld ? WITHHELD : describeRefusal(reached.error, typedKey !== '' && stored !== null));
    }
    await world.writeKey(key);
    typed.value = '';
    world.wake();
    tell(reached.accounts > 0 ? 'good' : 'warn', describeReached(reached));
  }

  function tell(tone: Told['tone'], words: string): void {
    told.value = { tone, words };
  }

  async function whileBusy(work: () => Promise<void>): Promise<void> {
    if (isBusy.peek()) return;
    isBusy.value = true;
    tell('info', 'Asking Postbreeze…');
    try {
      await work();
    } catch (error) {
      tell('danger', world.explainError(error));
    } finally {
      isBusy.value = false;
      await read();
    }
  }

  return {
    mask,
    typed,
    address,
    isBusy,
    told,
    read,
    connect: () => whileBusy(() => reach(cleanKey(typed.peek()))),
    refresh: () => whileBusy(() => reach('')),
    remove: async () => {
      await world.writeKey(null);
      await world.clearAccounts();
      world.wake();
      await read();
      tell(
        'info',
        'The key is removed from this browser. Pins that wait here stay, and go out once there is a key again.',
      );
    },
  };
}

/** How a stored key is shown: enough to tell two apart, too little to use. */
export function maskKey(key: string): string {
  return `pb_live_…${key.slice(-4)}`;
}

/** A key as pasted, without what comes along with it. */
function cleanKey(pasted: string): string {
  return pasted
    .replace(/\s+/g, '')
    .replace(/^Authorization:/i, '')
    .replace(/^Bearer/i, '');
}

/** The base address for what was typed: an origin alone is given the documented path; '' goes back to the default. */
function completeAddress(typed: string): string | null {
  const text = typed.trim().replace(/\/+$/, '');
  if (text === '') return null;
  return URL.canParse(text) && new URL(text).pathname === '/' ? `${text}/api/v1` : text;
}

function describeReached({ workspaces, accounts }: Extract<Reached, { ok: true }>): string {
  if (accounts === 0)
    return 'Connected, but no Pinterest account is there yet. Connect one in the Postbreeze dashboard, then refresh the accounts.';
  const several = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `Connected: ${several(accounts, 'Pinterest account')} in ${several(workspaces, 'workspace')}.`;
}

const WITHHELD = 'Your browser withholds Postbreeze from this extension: allow access first, then connect.';

function describeRefusal(error: ApiError, hasOther: boolean): string {
  const stays = hasOther ? ' The key stored before stays in use.' : '';
  const words: Partial<Record<ApiError['kind'], string>> = {
    key: 'Postbreeze does not accept this key (401). Check that it is copied whole and was not revoked.',
    network: 'Postbreeze could not be reached. Check your connection, then try again.',
    timeout: 'Postbreeze did not answer in time. Try again.',
    server: 'Postbreeze has trouble at the moment. Try again in a minute.',
    malformed: 'The answer is not Postbreeze’s. Check your connection, then try again.',
    pace: 'Too many calls in a short time. Try again in a minute.',
    limit: 'Postbreeze takes no more calls for a moment. Try again in a minute.',
  };
  const { title, fix } = explain(error);
  return `${words[error.kind] ?? `${title} ${fix}`}${stays}`;
}
