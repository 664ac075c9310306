import { expectWorkspace } from './access.ts';
import { expectStorageLeft } from './media-routes.ts';
import { findBrokenRule } from './pin-rules.ts';
import type { PostRequest } from './post-body.ts';
import { expireTokens } from './publisher.ts';
import type { Readings } from './readings.ts';
import { Refusal } from './refusal.ts';
import { type Account, type ApiKey, type MediaAsset, newId, type Post, type State, type Target } from './state.ts';
import type { World } from './world.ts';

/** What a create or a PATCH puts into a post. */
export type PostContent = Pick<
  Post,
  'workspaceId' | 'status' | 'caption' | 'scheduledAt' | 'timezone' | 'media' | 'targets'
>;

/** Checks a request against every rule that is in force at create, and makes the post's content of it. */
export async function composePost(world: World, key: ApiKey, request: PostRequest): Promise<PostContent> {
  const { state, clock } = world;
  const accounts = findAccounts(state, key, request);
  const workspaceId = expectOneWorkspace(accounts);
  expectFuture(request.scheduledAt, clock.now(), state.settings);
  refuseFirstComment(request);
  const uploaded = request.mediaIds.map((id) => expectMedia(state, workspaceId, id));

  const fetched: { asset: MediaAsset; altText: string | null }[] = [];
  for (const item of request.mediaItems) {
    fetched.push({ asset: await fetchItem(world, workspaceId, item), altText: item.altText ?? null });
  }
  const media = [...fetched, ...uploaded.map((asset) => ({ asset, altText: request.mediaAltText[asset.id] ?? null }))];
  await checkPins(
    world,
    accounts,
    request,
    media.map(({ asset }) => asset),
  );

  for (const { asset } of fetched) state.media.set(asset.id, asset);
  const workspace = state.workspaces.get(workspaceId)!;
  const status = chooseStatus(request.scheduledAt, workspace.needsApproval);
  return {
    workspaceId,
    status,
    caption: request.caption,
    scheduledAt: request.scheduledAt,
    timezone: request.timezone ?? workspace.timezone,
    media: media.map(({ asset, altText }) => ({ mediaAssetId: asset.id, altText })),
    targets: request.targets.map((target) => makeTarget(target, status === 'SCHEDULED' ? request.scheduledAt : null)),
  };
}

/** 400 for a time that is not after `now`, unless such times are read as “publish at once”. */
export function expectFuture(at: number | null, now: number, { pastTime }: Readings): void {
  if (at !== null && at <= now && pastTime === 'refused')
    throw new Refusal('SCHEDULED_IN_PAST', 'The time must be in the future.');
}

function chooseStatus(scheduledAt: number | null, needsApproval: boolean): 'DRAFT' | 'NEEDS_APPROVAL' | 'SCHEDULED' {
  if (scheduledAt === null) return 'DRAFT';
  return needsApproval ? 'NEEDS_APPROVAL' : 'SCHEDULED';
}

function makeTarget({ accountId, options }: PostRequest['targets'][number], dueAt: number | null): Target {
  return {
    id: newId('tgt'),
    socialAccountId: accountId,
    platformOptions: options,
    status: 'PENDING',
    publishedAt: null,
    externalPostId: null,
    externalUrl: null,
    errorCode: null,
    errorMessage: null,
    attemptCount: 0,
    lastAttemptAt: null,
    dueAt,
  };
}

function findAccounts(state: State, key: ApiKey, { targets }: PostRequest): Account[] {
  const ids = targets.map(({ accountId }) => accountId);
  if (new Set(ids).size !== ids.length) {
    throw new Refusal('VALIDATION_FAILED', 'An account may be named once; several boards in one post do not work.');
  }
  return targets.map(({ accountId, options }) => {
    const account = state.accounts.get(accountId);
    if (!account) throw new Refusal('ACCOUNT_NOT_FOUND', `There is no account ${accountId}.`);
    expectWorkspace(state, key, account.workspaceId);
    if (account.platform !== options.platform) {
      throw new Refusal('VALIDATION_FAILED', `platformOptions are for ${options.platform}, not ${account.platform}.`);
    }
    return account;
  });
}

function expectOneWorkspace([first, ...others]: Account[]): string {
  if (!first || others.some(({ workspaceId }) => workspaceId !== first.workspaceId)) {
    throw new Refusal('VALIDATION_FAILED', 'All accounts of a post belong to one workspace.');
  }
  return first.workspaceId;
}

function refuseFirstComment({ firstComment, targets }: PostRequest): void {
  const onPinterest = targets.filter(({ options }) => options.platform === 'PINTEREST');
  if (onPinterest.some(({ options }) => firstComment !== undefined || 'firstComment' in options)) {
    throw new Refusal('FIRST_COMMENT_NOT_SUPPORTED', 'Pinterest has no first comment.');
  }
}

function expectMedia(state: State, workspaceId: string, id: string): MediaAsset {
  const asset = state.media.get(id);
  if (asset?.workspaceId !== workspaceId) throw new Refusal('MEDIA_NOT_FOUND', `There is no media ${id}.`);
  return asset;
}

async function fetchItem(
  { state, clock, storageUrl, fetchMedia }: World,
  workspaceId: string,
  { type, url }: PostRequest['mediaItems'][number],
): Promise<MediaAsset> {
  const [, ownId] = url.startsWith(`${storageUrl()}/public/`) ? new URL(url).pathname.split('/').slice(1) : [];
  if (ownId) return expectMedia(state, workspaceId, ownId);

  const bytes = await fetchMedia(new URL(url)).catch((error: Error) => {
    throw new Refusal('MEDIA_FETCH_FAILED', `${url} could not be fetched: ${error.message}`, {}, { status: 400 });
  });
  expectStorageLeft(state, bytes.byteLength);
  const now = clock.now();
  return {
    id: newId('med'),
    workspaceId,
    filename: new URL(url).pathname.split('/').pop() || 'file',
    contentType: 'application/octet-stream',
    declaredBytes: null,
    kind: type,
    createdAt: now,
    uploadEndsAt: now,
    uploadHeaders: {},
    signature: '',
    sourceUrl: url,
    bytes,
  };
}

async function checkPins(
  { state, clock, resolveLink }: World,
  accounts: Account[],
  { targets, caption }: PostRequest,
  media: MediaAsset[],
): Promise<void> {
  const now = clock.now();
  expireTokens(state, now);
  for (const [index, account] of accounts.entries()) {
    const options = targets[index]!.options;
    if (options.platform !== 'PINTEREST') continue;
    const pin = { account, options, caption, media, now, settings: state.settings, resolveLink };
    const broken = await findBrokenRule(pin, 'create');
    if (broken) throw new Refusal(broken.code, broken.message, {}, { status: broken.status });
  }
}
