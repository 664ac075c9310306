import { type Context, Hono } from 'hono';
import { expectWorkspace, reaches } from './access.ts';
import { composePost, expectFuture, type PostContent } from './compose-post.ts';
import { parseNewTime, parsePostRequest } from './post-body.ts';
import { cancelPost, requeue } from './post-life.ts';
import { presentPost } from './present.ts';
import type { Readings } from './readings.ts';
import { Refusal } from './refusal.ts';
import { expectNoBody, readJson, readQuery } from './request-body.ts';
import { newId, type Post, type PostStatus, type State } from './state.ts';
import type { SandboxEnv, World } from './world.ts';

/** Too late for PATCH, schedule and reschedule. */
const BEYOND_CHANGE: readonly PostStatus[] = ['PUBLISHING', 'PARTIALLY_PUBLISHED', 'PUBLISHED'];

/** Every call under `/posts`. */
export function postRoutes(world: World): Hono<SandboxEnv> {
  const { state, clock } = world;
  const routes = new Hono<SandboxEnv>();

  routes.post('/posts', async (c) => {
    readQuery(c, []);
    const content = await composePost(world, c.get('key'), parsePostRequest(await readJson(c)));
    expectPlanLeft(state, clock.now());
    const now = clock.now();
    const post: Post = {
      id: newId('post'),
      ...content,
      createdViaApi: true,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    state.posts.set(post.id, post);
    return answerCreate(c, post, state.settings);
  });

  routes.get('/posts', (c) => {
    const { workspaceId } = readQuery(c, ['workspaceId']);
    if (workspaceId !== undefined) expectWorkspace(state, c.get('key'), workspaceId);
    const seen = [...state.posts.values()]
      .filter((post) => post.deletedAt === null && reaches(c.get('key'), post.workspaceId))
      .filter((post) => workspaceId === undefined || post.workspaceId === workspaceId);
    return c.json(showList(seen, clock.now(), state.settings).map(presentPost));
  });

  routes.get('/posts/:id', (c) => {
    readQuery(c, []);
    const post = state.posts.get(c.req.param('id'));
    const isGone = post && post.deletedAt !== null && reaches(c.get('key'), post.workspaceId);
    if (isGone && state.settings.deletedPost === 'null') return c.json(null);
    return c.json(presentPost(expectPost(state, c)));
  });

  routes.patch('/posts/:id', async (c) => {
    readQuery(c, []);
    const before = expectPost(state, c);
    expectChangeable(before);
    const content = await composePost(world, c.get('key'), parsePostRequest(await readJson(c)));
    expectChangeable(before); // fetching media takes time
    const kept = before.status === 'DRAFT' && content.scheduledAt !== null ? keepDraft(content, state.settings) : {};
    return answerChange(c, Object.assign(before, content, kept, { updatedAt: clock.now() }), state.settings);
  });

  routes.post('/posts/:id/cancel', async (c) => {
    await expectNoBody(c);
    const post = expectPost(state, c);
    if (post.status === 'PUBLISHED') throw new Refusal('POST_ALREADY_PUBLISHED', 'Nothing is left to cancel.');
    return answerChange(c, cancelPost(post, clock.now()), state.settings);
  });

  routes.post('/posts/:id/retry', async (c) => {
    await expectNoBody(c);
    const post = expectPost(state, c);
    const failed = post.targets.filter(({ status }) => status === 'FAILED');
    if (failed.length === 0) throw new Refusal('NOTHING_TO_RETRY', 'No target of this post failed.');
    const now = clock.now();
    requeue(failed, now);
    Object.assign(post, { status: 'SCHEDULED', updatedAt: now });
    return answerChange(c, post, state.settings);
  });

  for (const verb of ['schedule', 'reschedule'] as const) {
    routes.post(`/posts/:id/${verb}`, async (c) => {
      const post = expectPost(state, c);
      expectChangeable(post);
      if (verb === 'schedule') expectSchedulable(post, state.settings);
      const at = parseNewTime(await readJson(c), state.settings.scheduleCall);
      expectFuture(at, clock.now(), state.settings);
      const status = post.status === 'NEEDS_APPROVAL' ? post.status : 'SCHEDULED';
      requeue(post.targets, status === 'SCHEDULED' ? at : null);
      return answerChange(c, Object.assign(post, { status, scheduledAt: at, updatedAt: clock.now() }), state.settings);
    });
  }

  routes.delete('/posts/:id', async (c) => {
    await expectNoBody(c);
    expectPost(state, c).deletedAt = clock.now(); // and nothing else: a scheduled post still publishes
    return c.body(null, 204);
  });

  return routes;
}

function expectPost(state: State, c: Context<SandboxEnv>): Post {
  const post = state.posts.get(c.req.param('id') ?? '');
  if (!post || post.deletedAt !== null || !reaches(c.get('key'), post.workspaceId)) {
    throw new Refusal('POST_NOT_FOUND', 'There is no such post.');
  }
  return post;
}

/** What PATCH with a time leaves of a draft, where it does not schedule it; throws where it is refused. */
function keepDraft({ scheduledAt, targets }: PostContent, { patchOfDraft }: Readings): Partial<PostContent> {
  if (patchOfDraft === 'schedules') return {};
  if (typeof patchOfDraft === 'number') {
    throw new Refusal('POST_NOT_SCHEDULED', 'A draft is not scheduled by PATCH.', {}, { status: patchOfDraft });
  }
  requeue(targets, null);
  return { status: 'DRAFT', scheduledAt: patchOfDraft === 'keeps-draft' ? null : scheduledAt };
}

function expectSchedulable({ status }: Post, { scheduleCall }: Readings): void {
  if (scheduleCall === 'missing') throw new Refusal('ROUTE_NOT_FOUND', 'There is no such call.');
  if (scheduleCall === 'refuses' && status === 'DRAFT') {
    throw new Refusal('POST_IS_DRAFT', 'A draft cannot be scheduled.', {}, { status: 409 });
  }
}

function answerCreate(c: Context<SandboxEnv>, post: Post, { createAnswer, createStatus }: Readings): Response {
  if (createAnswer === 'empty') return c.body(null, createStatus as 201);
  return c.json(createAnswer === 'post' ? presentPost(post) : { id: post.id }, createStatus as 201);
}

function answerChange(c: Context<SandboxEnv>, post: Post, { changeAnswer }: Readings): Response {
  if (changeAnswer === 'empty') return c.body(null, 204);
  return c.json(changeAnswer === 'ok' ? { ok: true } : presentPost(post));
}

function expectChangeable(post: Post): void {
  if (BEYOND_CHANGE.includes(post.status)) {
    throw new Refusal('POST_ALREADY_PUBLISHED', `The post is ${post.status} and cannot be changed.`);
  }
}

/** Posts made in this calendar month (UTC) count, whatever became of them. */
function expectPlanLeft({ posts, settings }: State, now: number): void {
  const limit = settings.planLimit;
  if (limit === null) return;
  const month = new Date(now).toISOString().slice(0, 7);
  const current = [...posts.values()].filter(({ createdAt }) =>
    new Date(createdAt).toISOString().startsWith(month),
  ).length;
  if (current >= limit) throw new Refusal('PLAN_LIMIT_POSTS', 'The monthly plan is used up.', { limit, current });
}

/** What `GET /posts` shows of those that it may. */
function showList(posts: Post[], now: number, settings: Readings): Post[] {
  const { listDelayMs, listLimit, listRepeats } = settings;
  const known = posts.filter(({ createdAt }) => listDelayMs === 0 || createdAt + listDelayMs <= now);
  const shown = ORDERS[settings.listOrder](known, now).slice(0, listLimit ?? undefined);
  return listRepeats ? shown.flatMap((post) => [post, post]) : shown;
}

const ORDERS: Record<Readings['listOrder'], (posts: Post[], now: number) => Post[]> = {
  documented: sortPosts,
  'oldest-first': (posts) => posts.sort((a, b) => a.createdAt - b.createdAt),
  shuffled: (posts) => posts.sort((a, b) => a.id.slice(-4).localeCompare(b.id.slice(-4))),
};

/** Upcoming first, soonest first; then the rest, newest first. */
function sortPosts(posts: Post[], now: number): Post[] {
  const isUpcoming = ({ status, scheduledAt }: Post) =>
    (status === 'SCHEDULED' || status === 'NEEDS_APPROVAL') && scheduledAt !== null && scheduledAt > now;
  const upcoming = posts.filter(isUpcoming).sort((a, b) => a.scheduledAt! - b.scheduledAt!);
  const rest = posts.filter((post) => !isUpcoming(post)).sort((a, b) => b.createdAt - a.createdAt);
  return [...upcoming, ...rest];
}
