import type { Account, MediaAsset, Post, Workspace } from './state.ts';

/** Epoch ms as the wire's UTC ISO-8601. */
export function toIso(at: number): string;
export function toIso(at: number | null): string | null;
export function toIso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export function presentWorkspace({ id, name, slug, timezone }: Workspace): object {
  return { id, name, slug, timezone };
}

export function presentAccount(account: Account): object {
  return {
    ...account,
    connectedAt: toIso(account.connectedAt),
    lastRefreshedAt: toIso(account.lastRefreshedAt),
    tokenExpiresAt: toIso(account.tokenExpiresAt),
    lastRefreshAttemptAt: toIso(account.lastRefreshAttemptAt),
  };
}

export function presentMediaAsset({ id, workspaceId, filename, contentType, ...asset }: MediaAsset): object {
  return {
    id,
    workspaceId,
    filename,
    contentType,
    bytes: asset.bytes?.byteLength ?? asset.declaredBytes,
    folderId: null,
    createdAt: toIso(asset.createdAt),
  };
}

/** The post object as it is read back: the documented names, and none else. */
export function presentPost(post: Post): object {
  return {
    id: post.id,
    workspaceId: post.workspaceId,
    status: post.status,
    caption: post.caption,
    scheduledAt: toIso(post.scheduledAt),
    timezone: post.timezone,
    createdViaApi: post.createdViaApi,
    createdAt: toIso(post.createdAt),
    updatedAt: toIso(post.updatedAt),
    media: post.media.map(({ mediaAssetId, altText }, order) => ({ postId: post.id, mediaAssetId, order, altText })),
    targets: post.targets.map((target) => ({
      id: target.id,
      socialAccountId: target.socialAccountId,
      platformOptions: target.platformOptions,
      mediaIds: post.media.map(({ mediaAssetId }) => mediaAssetId),
      status: target.status,
      publishedAt: toIso(target.publishedAt),
      externalPostId: target.externalPostId,
      externalUrl: target.externalUrl,
      errorCode: target.errorCode,
      errorMessage: target.errorMessage,
      attemptCount: target.attemptCount,
      lastAttemptAt: toIso(target.lastAttemptAt),
    })),
  };
}
