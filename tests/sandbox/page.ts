import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.ts';
import { toIso } from './present.ts';
import type { Post, State, Target } from './state.ts';
import type { SandboxEnv, World } from './world.ts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const CONTENT_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The human page at `/`: what Postbreeze holds, newest first, refreshed by itself. `html` escapes everything put in. */
export function boardPage({ state, clock }: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/', (c) => {
    c.header('Content-Security-Policy', CONTENT_POLICY);
    return c.html(renderPage(state, clock.now()));
  });
  routes.get('/_page/style.css', (c) => c.body(PAGE_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  routes.get('/_page/script.js', (c) => c.body(PAGE_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  return routes;
}

function renderPage(state: State, now: number): Html {
  const posts = [...state.posts.values()].reverse();
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Postbreeze stand-in</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_page/style.css">
<script type="module" src="/_page/script.js"></script>
</head>
<body>
<header>
<h1>Postbreeze stand-in</h1>
<p>What a local, strict stand-in for Postbreeze holds. Nothing here reaches Pinterest.</p>
</header>
<main>
<p class="summary">${posts.length === 1 ? '1 post' : `${posts.length} posts`}</p>
${posts.length === 0 ? html`<p class="empty">No posts yet. Pin something.</p>` : html`<ul class="posts">${posts.map((post) => renderPost(state, post, now))}</ul>`}
</main>
</body>
</html>`;
}

function renderPost(state: State, post: Post, now: number): Html {
  const status = post.deletedAt === null ? post.status : `${post.status}, deleted`;
  const [first] = post.targets;
  const title = textOf(first?.platformOptions.title);
  return html`<li class="post">
<div class="slides">${post.media.map(({ mediaAssetId, altText }) => renderSlide(state, mediaAssetId, altText))}</div>
<div class="text">
<p class="status" data-status="${post.status}">${status.toLowerCase().replace('_', ' ')}</p>
<h2>${title || 'Untitled'}</h2>
<p class="caption">${post.caption}</p>
<dl>
${post.targets.map((target) => renderTarget(state, target))}
<dt>Time</dt><dd>${renderTime(post.scheduledAt, now)}</dd>
<dt>Id</dt><dd><code>${post.id}</code></dd>
</dl>
</div>
</li>`;
}

function renderSlide(state: State, mediaAssetId: string, altText: string | null): Html {
  if (!state.media.get(mediaAssetId)?.bytes) return html`<span class="missing">not stored</span>`;
  return html`<a href="/_control/media/${mediaAssetId}"><img src="/_control/media/${mediaAssetId}" alt="${altText ?? ''}"></a>`;
}

function renderTarget(state: State, target: Target): Html {
  const account = state.accounts.get(target.socialAccountId);
  const { board, link } = target.platformOptions;
  return html`<dt>Account</dt><dd>${account?.handle ?? target.socialAccountId}</dd>
<dt>Board</dt><dd>${findBoardName(account?.meta, textOf(board))}</dd>
${link === undefined ? '' : html`<dt>Link</dt><dd>${textOf(link)}</dd>`}
${target.externalUrl === null ? '' : html`<dt>Pin</dt><dd>${target.externalUrl}</dd>`}
${target.errorCode === null ? '' : html`<dt>Error</dt><dd class="error"><code>${target.errorCode}</code> ${target.errorMessage}</dd>`}`;
}

function findBoardName(meta: Record<string, unknown> | undefined, id: string): string {
  const boards = Array.isArray(meta?.boards) ? (meta.boards as { id?: unknown; name?: unknown }[]) : [];
  const name = boards.find((board) => board?.id === id)?.name;
  return typeof name === 'string' ? `${name} (${id})` : id || 'none';
}

/** Server-made text, so `raw` is safe: an ISO time, shown in the reader's own zone by the script. */
function renderTime(at: number | null, now: number): Html | string {
  if (at === null) return 'not scheduled';
  const iso = toIso(at);
  return html`<time datetime="${raw(iso)}">${raw(iso.replace('T', ' ').slice(0, 19))} UTC</time>${at > now ? ' (to come)' : ''}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
