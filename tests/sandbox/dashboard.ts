import { cancelPost, requeue } from './post-life.ts';
import { presentPost, toIso } from './present.ts';
import type { Post, State } from './state.ts';

/** What a person may change of a post in the dashboard. Times are epoch ms. */
export interface PostEdit {
  caption?: string | undefined;
  board?: string | undefined;
  title?: string | undefined;
  link?: string | undefined;
  scheduledAt?: number | undefined;
  status?: 'SCHEDULED' | 'CANCELED' | 'DRAFT' | undefined;
}

/** Changes a post as a person would in the dashboard, behind the API's back. `SCHEDULED` also approves. */
export function editPost(post: Post, edit: PostEdit, now: number): void {
  const { caption, scheduledAt, status, ...options } = edit;
  if (caption !== undefined) post.caption = caption;
  if (scheduledAt !== undefined) post.scheduledAt = scheduledAt;
  for (const target of post.targets) {
    if (target.platformOptions.platform === 'PINTEREST') Object.assign(target.platformOptions, options);
  }
  if (status === 'CANCELED') cancelPost(post, now);
  else if (status) post.status = status;
  if (status === 'SCHEDULED' || status === 'DRAFT' || (scheduledAt !== undefined && post.status === 'SCHEDULED')) {
    requeue(post.targets, post.status === 'SCHEDULED' ? post.scheduledAt : null);
  }
  post.updatedAt = now;
}

/** Removes a post as the dashboard does: stopped, and gone for the API. */
export function removePost(post: Post, now: number): void {
  cancelPost(post, now);
  post.deletedAt = now;
}

/** A post with all that a test or a person wants to see of it: deleted ones too, and its media with their address. */
export function showPost(state: State, post: Post): object {
  return {
    ...presentPost(post),
    deletedAt: toIso(post.deletedAt),
    files: post.media.map(({ mediaAssetId, altText }) => {
      const asset = state.media.get(mediaAssetId);
      return {
        id: mediaAssetId,
        altText,
        filename: asset?.filename ?? null,
        contentType: asset?.contentType ?? null,
        sourceUrl: asset?.sourceUrl ?? null,
        bytes: asset?.bytes?.byteLength ?? null,
        url: `/_control/media/${mediaAssetId}`,
      };
    }),
  };
}
