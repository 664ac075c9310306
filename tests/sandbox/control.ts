import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { editPost, removePost, showPost } from './dashboard.ts';
import { faultSchema } from './faults.ts';
import { RULE_CODES } from './pin-rules.ts';
import { presentAccount } from './present.ts';
import { READINGS, type ReadingName, type Readings, readReadings } from './readings.ts';
import { Refusal } from './refusal.ts';
import { parseStrictly, readJson } from './request-body.ts';
import type { SandboxEnv, World } from './world.ts';

const instant = z.pipe(
  z.iso.datetime(),
  z.transform((text: string) => Date.parse(text)),
);
const count = z.int().check(z.nonnegative());
const when = z.enum(['create', 'publish']);

const clockSchema = z.union([z.strictObject({ move: z.int() }), z.strictObject({ set: instant })]);
const keySchema = z.partial(
  z.strictObject({
    revoked: z.boolean(),
    readOnly: z.boolean(),
    workspaceIds: z.union([z.literal('all'), z.array(z.string())]),
  }),
);
const workspaceSchema = z.partial(
  z.strictObject({ name: z.string(), timezone: z.string(), needsApproval: z.boolean() }),
);
const accountSchema = z.partial(
  z.strictObject({
    status: z.enum(['ACTIVE', 'TOKEN_EXPIRED', 'REVOKED', 'DISCONNECTED']),
    scopes: z.array(z.string()),
    tokenExpiresAt: z.nullable(instant),
    defaultBoardId: z.nullable(z.string()),
    meta: z.record(z.string(), z.unknown()),
  }),
);
const limitsSchema = z.partial(
  z.strictObject({
    planLimit: z.nullable(count),
    storageLimit: z.nullable(count),
    maxUploadBytes: count,
    publishingMs: count,
    deadLinks: z.array(z.string()),
    timing: z.partialRecord(z.enum(RULE_CODES), when),
  }),
);
const publishFaultSchema = z.strictObject({
  code: z.string(),
  times: z._default(z.int().check(z.positive()), 1),
  accountId: z.optional(z.string()),
});
const postEditSchema = z.partial(
  z.strictObject({
    caption: z.string(),
    board: z.string(),
    title: z.string(),
    link: z.string(),
    scheduledAt: instant,
    status: z.enum(['SCHEDULED', 'CANCELED', 'DRAFT']),
  }),
);
const resetSchema = z.strictObject({ secondWorkspace: z._default(z.boolean(), false) });

/**
 * `/_control`: what a test in another process does to the stand-in. JSON, no API key, loopback only, and only under a
 * loopback Host name and (for changes) with a JSON content type, so that no web page can call it.
 */
