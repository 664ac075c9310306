import type { Shortcut } from '../../lib/browser/commands';
import type { BoardReading } from '../../lib/pin/typed-board';
import type { ApiError } from '../../lib/postbreeze/result';
import type { Account } from '../../lib/store/accounts';
import type { Board } from '../../lib/store/boards';
import type { Topic } from '../../lib/store/changes';
import type { DamagedRow } from '../../lib/store/damaged';
import type { Imported } from '../../lib/store/imported';
import type { Pause } from '../../lib/store/pause';
import type { Settings } from '../../lib/store/settings';

/** What Postbreeze showed with a key: what it reaches. The accounts and their boards are in the store then. */
export type Reached = { ok: true; workspaces: number; accounts: number } | { ok: false; error: ApiError };

/** Everything the options read and change. Times are epoch ms. */
export interface OptionsWorld extends BoardReading {
  now: () => number;
  listen: (look: (topic: Topic) => void) => () => void;

  readKey: () => Promise<string | null>;
  writeKey: (key: string | null) => Promise<void>;
  listenToKey: (look: () => void) => () => void;
  readApiAddress: () => Promise<string>;
  writeApiAddress: (address: string | null) => Promise<void>;
  /** Whether the browser lets us reach Postbreeze. */
  hasOwnHosts: () => Promise<boolean>;
  /** Verifies a key and, when it is good, stores the accounts that it reaches and the boards they tell of. */
  reach: (key: string) => Promise<Reached>;
  wake: () => void;

  listAccounts: () => Promise<Account[]>;
  clearAccounts: () => Promise<void>;
  setDefaultBoard: (accountId: string, boardId: string | null) => Promise<void>;
  listBoards: (accountId: string) => Promise<Board[]>;
  addBoard: (board: Pick<Board, 'accountId' | 'id' | 'name' | 'source'>) => Promise<void>;
  removeBoard: (accountId: string, id: string) => Promise<void>;

  readPause: () => Promise<Pause>;
  readSettings: () => Promise<Settings>;
  updateSettings: (patch: Partial<Settings>) => Promise<Settings>;
  /** Times (epoch ms) from `from` on that pins of the default account take up. */
  listTakenTimes: (from: number) => Promise<number[]>;

  listShortcuts: () => Promise<Shortcut[]>;
  listGrantedHosts: () => Promise<string[]>;
  revokeHost: (origin: string) => Promise<boolean>;
  listenToHosts: (look: () => void) => () => void;

  listDamaged: () => Promise<DamagedRow[]>;
  deleteDamaged: (id: string) => Promise<void>;
  exportAll: () => Promise<Blob>;
  importAll: (file: Blob) => Promise<Imported>;
  /** Pins, drafts, pictures, boards, accounts, settings and the key: all of it. */
  deleteEverything: () => Promise<void>;
  /** Hands a file to the user's downloads. */
  save: (file: Blob, name: string) => void;
  explainError: (error: unknown) => string;
}
