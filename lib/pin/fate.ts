import * as z from 'zod/mini';
import { stripTracking } from '../page/judge/tracking';
import type { Pin } from './pin';

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

/** A pin's fate, taken down from its row as it is now. */
export function describeFate(pin: Pin, fate: Fate['fate'], at: number): Fate {
  const facts = pin.slides.flatMap(({ original, ready }) => [original, ready]).filter((one) => one !== null);
  const unique = (values: (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  return {
    id: pin.id,
    fate,
    postId: pin.done.postId,
    accountId: pin.accountId,
    boardId: pin.board?.id ?? '',
    boardName: pin.board?.name ?? '',
    title: pin.title,
    link: plainLink(pin.link),
    hashes: unique(facts.map(({ hash }) => hash)),
    looks: unique(facts.map(({ look }) => look)),
    publishAt: pin.publishAt,
    externalUrl: pin.post?.externalUrl ?? null,
    at,
  };
}
