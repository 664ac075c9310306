import type { MiddlewareHandler } from 'hono';
import { Refusal } from './refusal.ts';
import type { ApiKey, State } from './state.ts';
import type { SandboxEnv, World } from './world.ts';

const BEARER = /^Bearer (pb_live_[A-Za-z0-9]{32})$/;

/** Lets through known keys within their rate limit: 401, then 429; writes with a read-only key are 403. */
export function checkKey({ state, limiter, clock }: World): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const authorization = c.req.header('Authorization');
    if (authorization === undefined) throw new Refusal('KEY_MISSING', 'Send Authorization: Bearer pb_live_….');
    const key = state.keys.get(BEARER.exec(authorization)?.[1] ?? '');
    if (!key) throw new Refusal('KEY_INVALID', 'The API key is not known.');
    if (key.revoked) throw new Refusal('KEY_REVOKED', 'The API key was revoked.');
    limiter.spend(key.key, clock.now());
    if (key.readOnly && c.req.method !== 'GET') throw new Refusal('ROLE_FORBIDDEN', 'This key may not write.');
    c.set('key', key);
    await next();
  };
}

/** May this key see this workspace? */
export function reaches(key: ApiKey, workspaceId: string): boolean {
  return key.workspaceIds === 'all' || key.workspaceIds.includes(workspaceId);
}

/** 403 where the key does not reach the workspace, or there is none of that id. */
export function expectWorkspace(state: State, key: ApiKey, workspaceId: string): string {
  if (!state.workspaces.has(workspaceId) || !reaches(key, workspaceId)) {
    throw new Refusal('WORKSPACE_FORBIDDEN', 'This key does not reach that workspace.');
  }
  return workspaceId;
}

/** Ids of all workspaces that the key reaches. */
export function findReachable(state: State, key: ApiKey): string[] {
  return [...state.workspaces.keys()].filter((id) => reaches(key, id));
}
