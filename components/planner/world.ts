import type { HandOver, Pin } from '../../lib/pin/pin';
import type { Slot } from '../../lib/pin/slots';
import type { Account } from '../../lib/store/accounts';
import type { Topic } from '../../lib/store/changes';
import type { DamagedRow } from '../../lib/store/damaged';
import type { Imported } from '../../lib/store/imported';
import type { Pause } from '../../lib/store/pause';
import type { RefresherWorld } from './refresher';

/** Everything the queue reads, changes and opens. Times are epoch ms. Verbs reject with words for the user or a bug. */
export interface QueueWorld extends RefresherWorld {
  listPins: () => Promise<Pin[]>;
  listAccounts: () => Promise<Account[]>;
  listDamaged: () => Promise<DamagedRow[]>;
  readPause: () => Promise<Pause>;
  readSlots: () => Promise<Slot[]>;
  listen: (look: (topic: Topic) => void) => () => void;

  /** Answers the id of the working copy (or of the pin itself, for a draft) to open in the composer. */
  startEdit: (id: string) => Promise<string>;
  /** Removes the working copy of a pin and answers it, for `restorePin`; undefined when there is none. */
  discardEdit: (id: string) => Promise<Pin | undefined>;
  openPin: (id: string) => Promise<void>;
  retryPin: (id: string) => Promise<void>;
  releaseHeld: (id: string) => Promise<void>;
  /** At `publishAt` (epoch ms); null: at its own time. */
  scheduleHere: (id: string, publishAt: number | null) => Promise<void>;
  adoptPin: (id: string) => Promise<void>;
  scheduleAgain: (id: string) => Promise<void>;
  reschedulePin: (id: string, publishAt: number) => Promise<void>;
  switchCustody: (id: string, handOver: HandOver) => Promise<void>;
  duplicatePin: (id: string) => Promise<Pin>;
  /** Answers the pin as it was, for `restorePin`; undefined when there was none. */
  removePin: (id: string) => Promise<Pin | undefined>;
  restorePin: (before: Pin) => Promise<void>;

  /** There is work for the engine. */
  wake: () => void;
  /** The user looks at what Postbreeze holds: read it back. */
  look: () => void;
  /** Calls back when the user comes back to the screen. Answers how to stop. */
  onReturn: (look: () => void) => () => void;

  exportAll: () => Promise<Blob>;
  importAll: (file: Blob) => Promise<Imported>;
  /** Hands a file to the user's downloads. */
  save: (file: Blob, name: string) => void;
  /** What was thrown, as a sentence for the user. */
  explainError: (error: unknown) => string;
}
