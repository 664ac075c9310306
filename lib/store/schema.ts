import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import type { Fate } from '../pin/fate';
import { findNews, findNextStep, findOverdueAt, needsUser } from '../pin/next-step';
import { PIN_VERSION, Pin } from '../pin/pin';

/** Raise it together with a migration and a stored database in `tests/unit/store/databases`. */
export const STORE_VERSION = 3;

/** Index keys derived from a pin at each write. Without a key the pin is not in that index. */
interface PinKeys {
  /** Lane, due time, chosen time: the engine's order. */
  due?: [string, number, number];
  /** End of the lease, while someone works on it. */
  leaseUntil?: number;
  /** 1: the badge counts it. */
  needsUser?: 1;
  /** When the pin becomes overdue unless it is published. */
  overdue?: number;
  /** 1: there is something to tell the user. */
  news?: 1;
  /** The account and the time whose slot the pin takes. */
  takes?: [accountId: string, at: number];
  postId?: string;
  /** State and creation: lists by state, newest first. */
  state: [string, number];
  /** Hashes of the blobs it needs. */
  blobs: string[];
}

/** Index keys of a draft. */
interface DraftKeys {
  /** Page address and last change; not for working copies and pins of a plan. */
  page?: [string, number];
  editOf?: string;
  blobs: string[];
}

/** When to check whether a pin still needs a blob; a store of its own, so that checking copies no pictures. */
interface BlobCheckRow {
  hash: string;
  /** Epoch ms. */
  checkAt: number;
  /** Whether nothing needed it at the last check. */
  loose: boolean;
}

/** A row that does not parse, as found. */
export interface DamagedRow {
  id: string;
  from: 'pins' | 'drafts' | 'boards' | 'accounts' | 'import';
  row: unknown;
  reason: string;
  foundAt: number;
}

/** Index keys of a fate. */
interface FateKeys {
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
  /** One row per name: settings, pauses, rate limit. */
  singles: { key: string; value: { name: string; value: unknown } };
  damaged: { key: string; value: DamagedRow };
  /** What became of pins whose rows may be gone (`fates.ts`). */
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

/** A stored pin, with its index keys. */
export type PinRow = Pin & { by: PinKeys };
export type DraftRow = Pin & { by: DraftKeys };

export function toPinRow(pin: Pin): PinRow {
  const step = findNextStep(pin);
  const by: PinKeys = { state: [pin.state, pin.createdAt], blobs: listHashes(pin) };
  if (pin.leaseUntil !== null) by.leaseUntil = pin.leaseUntil;
  else if (step) by.due = [step.lane, step.at, pin.publishAt ?? 0];
  if (needsUser(pin)) by.needsUser = 1;
  if (findNews(pin)) by.news = 1;
  const overdueAt = findOverdueAt(pin);
  if (overdueAt !== null) by.overdue = overdueAt;
  if (pin.publishAt !== null && TAKES_SLOT.has(pin.state)) by.takes = [pin.accountId ?? '', pin.publishAt];
  if (pin.done.postId) by.postId = pin.done.postId;
  return { ...pin, by };
}

const TAKES_SLOT = new Set<Pin['state']>(['queued', 'sending', 'handed-over', 'published', 'failed']);

export function toDraftRow(pin: Pin): DraftRow {
  const by: DraftKeys = { blobs: listHashes(pin) };
  if (pin.editOf) by.editOf = pin.editOf;
  else if (!pin.isCopy && pin.planId === null) by.page = [pin.source.pageUrl, pin.updatedAt];
  return { ...pin, by };
}

export function toFateRow(fate: Fate): Fate & { by: FateKeys } {
  const { link, postId } = fate;
  return { ...fate, by: { ...(link && { link }), ...(postId && { postId }) } };
}

/** The pin of a row, or why it does not parse. */
export function parsePin(row: unknown): { pin: Pin } | { reason: string } {
  const parsed = z.safeParse(Pin, upgradePin(row));
  if (parsed.success) return { pin: parsed.data };
  return { reason: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
}

/** The pin of a row; undefined if it does not parse. */
export function pinOf(row: unknown): Pin | undefined {
  const parsed = parsePin(row);
  return 'pin' in parsed ? parsed.pin : undefined;
}

/** The blobs a pin needs, each once. */
export function listHashes(pin: Pin): string[] {
  const hashes = pin.slides.flatMap((slide) => [slide.original?.hash, slide.ready?.hash]);
  return [...new Set(hashes.filter((hash) => hash !== undefined))];
}

type Row = Record<string, unknown>;

/** `UPGRADES[n]` upgrades a pin of version n to n + 1. Pure, since exports of any age are read too. */
const UPGRADES: Record<number, (row: Row) => Row> = { 1: keepUploadsByBytes, 2: addPlan };

/** A stored or exported pin in today's version, not yet parsed. Anything else is left to the parser. */
function upgradePin(row: unknown): unknown {
  if (!isRow(row) || typeof row.version !== 'number' || row.version >= PIN_VERSION) return row;
  let upgraded: Row = row;
  for (let version = row.version; version < PIN_VERSION; version++) {
    const upgrade = UPGRADES[version];
    if (!upgrade) return row;
    upgraded = { ...upgrade(upgraded), version: version + 1 };
  }
  return upgraded;
}

/** Version 1 kept media ids by slide, whatever its bytes, and not what was sent or told. */
function keepUploadsByBytes(row: Row): Row {
  const { mediaIds = {}, ...done } = isRow(row.done) ? (row.done as Row & { mediaIds?: Record<string, string> }) : {};
  const slides = Array.isArray(row.slides) ? (row.slides as Row[]) : [];
  const media = slides.flatMap((slide) => {
    const id = mediaIds[String(slide.id)];
    const hash = isRow(slide.ready) ? slide.ready.hash : undefined;
    if (id === undefined || hash === undefined) return [];
    const upload = id.startsWith('url:') ? { id: null, url: id.slice('url:'.length) } : { id, url: '' };
    return [[`${slide.id}:${hash}`, upload] as const];
  });
  const post = isRow(row.post) ? { scheduledAt: null, ...row.post } : null;
  return { told: '', ...row, post, done: { sent: null, ...done, media: Object.fromEntries(media) } };
}

/** Version 2 had no plans. Its `cancel` has no button any more; what it began now ends as a draft. */
function addPlan(row: Row): Row {
  return { planId: null, ...row, request: row.request === 'cancel' ? 'take-back' : row.request };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
