import { presentPost } from '../../sandbox/present';
import type { Json, Variant, W } from './other-api';
import { json, refusal } from './other-api';

/** Writes go to the primary; GETs are answered by a copy that is `lag` ms behind. `only`: which GETs. */
export function replica(lag: number | ((w: W) => number), only: 'all' | 'id' | 'list' = 'all'): Variant {
  const versions = new Map<string, { at: number; shown: Json | null }[]>();
  const lagOf = (w: W) => (typeof lag === 'number' ? lag : lag(w));
  const note = (w: W) => {
    for (const post of w.sandbox.state.posts.values()) {
      const shown = post.deletedAt === null ? JSON.parse(JSON.stringify(presentPost(post))) : null;
      const known = versions.get(post.id) ?? [];
      if (JSON.stringify(known.at(-1)?.shown) !== JSON.stringify(shown)) {
        // a publication happened when it says
        const at = Math.min(w.u.now, post.updatedAt);
        known.push({ at: known.length === 0 ? post.createdAt : Math.max(at, known.at(-1)!.at), shown });
      }
      versions.set(post.id, known);
    }
  };
  return async ({ method, path, pass, w }) => {
    await w.sandbox.publish();
    note(w);
    const seen = (id: string) =>
      versions
        .get(id)
        ?.filter(({ at }) => at <= w.u.now - lagOf(w))
        .at(-1)?.shown ?? null;
    const single = /^\/posts\/([^/]+)$/.exec(path);
    if (method === 'GET' && single && only !== 'list')
      return seen(single[1]!) ? json(seen(single[1]!)) : refusal(404, 'POST_NOT_FOUND');
    if (method === 'GET' && path === '/posts' && only !== 'id')
      return json(
        [...versions.keys()]
          .map(seen)
          .filter((one) => one !== null)
          .reverse(),
      );
    const answer = await pass();
    note(w);
    return answer;
  };
}