export function controlRoutes(world: World, reset: (withSecondWorkspace: boolean) => void): Hono<SandboxEnv> {
  const { state, clock, faults, log, publisher } = world;
  const routes = new Hono<SandboxEnv>();

  routes.use(async (c, next) => {
    expectLoopback(c);
    await next();
    if (c.req.method !== 'GET') await publisher.run();
  });

  routes.get('/', (c) =>
    c.json(routes.routes.filter(({ method }) => method !== 'ALL').map((r) => `${r.method} ${r.path}`)),
  );
  routes.get('/state', (c) => {
    const { keys, workspaces, accounts, settings, publishFaults } = state;
    return c.json({
      now: new Date(clock.now()).toISOString(),
      keys: [...keys.values()],
      workspaces: [...workspaces.values()],
      accounts: [...accounts.values()].map(presentAccount),
      settings,
      publishFaults,
      faults: faults.pending(),
      posts: [...state.posts.values()].map((post) => showPost(state, post)),
    });
  });
  routes.post('/reset', async (c) => {
    reset(parseStrictly(resetSchema, await readJson(c)).secondWorkspace);
    return c.json({ ok: true });
  });
  routes.post('/clock', async (c) => {
    const step = parseStrictly(clockSchema, await readJson(c));
    await ('move' in step ? clock.move(step.move) : clock.set(step.set));
    return c.json({ now: new Date(clock.now()).toISOString() });
  });

  routes.get('/requests', (c) => c.json(log.entries));
  routes.delete('/requests', (c) => {
    log.clear();
    return c.json({ ok: true });
  });

  routes.get('/faults', (c) => c.json(faults.pending()));
  routes.post('/faults', async (c) => {
    faults.add(...parseStrictly(z.array(faultSchema), [await readJson(c)].flat()));
    return c.json(faults.pending());
  });
  routes.delete('/faults', (c) => {
    faults.clear();
    state.publishFaults.length = 0;
    return c.json([]);
  });
  routes.post('/publish-faults', async (c) => {
    state.publishFaults.push(parseStrictly(publishFaultSchema, await readJson(c)));
    return c.json(state.publishFaults);
  });

  routes.patch('/keys/:id', async (c) =>
    c.json(Object.assign(expectRecord(state.keys, c), parseStrictly(keySchema, await readJson(c)))),
  );
  routes.patch('/workspaces/:id', async (c) =>
    c.json(Object.assign(expectRecord(state.workspaces, c), parseStrictly(workspaceSchema, await readJson(c)))),
  );
  routes.patch('/accounts/:id', async (c) =>
    c.json(
      presentAccount(Object.assign(expectRecord(state.accounts, c), parseStrictly(accountSchema, await readJson(c)))),
    ),
  );
  routes.patch('/settings', async (c) => {
    const written = Object.entries(parseStrictly(z.record(z.string(), z.unknown()), await readJson(c)));
    const readings = takeReadings(Object.fromEntries(written.filter(([name]) => name in READINGS)));
    const { timing, ...limits } = parseStrictly(
      limitsSchema,
      Object.fromEntries(written.filter(([name]) => !(name in READINGS))),
    );
    Object.assign(state.settings, readings, limits);
    Object.assign(state.settings.timing, timing);
    return c.json(state.settings);
  });

  routes.get('/readings', (c) =>
    c.json(Object.entries(READINGS).map(([name, one]) => ({ name, ...one, is: state.settings[name as ReadingName] }))),
  );

  routes.get('/posts', (c) => c.json([...state.posts.values()].map((post) => showPost(state, post))));
  routes.patch('/posts/:id', async (c) => {
    const post = expectRecord(state.posts, c);
    editPost(post, parseStrictly(postEditSchema, await readJson(c)), clock.now());
    return c.json(showPost(state, post));
  });
  routes.delete('/posts/:id', (c) => {
    const post = expectRecord(state.posts, c);
    removePost(post, clock.now());
    return c.json(showPost(state, post));
  });
  routes.get('/media/:id', (c) => {
    const { bytes } = expectRecord(state.media, c);
    if (!bytes) throw new Refusal('MEDIA_NOT_FOUND', 'Nothing was stored for it.');
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': typeOf(bytes), 'X-Content-Type-Options': 'nosniff' });
  });

  return routes;
}

/** Only image types are ever named, so that stored bytes cannot run as a page of this origin. */
function typeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('GIF8')) return 'image/gif';
  return head.startsWith('WEBP', 8) ? 'image/webp' : 'application/octet-stream';
}

function expectRecord<Item>(records: Map<string, Item>, c: Context<SandboxEnv>): Item {
  const record = records.get(c.req.param('id') ?? '');
  if (!record) throw new Refusal('ROUTE_NOT_FOUND', 'There is nothing of that id.');
  return record;
}

function takeReadings(written: object): Partial<Readings> {
  try {
    return readReadings(written);
  } catch (error) {
    throw new Refusal('VALIDATION_FAILED', (error as Error).message);
  }
}

function expectLoopback(c: Context<SandboxEnv>): void {
  const from = c.env.incoming.socket.remoteAddress ?? '';
  const host = (c.req.header('Host') ?? '').replace(/:\d+$/, '');
  const isLoopback = /^(::ffff:)?127\.|^::1$/.test(from) && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(host);
  if (!isLoopback) throw new Refusal('ROLE_FORBIDDEN', 'The control endpoint answers this machine only.');
  const isBare = c.req.method === 'GET' || c.req.method === 'DELETE';
  if (!isBare && !/^application\/json/i.test(c.req.header('Content-Type') ?? '')) {
    throw new Refusal('BODY_NOT_JSON', 'Changes are JSON.');
  }
}
