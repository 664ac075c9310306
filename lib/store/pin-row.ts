import * as z from 'zod/mini';
import type { Fate } from '../pin/fate';
import { findNews } from '../pin/news';
import { findNextStep, findOverdueAt, needsUser } from '../pin/next-step';
import { Pin } from '../pin/pin';
import { upgradePin } from '../pin/upgrade';
import type { DraftKeys, FateKeys, PinKeys } from './schema';

/** A pin as it is stored: with the keys that its indexes read. */
export type PinRow = Pin & { by: PinKeys };
export type DraftRow = Pin & { by: DraftKeys };

/** Writes down, beside the pin, everything it is looked up by. */
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

/** The blobs a pin needs, each once. */
export function listHashes(pin: Pin): string[] {
  const hashes = pin.slides.flatMap((slide) => [slide.original?.hash, slide.ready?.hash]);
  return [...new Set(hashes.filter((hash) => hash !== undefined))];
}
