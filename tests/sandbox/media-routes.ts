import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { expectWorkspace, findReachable } from './access.ts';
import { presentMediaAsset, toIso } from './present.ts';
import { Refusal } from './refusal.ts';
import { parseStrictly, readJson, readQuery } from './request-body.ts';
import { type ApiKey, type MediaAsset, newId, type State } from './state.ts';
import type { SandboxEnv, World } from './world.ts';

const UPLOAD_MS = 15 * 60_000;

const ACCEPTED_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/heic', 'image/heif'];

const presignSchema = z.strictObject({
  filename: z.string().check(z.minLength(1), z.maxLength(255)),
  contentType: z.string().check(z.minLength(1), z.maxLength(100)),
  bytes: z.optional(z.int().check(z.positive())),
  folderId: z.optional(z.string()),
});

/** `POST /media/presign[?workspaceId=]`. */
export function mediaRoutes({ state, clock, storageUrl }: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.post('/media/presign', async (c) => {
    const workspaceId = chooseWorkspace(state, c.get('key'), readQuery(c, ['workspaceId']).workspaceId);
    const wanted = parseStrictly(presignSchema, await readJson(c));
    if (!ACCEPTED_TYPES.includes(wanted.contentType)) {
      throw new Refusal('FILE_TYPE_NOT_SUPPORTED', `${wanted.contentType} is not accepted.`);
    }
    if (wanted.folderId !== undefined) throw new Refusal('FOLDER_NOT_FOUND', 'There is no such folder.');
    const { maxUploadBytes, presignAnswer } = state.settings;
    if ((wanted.bytes ?? 0) > maxUploadBytes) {
      throw new Refusal('FILE_TOO_LARGE', `A file has at most ${maxUploadBytes} bytes.`, { limit: maxUploadBytes });
    }
    expectStorageLeft(state, wanted.bytes ?? 1);

    const now = clock.now();
    const asset: MediaAsset = {
      id: newId('med'),
      workspaceId,
      filename: wanted.filename,
      contentType: wanted.contentType,
      declaredBytes: wanted.bytes ?? null,
      kind: 'IMAGE',
      createdAt: now,
      uploadEndsAt: now + UPLOAD_MS,
      uploadHeaders:
        presignAnswer === 'addresses-only'
          ? {}
          : { 'Content-Type': wanted.contentType, 'Cache-Control': 'public, max-age=31536000, immutable' },
      signature: randomBytes(32).toString('hex'),
      sourceUrl: null,
      bytes: null,
    };
    state.media.set(asset.id, asset);
    const name = encodeURIComponent(wanted.filename);
    return c.json({
      uploadUrl: `${storageUrl()}/upload/${asset.id}/${name}?X-Amz-Expires=${UPLOAD_MS / 1000}&X-Amz-Signature=${asset.signature}`,
      publicUrl: `${storageUrl()}/public/${asset.id}/${name}`,
      ...(presignAnswer !== 'addresses-only' && { expiresAt: toIso(asset.uploadEndsAt), headers: asset.uploadHeaders }),
      ...(presignAnswer === 'full' && { mediaAsset: presentMediaAsset(asset) }),
    });
  });

  return routes;
}

/** A key that reaches several workspaces has to say which one it means. */
function chooseWorkspace(state: State, key: ApiKey, named: string | undefined): string {
  if (named !== undefined) return expectWorkspace(state, key, named);
  const [only, ...others] = findReachable(state, key);
  if (only === undefined || others.length > 0 || state.settings.presignNeedsWorkspace) {
    throw new Refusal('WORKSPACE_REQUIRED', 'Send ?workspaceId=.');
  }
  return only;
}

/** 403 STORAGE_LIMIT_EXCEEDED where `bytes` more do not fit. */
export function expectStorageLeft(state: State, bytes: number): void {
  const limit = state.settings.storageLimit;
  if (limit === null) return;
  const current = [...state.media.values()].reduce((sum, asset) => sum + (asset.bytes?.byteLength ?? 0), 0);
  if (current + bytes > limit) {
    throw new Refusal('STORAGE_LIMIT_EXCEEDED', 'The storage quota is used up.', { limit, current });
  }
}
