import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createApiApp } from './api.ts';
import { type Clock, createClock } from './clock.ts';
import { editPost, type PostEdit, removePost } from './dashboard.ts';
import { createFaultQueue, type FaultQueue } from './faults.ts';
import { fetchMediaOverHttp } from './fetch-media.ts';
import { acceptHttpLink } from './pin-rules.ts';
import { createPublisher } from './publisher.ts';
import { createRateLimiter, RATE_LIMITS, type RateLimit } from './rate-limit.ts';
import type { Readings } from './readings.ts';
import { createRequestLog, type LogEntry } from './request-log.ts';
import { DEMO_KEY, emptyState, seedDemo, seedSecondWorkspace } from './seed.ts';
import type { Post, State } from './state.ts';
import { createStorageApp } from './storage.ts';
import type { SandboxEnv, World } from './world.ts';

/** All optional. */
export interface SandboxOptions {
  /** Default 4100; 0: any free one. */
  apiPort?: number;
  /** Default 4101; 0: any free one. */
  storagePort?: number;
  /** Epoch ms; default real time. The sandbox's clock can be moved on top of it. */
  now?: () => number;
  /** Default 60 a minute and 1,000 in 15 minutes; an empty list: none. */
  rateLimits?: readonly RateLimit[];
  /** Adds a workspace whose Pinterest account is TOKEN_EXPIRED. */
  secondWorkspace?: boolean;
  /** How open points are read, from the start and after each reset; all others as we assume. */
  readings?: Partial<Readings>;
  /** How the server gets a `mediaItems` address; throws with the reason. Default: https, or http on this machine. */
  fetchMedia?: (url: URL) => Promise<Uint8Array>;
  /** Does a pin's link resolve? Default: every valid http(s) address outside `settings.deadLinks`. */
  resolveLink?: (link: string) => Promise<boolean>;
  /** Default false: each connection serves one request, since browsers silently resend over a reused one that breaks. */
  keepAlive?: boolean;
}

/** A running stand-in. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT/api/v1`, without a slash at the end. */
  apiUrl: string;
  /** Origin of the upload host. */
  storageUrl: string;
  /** The page that shows the posts. */
  boardUrl: string;
  /** Base of the control endpoint. */
  controlUrl: string;
  keys: string[];
  /** Live records: read and change them at will, then `publish()` if something fell due by it. */
  state: State;
  clock: Clock;
  faults: FaultQueue;
  /** Every request to API and storage so far, in order of arrival. */
  requests: LogEntry[];
  /** What a person does to a post in the dashboard, behind the API's back. Throws for an id that is not there. */
  dashboard: { edit(postId: string, edit: PostEdit): void; remove(postId: string): void };
  /** Does what is due; resolves when it is done. */
  publish(): Promise<void>;
  /** Back to the seed: records, settings, faults, log, rate limits, clock. */
  reset(options?: { secondWorkspace?: boolean }): void;
  /** Ends both servers and every open connection. */
  close(): Promise<void>;
}

/** Starts API and storage on 127.0.0.1. Rejects where a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { apiPort = 4100, storagePort = 4101, keepAlive = false } = options;
  const state = emptyState();
  const realNow = options.now ?? Date.now;
  const clock = createClock(() => realNow() + state.settings.clockSkewMs);
  const resolveLink = async (link: string) => {
    const resolve = options.resolveLink ?? ((address: string) => acceptHttpLink(address, state.settings.deadLinks));
    return resolve(link).catch(() => false);
  };
  const publisher = createPublisher({ state, clock, resolveLink });
  clock.onMove(publisher.run);
  let storageUrl = '';
  const world: World = {
    state,
    clock,
    limiter: createRateLimiter(options.rateLimits ?? RATE_LIMITS),
    log: createRequestLog(),
    faults: createFaultQueue(),
    publisher,
    storageUrl: () => storageUrl,
    resolveLink,
    fetchMedia: options.fetchMedia ?? fetchMediaOverHttp,
  };

  function reset({ secondWorkspace = options.secondWorkspace ?? false }: { secondWorkspace?: boolean } = {}): void {
    clock.reset();
    world.limiter.reset();
    world.log.clear();
    world.faults.clear();
    seedDemo(state, clock.now());
    Object.assign(state.settings, options.readings);
    if (secondWorkspace) seedSecondWorkspace(state, clock.now());
  }
  reset();

  function expectPost(id: string): Post {
    const post = state.posts.get(id);
    if (!post) throw new Error(`There is no post ${id}.`);
    return post;
  }

  const storage = await listen(createStorageApp(world), storagePort, keepAlive);
  storageUrl = originOf(storage);
  const api = await listen(
    createApiApp(world, (secondWorkspace) => reset({ secondWorkspace })),
    apiPort,
    keepAlive,
  ).catch(async (error) => {
    await end(storage);
    throw error;
  });

  return {
    apiUrl: `${originOf(api)}/api/v1`,
    storageUrl,
    boardUrl: `${originOf(api)}/`,
    controlUrl: `${originOf(api)}/_control`,
    keys: [DEMO_KEY],
    state,
    clock,
    faults: world.faults,
    requests: world.log.entries,
    dashboard: {
      edit: (postId, edit) => editPost(expectPost(postId), edit, clock.now()),
      remove: (postId) => removePost(expectPost(postId), clock.now()),
    },
    publish: publisher.run,
    reset,
    async close() {
      publisher.stop();
      await Promise.all([end(api), end(storage)]);
    },
  };
}

async function listen(app: Hono<SandboxEnv>, port: number, keepAlive: boolean): Promise<Server> {
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  if (!keepAlive) server.maxRequestsPerSocket = 1;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening'); // rejects on 'error'
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
