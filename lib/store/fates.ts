import * as z from 'zod/mini';
import { stripTracking } from '../page/judge/tracking';
import type { Pin } from '../pin/pin';
import { type Reading, read, type Writing, write } from './database';
import type { FateKeys } from './schema';

/**
 * What became of a pin. It outlives the pin's row: an import must not send again what was removed, and the planner says what
 * was pinned already. Times are epoch ms.
 */
export const Fate = z.object({
  /** The pin's own id. */
  id: z.string(),
  /** How it ended: on Pinterest, canceled and then removed, or removed before it was published. */
  fate: z.enum(['published', 'canceled', 'removed']),
  postId: z.nullable(z.string()),
  accountId: z.nullable(z.string()),
  boardId: z.string(),
  boardName: z.string(),
  title: z.string(),
  /** Without tracking parameters (see `plainLink`). */
  link: z.string(),
  /** SHA-256 (hex) of each slide's bytes, as found and as sent. */
  hashes: z.array(z.string()),
  /** Perceptual hashes (hex) of the slides. */
  looks: z.array(z.string()),
  publishAt: z.nullable(z.number()),
  /** On Pinterest, where Postbreeze named the address. */
  externalUrl: z.nullable(z.string()),
  at: z.number(),
});
export type Fate = z.infer<typeof Fate>;

/** A link as links are compared: without tracking parameters. */
export function plainLink(link: string): string {
  return stripTracking(link.trim());
}

export function toFateRow(pin: Pin, fate: Fate['fate'], at: number): Fate & { by: FateKeys } {
  const facts = pin.slides.flatMap(({ original, ready }) => [original, ready]).filter((one) => one !== null);
  const unique = (values: (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  const link = plainLink(pin.link);
  return {
    id: pin.id,
    fate,
    postId: pin.done.postId,
    accountId: pin.accountId,
    boardId: pin.board?.id ?? '',
    boardName: pin.board?.name ?? '',
    title: pin.title,
    link,
    hashes: unique(facts.map(({ hash }) => hash)),
    looks: unique(facts.map(({ look }) => look)),
    publishAt: pin.publishAt,
    externalUrl: pin.post?.externalUrl ?? null,
    at,
    by: { ...(link && { link }), ...(pin.done.postId && { postId: pin.done.postId }) },
  };
}

/** Notes a pin that was published, within a transaction over `fates`; repeated when its address becomes known. */
export async function notePublished(transaction: Writing, pin: Pin): Promise<void> {
  await transaction.objectStore('fates').put(toFateRow(pin, 'published', pin.post?.publishedAt ?? pin.updatedAt));
}

/** Notes a pin whose row goes, within a transaction over `fates`. A draft that never left, and a working copy, leave no trace. */
export async function noteRemoved(transaction: Writing, pin: Pin, now: number): Promise<void> {
  if (pin.state === 'published') return notePublished(transaction, pin);
  const hasLeft = pin.done.postId !== null || pin.done.createStartedAt !== null;
  if (pin.state === 'draft' && !hasLeft) return;
  await transaction.objectStore('fates').put(toFateRow(pin, pin.state === 'canceled' ? 'canceled' : 'removed', now));
}

/** Takes a removal back, within a transaction over `fates`. */
export async function forgetRemoval(transaction: Writing, id: string): Promise<void> {
  const fate = await readFate(transaction, id);
  if (fate && fate.fate !== 'published') await transaction.objectStore('fates').delete(id);
}

/** A pin's fate, within a transaction over `fates`. */
export async function readFate(transaction: Reading | Writing, id: string): Promise<Fate | undefined> {
  return z.safeParse(Fate, await transaction.objectStore('fates').get(id)).data;
}

/** Fates from `from` on (epoch ms), latest first. */
export async function listFates({ from = 0, limit }: { from?: number; limit?: number } = {}): Promise<Fate[]> {
  const rows = await read(['fates'], async (transaction) => {
    const found: unknown[] = [];
    let cursor = await transaction.objectStore('fates').index('at').openCursor(IDBKeyRange.lowerBound(from), 'prev');
    for (; cursor && found.length < (limit ?? Number.POSITIVE_INFINITY); cursor = await cursor.continue())
      found.push(cursor.value);
    return found;
  });
  return parseFates(rows);
}

/** What became of pins with this link, tracking parameters apart. */
export async function listFatesOfLink(link: string): Promise<Fate[]> {
  const rows = await read(['fates'], (transaction) =>
    transaction.objectStore('fates').index('link').getAll(plainLink(link)),
  );
  return parseFates(rows);
}

/** What became of pins with a picture of exactly these bytes (SHA-256, hex). */
export async function listFatesOfHash(hash: string): Promise<Fate[]> {
  const rows = await read(['fates'], (transaction) => transaction.objectStore('fates').index('hashes').getAll(hash));
  return parseFates(rows);
}

/** Adds fates that another export knows; what is known here stays. */
export async function addFates(fates: Fate[]): Promise<void> {
  await write(['fates'], async (transaction) => {
    const store = transaction.objectStore('fates');
    for (const fate of fates) {
      if ((await store.getKey(fate.id)) !== undefined) continue;
      const by: FateKeys = { ...(fate.link && { link: fate.link }), ...(fate.postId && { postId: fate.postId }) };
      await store.put({ ...fate, by });
    }
  });
}

function parseFates(rows: unknown[]): Fate[] {
  return rows.flatMap((row) => z.safeParse(Fate, row).data ?? []);
}
