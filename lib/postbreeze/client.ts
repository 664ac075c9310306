import * as z from 'zod/mini';
import { type ClientWorld, put, request } from './request';
import { type ApiError, failed, type Result } from './result';
import { Post, type PostBody, Presigned, SocialAccount, Workspace } from './wire';

export type { ClientWorld } from './request';
export type Client = ReturnType<typeof createClient>;

interface FileToUpload {
  /** 1–255 characters. */
  filename: string;
  contentType: string;
  bytes: number;
}

/** All posts that Postbreeze showed, and how many entries of its list made no sense. */
export interface PostList {
  posts: Post[];
  unread: number;
}

/** The only way to Postbreeze's API. Every call answers a `Result` and throws nothing of the network's. */
export function createClient(world: ClientWorld) {
  const call = (method: string, path: string, body?: object) => request(world, method, path, body);
  const postPath = (id: string, verb = '') => `/posts/${encodeURIComponent(id)}${verb}`;
  const inWorkspace = (id: string) => (id ? `?workspaceId=${encodeURIComponent(id)}` : '');

  return {
    /** The cheapest call that needs a valid key. */
    async listWorkspaces(): Promise<Result<Workspace[]>> {
      return parseList(Workspace, await call('GET', '/workspaces'));
    },

    /** Pinterest accounts only; Postbreeze's list has no platform filter. */
    async listAccounts(): Promise<Result<SocialAccount[]>> {
      const accounts = parseList(SocialAccount, await call('GET', '/social-accounts'));
      if (!accounts.ok) return accounts;
      return { ok: true, value: accounts.value.filter(({ platform }) => platform === 'PINTEREST') };
    },

    /** Asks for a place to upload to, good for 15 minutes. `workspaceId` may be '' when it is not known. */
    async presign(file: FileToUpload, workspaceId: string): Promise<Result<Presigned>> {
      return parseAs(Presigned, await call('POST', `/media/presign${inWorkspace(workspaceId)}`, file));
    },

    /** Uploads to a presigned place; not a call of the API, so it spends no budget and carries no key. */
    upload(uploadUrl: string, headers: Record<string, string>, blob: Blob): Promise<Result<true>> {
      return put(world, uploadUrl, headers, blob);
    },

    /**
     * No idempotency key exists: two equal calls make two posts, and a browser repeats a call by itself where a connection that
     * it used before breaks (see `request`). A draft is harmless; one with `scheduledFor` is not. Not sent after `deadline` (epoch ms).
     */
    async createPost(body: PostBody, deadline?: number): Promise<Result<Post>> {
      const isScheduled = body.scheduledFor !== undefined;
      return parseAs(Post, await request(world, 'POST', '/posts', body, deadline, isScheduled));
    },

    /** The post; null when Postbreeze itself says that it is not there (404 or `null`: the documentation says both). */
    async getPost(id: string): Promise<Result<Post | null>> {
      const answer = await call('GET', postPath(id));
      if (!answer.ok) return isNotFound(answer.error) ? { ok: true, value: null } : answer;
      const post = parseAs(Post, answer);
      return !post.ok && unwrap(answer.value).includes(null) ? { ok: true, value: null } : post;
    },

    /** Upcoming first, then newest. `workspaceId` may be ''. */
    async listPosts(workspaceId: string): Promise<Result<PostList>> {
      const answer = await call('GET', `/posts${inWorkspace(workspaceId)}`);
      const posts = parseList(Post, answer);
      if (!posts.ok || !answer.ok) return posts as Result<never>;
      return {
        ok: true,
        value: { posts: posts.value, unread: (findList(answer.value)?.length ?? 0) - posts.value.length },
      };
    },

    /** Replaces accounts, media and time wholesale; may be repeated. 400 once it is being published. */
    async updatePost(id: string, body: PostBody, deadline?: number): Promise<Result<Post>> {
      return parseAs(Post, await request(world, 'PATCH', postPath(id), body, deadline));
    },

    /** Schedules a draft; may be repeated. `field` is the body's one name, which is undocumented; `at` is epoch ms. */
    async schedulePost(id: string, field: string, at: number, deadline?: number): Promise<Result<Post>> {
      const body = { [field]: new Date(at).toISOString() };
      return parseAs(Post, await request(world, 'POST', postPath(id, '/schedule'), body, deadline));
    },

    /** Stops what is not published yet; the post stays. Answers it, or null where Postbreeze does not show it. */
    async cancelPost(id: string): Promise<Result<Post | null>> {
      const answer = await call('POST', postPath(id, '/cancel'));
      if (!answer.ok) return answer;
      const post = parseAs(Post, answer);
      return { ok: true, value: post.ok ? post.value : null };
    },

    /** Queues failed targets again; 400 where none failed. */
    async retryPost(id: string): Promise<Result<unknown>> {
      return call('POST', postPath(id, '/retry'));
    },

    /** Hides the post and stops nothing: cancel first. A post that is gone already is success. */
    async deletePost(id: string): Promise<Result<true>> {
      const answer = await call('DELETE', postPath(id));
      if (answer.ok || isNotFound(answer.error)) return { ok: true, value: true };
      return answer;
    },
  };
}

/** A 404 (or 410) of a gateway is none: it is of the kind `server`. */
export function isNotFound({ kind, statusCode }: ApiError): boolean {
  return kind === 'refused' && (statusCode === 404 || statusCode === 410);
}

/** A list, bare as documented or in a wrapper. */
function findList(value: unknown): unknown[] | undefined {
  return unwrap(value).find((one) => Array.isArray(one));
}

/** What was answered, and what may stand in it: `{data}`, `{items}`, `{post}`. */
function unwrap(value: unknown): unknown[] {
  const { data, items, post } = (value ?? {}) as { data?: unknown; items?: unknown; post?: unknown };
  return [value, data, items, post];
}

/** One thing, bare as documented or in a wrapper. */
function parseAs<Schema extends z.ZodMiniType>(schema: Schema, answer: Result<unknown>): Result<z.output<Schema>> {
  if (!answer.ok) return answer;
  const inner = unwrap(answer.value).find((value) => z.safeParse(schema, value).success);
  const parsed = z.safeParse(schema, inner);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : failed('malformed', 'MALFORMED', 'Postbreeze’s answer has another shape.');
}

/** The entries that parse; an answer that is no array is malformed. */
function parseList<Schema extends z.ZodMiniType>(schema: Schema, answer: Result<unknown>): Result<z.output<Schema>[]> {
  if (!answer.ok) return answer;
  const list = findList(answer.value);
  if (!list) return failed('malformed', 'MALFORMED', 'Postbreeze’s answer is no list.');
  return { ok: true, value: list.flatMap((item) => z.safeParse(schema, item).data ?? []) };
}
