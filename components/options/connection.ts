import { signal } from '@preact/signals';
import { IS_SANDBOX, readApiAddress, readKey, writeApiAddress, writeKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { hasOwnHosts } from '../../lib/browser/permissions';
import { connect as reach } from '../../lib/delivery/accounts';
import { explain } from '../../lib/pin/problem';
import type { ApiError } from '../../lib/postbreeze/result';
import { clearAccounts } from '../../lib/store/books';
import { type MessageKey, t } from '../../lib/words/t';
import { createStatus, explainError } from '../ui/status';

/** The API key and, in the sandbox build (`isSandbox`), the address it is used at. */
export function createConnection(isSandbox = IS_SANDBOX) {
  /** `pb_live_…` and the key's last four characters; '' when none is stored; null until read. */
  const mask = signal<string | null>(null);
  const typed = signal('');
  const address = signal('');
  const isBusy = signal(false);
  const { line, say } = createStatus();

  async function read(): Promise<void> {
    const key = await readKey();
    const stored = isSandbox ? await readApiAddress() : '';
    if (address.peek() === '') address.value = stored;
    if (key === null && mask.peek()) say('', 'info'); // removed, maybe in another window
    mask.value = key === null ? '' : maskKey(key);
  }

  async function verify(typedKey: string): Promise<void> {
    const stored = await readKey();
    const key = typedKey || stored;
    if (!key) return say(t('options.connection.pasteKey'), 'warn');
    const before = isSandbox ? await readApiAddress() : null;
    if (isSandbox) await writeApiAddress(completeAddress(address.peek()));
    // The key is kept as soon as Postbreeze accepts it: this page may be closed while the accounts are still being read.
    const reached = await reach(key, () => writeKey(key));
    if (!reached.isAccepted) {
      if (isSandbox && stored !== null) await writeApiAddress(before);
      const isWithheld = reached.error.kind === 'network' && !(await hasOwnHosts());
      return say(isWithheld ? t('options.connection.withheld') : refusal(reached.error, typedKey, stored), 'danger');
    }
    typed.value = '';
    void wakeEngine();
    if (!reached.ok) return say(t('options.connection.keyAccepted', { reason: describe(reached.error) }), 'warn');
    say(describeReached(reached.accounts, reached.workspaces), reached.accounts > 0 ? 'good' : 'warn');
  }

  async function whileBusy(work: () => Promise<void>): Promise<void> {
    if (isBusy.peek()) return;
    isBusy.value = true;
    say(t('options.connection.asking'), 'info');
    try {
      await work();
    } catch (error) {
      say(explainError(error), 'danger');
    } finally {
      isBusy.value = false;
      await read();
    }
  }

  return {
    mask,
    /** What is being typed. */
    typed,
    /** The API's address as typed. Shown once the stored one is read, so that the two never mix. */
    address,
    isBusy,
    line,
    read,
    /** Verifies what is typed, or the stored key when nothing is; stores it once it is accepted. */
    connect: () => whileBusy(() => verify(cleanKey(typed.peek()))),
    /** Reads accounts and boards again with the stored key. */
    refresh: () => whileBusy(() => verify('')),
    remove: async () => {
      await writeKey(null);
      await clearAccounts();
      void wakeEngine();
      await read();
      say(t('options.connection.keyRemoved'), 'info');
    },
  };
}

/** How a stored key is shown: enough to tell two apart, too little to use. */
export function maskKey(key: string): string {
  return `pb_live_…${key.slice(-4)}`;
}

/** A pasted key without the header around it. */
function cleanKey(pasted: string): string {
  return pasted
    .replace(/\s+/g, '')
    .replace(/^Authorization:/i, '')
    .replace(/^Bearer/i, '');
}

/** The base address for what was typed: an origin alone gets the documented path; '' means the default. */
function completeAddress(typed: string): string | null {
  const text = typed.trim().replace(/\/+$/, '');
  if (text === '') return null;
  return URL.canParse(text) && new URL(text).pathname === '/' ? `${text}/api/v1` : text;
}

function describeReached(accounts: number, workspaces: number): string {
  if (accounts === 0) return t('options.connection.noAccount');
  const inWorkspaces = t('options.connection.workspaces', { count: workspaces });
  return t('options.connection.connected', { count: accounts, workspaces: inWorkspaces });
}

function refusal(error: ApiError, typedKey: string, stored: string | null): string {
  const reason = describe(error);
  return typedKey !== '' && stored !== null ? t('options.connection.otherKeyStays', { reason }) : reason;
}

const REFUSALS: { [kind in ApiError['kind']]?: MessageKey } = {
  key: 'options.connection.refusedKey',
  network: 'options.connection.network',
  timeout: 'options.connection.timeout',
  server: 'options.connection.server',
  malformed: 'options.connection.malformed',
  unsent: 'options.connection.rateLimit',
  limit: 'options.connection.rateLimit',
};

function describe(error: ApiError): string {
  const key = REFUSALS[error.kind];
  const { title, fix } = explain(error);
  return key ? t(key as 'options.connection.network') : `${title} ${fix}`;
}
