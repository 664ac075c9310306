import { randomBytes } from 'node:crypto';
import type { RuleCode } from './pin-rules.ts';
import type { Readings } from './readings.ts';

/** An API key and what it may do. */
export interface ApiKey {
  key: string;
  workspaceIds: string[] | 'all';
  revoked: boolean;
  /** A role that may look but not write: every write is 403. */
  readOnly: boolean;
}

export interface Workspace {
  id: string;
  name: string;
  slug: string;
  timezone: string;
  /** New posts wait as NEEDS_APPROVAL until the dashboard says otherwise. */
  needsApproval: boolean;
}

export type AccountStatus = 'ACTIVE' | 'TOKEN_EXPIRED' | 'REVOKED' | 'DISCONNECTED';

/** A social account. Times are epoch ms; the wire shows ISO. */
export interface Account {
  id: string;
  workspaceId: string;
  platform: string;
  externalId: string;
  handle: string;
  displayName: string | null;
  avatarUrl: string | null;
  status: AccountStatus;
  scopes: string[];
  connectedAt: number;
  lastRefreshedAt: number | null;
  tokenExpiresAt: number | null;
  lastRefreshAttemptAt: number | null;
  lastRefreshError: string | null;
  lastRefreshErrorStatus: number | null;
  meta: Record<string, unknown>;
  defaultBoardId: string | null;
}

/** A stored (or promised) file. `bytes` is null until the PUT arrived or the server fetched it. */
export interface MediaAsset {
  id: string;
  workspaceId: string;
  filename: string;
  contentType: string;
  declaredBytes: number | null;
  kind: 'IMAGE' | 'VIDEO';
  createdAt: number;
  /** Until when the presigned upload may be used. */
  uploadEndsAt: number;
  uploadHeaders: Record<string, string>;
  signature: string;
  /** Where the server fetched it from, for `mediaItems`. */
  sourceUrl: string | null;
  bytes: Uint8Array | null;
}

export type TargetStatus = 'PENDING' | 'PUBLISHING' | 'PUBLISHED' | 'FAILED' | 'CANCELED';

export interface Target {
  id: string;
  socialAccountId: string;
  platformOptions: Record<string, unknown> & { platform: string };
  status: TargetStatus;
  publishedAt: number | null;
  externalPostId: string | null;
  externalUrl: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  attemptCount: number;
  lastAttemptAt: number | null;
  /** When the next attempt starts, or (while PUBLISHING) when this one ends. */
  dueAt: number | null;
}

export type PostStatus =
  | 'DRAFT'
  | 'NEEDS_APPROVAL'
  | 'SCHEDULED'
  | 'PUBLISHING'
  | 'PARTIALLY_PUBLISHED'
  | 'PUBLISHED'
  | 'FAILED'
  | 'CANCELED';

export interface Post {
  id: string;
  workspaceId: string;
  status: PostStatus;
  caption: string;
  scheduledAt: number | null;
  timezone: string;
  createdViaApi: boolean;
  createdAt: number;
  updatedAt: number;
  media: { mediaAssetId: string; altText: string | null }[];
  targets: Target[];
  /** Soft delete; such a post still publishes. */
  deletedAt: number | null;
}

/** How each open point is read, and limits that a test lowers. */
export interface Settings extends Readings {
  /** Posts per calendar month (UTC); null: no limit. */
  planLimit: number | null;
  /** Bytes of all media; null: no limit. */
  storageLimit: number | null;
  /** Postbreeze's own cap for one file, in bytes. */
  maxUploadBytes: number;
  /** How long a post stays PUBLISHING, in ms of the stand-in's clock. */
  publishingMs: number;
  /** Links beginning with one of these do not resolve. */
  deadLinks: string[];
  /** When each rule is enforced. */
  timing: Record<RuleCode, 'create' | 'publish'>;
}

/** An outcome forced on the next publish attempts. PIN_RATE_LIMITED is tried again later; any other code is final. */
export interface PublishFault {
  code: string;
  times: number;
  accountId?: string | undefined;
}

/** Everything the stand-in knows; tests may read and change it at will. */
export interface State {
  keys: Map<string, ApiKey>;
  workspaces: Map<string, Workspace>;
  accounts: Map<string, Account>;
  media: Map<string, MediaAsset>;
  posts: Map<string, Post>;
  publishFaults: PublishFault[];
  settings: Settings;
}

/** A new opaque id such as `post_4f…`. */
export function newId(prefix: 'post' | 'soc' | 'ws' | 'med' | 'tgt' | 'req'): string {
  return `${prefix}_${randomBytes(9).toString('base64url').replace(/[-_]/g, 'x')}`;
}
