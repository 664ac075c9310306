import type { PageFacts } from '../../lib/page/facts';
import type { Pin } from '../../lib/pin/pin';
import type { KeptSlots } from '../../lib/pin/slots';
import type { BoardReading } from '../../lib/pin/typed-board';
import type { Utm } from '../../lib/pin/utm';
import type { Account } from '../../lib/store/accounts';
import type { Board } from '../../lib/store/boards';

/** What the composer was opened for: a pin that exists, or a tab (null: the one the user looks at). */
export type Target = { pinId: string } | { tabId: number | null; imageUrl: string | null };

/** What the user pointed at in the context menu. */
export interface Hint {
  imageUrl?: string | undefined;
  linkUrl?: string | undefined;
  selection?: string | undefined;
}

export type Collected =
  | { ok: true; tabId: number; facts: PageFacts; hint: Hint | undefined }
  | { ok: false; reason: 'no-tab' | 'not-allowed' | 'no-answer'; words: string };

/** What the options say, as far as the composer needs it. */
export interface Preferences extends KeptSlots {
  handOver: Pin['handOver'];
  defaultAccountId: string | null;
  utm: Utm;
}

/** A board that is to be added by its address. */
export interface AskedBoard {
  accountId: string;
  address: string;
}

/** Everything stopped, and why; see the engine's seventh promise. */
export interface PauseNotice {
  title: string;
  fix: string;
}

/** What the composer needs of the world. Everything that reads or writes outside the model is here. */
export interface ComposerWorld {
  /** Epoch ms. */
  now: () => number;
  newId: () => string;
  isOnline: () => boolean;
  /**
   * Calls back when something outside may have changed: `pins` in the store (each of our own keystrokes is such a change),
   * or anything else there, the key, a grant, the network. Answers how to stop.
   */
  listen: (onChange: (what: 'pins' | 'surroundings') => void) => () => void;

  findTab: () => Promise<number | null>;
  collect: (tabId: number) => Promise<Collected>;
  /** The page once more, when it has come to rest; undefined when it can no longer be read. */
  collectAtRest: (tabId: number) => Promise<PageFacts | undefined>;

  hasKey: () => Promise<boolean>;
  listAccounts: () => Promise<Account[]>;
  readPreferences: () => Promise<Preferences>;
  readPause: () => Promise<PauseNotice | null>;
  listBoards: (accountId: string) => Promise<Board[]>;
  addBoard: (board: Pick<Board, 'accountId' | 'id' | 'name' | 'source'>) => Promise<void>;
  /** The Pinterest board that the tab shows, if it shows one. */
  findBoardInTab: (tabId: number, pageUrl: string) => Promise<{ id: string; name: string } | undefined>;
  /** The board at an address of Pinterest; undefined where it shows none, or its host is not granted. */
  findBoardAt: BoardReading['findBoardAt'];
  /** Keeps the board that is asked for over the browser's prompt, which may close the popup; null: it is settled. */
  keepAskedBoard: (asked: AskedBoard | null) => Promise<void>;
  /** The board asked for a moment ago whose host is granted now, once. */
  takeAskedBoard: () => Promise<AskedBoard | undefined>;
  /** Publish times (epoch ms) of the account's pins that wait already. */
  listTakenTimes: (accountId: string | null) => Promise<number[]>;

  readPin: (id: string) => Promise<Pin | undefined>;
  findDraft: (pageUrl: string) => Promise<Pin | undefined>;
  /**
   * Writes the draft and commits at once, and then what `merge` makes of the draft that this replaced; nobody comes between.
   * Calls keep their order: `merge` is called when all before are answered. Answers the draft as it stands on disk.
   */
  saveDraft: (pin: Pin, merge: (replaced: Pin) => Pin) => Promise<Pin>;
  /** The draft that changes a pin which is on its way: a new working copy, or the one begun earlier. */
  startEdit: (id: string) => Promise<Pin>;
  /** Moves a draft into the outbox, or applies a working copy to its pin. Answers the pin as it stands then. */
  schedule: (id: string) => Promise<Scheduled>;
  /** Takes a pin that has not left this browser back to being a draft; undefined when it has left. */
  unschedule: (id: string) => Promise<Pin | undefined>;
  /** Makes a pin of its own of a working copy whose pin can no longer be changed. */
  keepEditAsNew: (id: string) => Promise<Pin>;
  /** Drops a draft, or a working copy: its pin stays as it is. Answers it as it was; undefined when it is gone already. */
  discard: (id: string) => Promise<Pin | undefined>;
  /** Puts back what was discarded. */
  restore: (discarded: Pin) => Promise<Pin>;
  /** A new draft with the same content. */
  duplicate: (id: string) => Promise<Pin>;
  wakeEngine: () => void;

  /** Takes the slide up the ladder; its outcome is in the store when this resolves. */
  prepareSlide: (pinId: string, slideId: string, tabId: number | null) => Promise<void>;
  readBlob: (hash: string) => Promise<Blob | undefined>;
  hasHost: (url: string) => Promise<boolean>;
  /** Must be reached before any `await` of a click. */
  requestHost: (url: string) => Promise<boolean>;
}

/** `words` say why it was not scheduled; `canKeepAsNew` where a working copy came too late for its pin. */
export type Scheduled = { ok: true; pin: Pin } | { ok: false; words: string; canKeepAsNew: boolean };
