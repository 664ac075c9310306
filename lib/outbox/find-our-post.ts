import type { Sent } from '../pin/pin';
import type { Post } from '../postbreeze/wire';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How far this browser's clock and Postbreeze's may be apart. */
const SKEW = 10 * MINUTE;

/** What became of a create call of unknown outcome, as far as a list of posts tells. */
export type Finding = { kind: 'found'; post: Post } | { kind: 'ambiguous' } | { kind: 'absent' };

/**
 * Looks for our own post. By the ids of its media, which nobody else has; where it was sent without any, by account, board,
 * title, link, description and time, created since the call began. Several that fit cannot be told apart.
 */
export function findOurPost(posts: readonly Post[], sent: Sent, startedAt: number): Finding {
  const fitting =
    sent.mediaIds.length > 0
      ? posts.filter((post) => hasMedia(post, sent))
      : posts.filter((post) => saysTheSame(post, sent, startedAt));
  const [post, ...others] = fitting;
  if (!post) return { kind: 'absent' };
  return others.length > 0 ? { kind: 'ambiguous' } : { kind: 'found', post };
}

/** Ids of one upload are ours alone; one of them is enough. */
function hasMedia(post: Post, sent: Sent): boolean {
  const ids = new Set([
    ...post.media.map(({ mediaAssetId }) => mediaAssetId),
    ...post.targets.flatMap((target) => target.mediaIds),
  ]);
  return sent.mediaIds.some((id) => ids.has(id));
}

function saysTheSame(post: Post, sent: Sent, startedAt: number): boolean {
  return (
    post.caption.trim() === sent.caption.trim() &&
    isSameTime(post.scheduledAt, sent.scheduledFor) &&
    post.createdAt !== null &&
    post.createdAt >= startedAt - SKEW &&
    post.targets.some(
      ({ socialAccountId, platformOptions: { board, title, link } }) =>
        socialAccountId === sent.accountId &&
        board === sent.boardId &&
        title.trim() === sent.title.trim() &&
        link === sent.link,
    )
  );
}

/** Postbreeze may keep whole seconds only. */
export function isSameTime(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) < SECOND;
}

const USUAL_PAGES = new Set([10, 20, 25, 30, 50, 100, 200, 250, 500, 1000]);

/**
 * Whether a list may be only the first page of more: it has a page's usual length, and a post that we know of is not in it.
 * No paging is documented, so what is missing from such a list is not known to be absent.
 */
export function mayBeCut(posts: readonly Post[], knownIds: readonly string[]): boolean {
  if (!USUAL_PAGES.has(posts.length)) return false;
  const shown = new Set(posts.map(({ id }) => id));
  return knownIds.some((id) => !shown.has(id));
}
