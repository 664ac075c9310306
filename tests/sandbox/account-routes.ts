import { Hono } from 'hono';
import { expectWorkspace, reaches } from './access.ts';
import { presentAccount, presentWorkspace } from './present.ts';
import { expireTokens } from './publisher.ts';
import { Refusal } from './refusal.ts';
import { readQuery } from './request-body.ts';
import type { SandboxEnv, World } from './world.ts';

/** `GET /workspaces`, `GET /social-accounts[?workspaceId=]`, `GET /social-accounts/{id}`. */
export function accountRoutes({ state, clock }: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/workspaces', (c) => {
    readQuery(c, []);
    const seen = [...state.workspaces.values()].filter(({ id }) => reaches(c.get('key'), id));
    return c.json(seen.map(presentWorkspace));
  });

  routes.get('/social-accounts', (c) => {
    const { workspaceId } = readQuery(c, ['workspaceId']);
    if (workspaceId !== undefined) expectWorkspace(state, c.get('key'), workspaceId);
    expireTokens(state, clock.now());
    const seen = [...state.accounts.values()]
      .filter((account) => reaches(c.get('key'), account.workspaceId))
      .filter((account) => workspaceId === undefined || account.workspaceId === workspaceId)
      .sort((a, b) => b.connectedAt - a.connectedAt);
    return c.json(seen.map(presentAccount));
  });

  routes.get('/social-accounts/:id', (c) => {
    readQuery(c, []);
    expireTokens(state, clock.now());
    const account = state.accounts.get(c.req.param('id'));
    if (!account || !reaches(c.get('key'), account.workspaceId)) {
      throw new Refusal('ACCOUNT_NOT_FOUND', 'There is no such account.');
    }
    return c.json(presentAccount(account));
  });

  return routes;
}
