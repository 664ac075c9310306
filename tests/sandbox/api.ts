import { Hono } from 'hono';
import { checkKey } from './access.ts';
import { accountRoutes } from './account-routes.ts';
import { controlRoutes } from './control.ts';
import { speakDialect } from './dialect.ts';
import { injectFaults } from './fault-wire.ts';
import { mediaRoutes } from './media-routes.ts';
import { boardPage } from './page.ts';
import { postRoutes } from './post-routes.ts';
import { answerError, makeEnvelope, Refusal } from './refusal.ts';
import { recordRequests } from './request-log.ts';
import type { SandboxEnv, World } from './world.ts';

/** The API origin: `/api/v1` behind log, faults and key check; `/_control` and the human page beside it. No CORS headers. */
export function createApiApp(world: World, reset: (withSecondWorkspace: boolean) => void): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.onError(answerError);
  app.notFound(() => makeEnvelope(new Refusal('ROUTE_NOT_FOUND', 'There is no such call.')));

  app.use('/api/v1/*', recordRequests(world.log, 'api', world.clock.now));
  app.use('/api/v1/*', injectFaults(world.faults));
  app.use('/api/v1/*', speakDialect(world));
  app.use('/api/v1/*', async (_c, next) => {
    await world.publisher.run();
    await next();
    await world.publisher.run(); // what the call scheduled gets its timer
  });
  app.use('/api/v1/*', checkKey(world));
  for (const routes of [accountRoutes(world), mediaRoutes(world), postRoutes(world)]) app.route('/api/v1', routes);

  app.route('/_control', controlRoutes(world, reset));
  app.route('/', boardPage(world));
  return app;
}
