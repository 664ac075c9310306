import type { DBSchema } from 'idb';

/** Raise it with an entry in `migrations.ts` and a stored database in `tests/unit/store/databases`. */
export const STORE_VERSION = 3;

/** Index keys derived from a pin whenever it is written (`pin-row.ts`); a key that is absent is not in its index. */
export interface PinKeys {
  /** Lane, from when on, chosen time: what the engine takes next. */
  due?: [string, number, number];
  /** End of the lease under which the pin is worked on. */
  leaseUntil?: number;
  /** 1: the badge counts it. */
  needsUser?: 1;
  /** From when on a pin that is not published is overdue, and said to be. */
  overdue?: number;
  /** 1: something about it is to be told to the user. */
  news?: 1;
  /** The account and the time that the pin takes up among its slots. */
  takes?: [accountId: string, at: number];
  postId?: string;
  /** State and creation: lists by state, newest first. */
  state: [string, number];
  /** Hashes of the blobs it needs. */
  blobs: string[];
}

/** Index keys of a draft. */
export interface DraftKeys {
  /** Page address and last change, of a draft that edits no other pin and is in no plan. */
  page?: [string, number];
  editOf?: string;
  blobs: string[];
}

/** When to look whether a pin still needs a blob; apart from it, so that looking does not copy pictures. */
export interface BlobCheckRow {
  hash: string;
  /** Epoch ms. */
  checkAt: number;
  /** Whether nothing needed it already when last looked at. */
  loose: boolean;
}

/** A row that does not parse, as it was found. */
export interface DamagedRow {
  id: string;
  from: 'pins' | 'drafts' | 'boards' | 'accounts' | 'import';
  row: unknown;
  reason: string;
  foundAt: number;
}

/** Index keys of what became of a pin: absent ones are not in their index. */
export interface FateKeys {
  link?: string;
  postId?: string;
}

/** The object stores of the database `pinbreeze`. Values are unknown until parsed. */
export interface StoreSchema extends DBSchema {
  pins: {
    key: string;
    value: { id: string; createdAt: number; by: PinKeys };
    indexes: {
      createdAt: number;
      due: [string, number, number];
      leaseUntil: number;
      needsUser: number;
      news: number;
      overdue: number;
      takes: [string, number];
      postId: string;
      state: [string, number];
      blobs: string;
      planId: string;
    };
  };
  drafts: {
    key: string;
    value: { id: string; createdAt: number; by: DraftKeys };
    indexes: { createdAt: number; page: [string, number]; editOf: string; blobs: string; planId: string };
  };
  blobs: { key: string; value: { hash: string; blob: Blob } };
  blobChecks: { key: string; value: BlobCheckRow; indexes: { checkAt: number } };
  boards: { key: [string, string]; value: { accountId: string; id: string }; indexes: { accountId: string } };
  accounts: { key: string; value: { id: string } };
  /** One row per name: settings, pause, pace. */
  singles: { key: string; value: { name: string; value: unknown } };
  damaged: { key: string; value: DamagedRow };
  /** What became of pins, kept after their rows are gone (`fates.ts`). */
  fates: {
    key: string;
    value: { id: string; at: number; by: FateKeys };
    indexes: { at: number; link: string; postId: string; hashes: string };
  };
}

export type StoreName =
  | 'pins'
  | 'drafts'
  | 'blobs'
  | 'blobChecks'
  | 'boards'
  | 'accounts'
  | 'singles'
  | 'damaged'
  | 'fates';
