import { readApiAddress, readKey } from '../../lib/browser/key';
import { explain } from '../../lib/pin/problem';
import { createClient } from '../../lib/postbreeze/client';
import type { ApiError, Result } from '../../lib/postbreeze/result';
import { blockBudget, takeBudget } from '../../lib/store/rate-limit';
import { t } from '../../lib/words/t';
import type { Told } from './connection';

/** One call of the test: what was asked, and what came of it in words without a key, an id or a text of anybody's. */
export interface TestedCall {
  call: string;
  answer: string;
}

export interface ConnectionTest {
  calls: TestedCall[];
  told: Told;
}

/**
 * Asks Postbreeze for what may be asked without changing anything, and says whether its answers are understood. What needs a
 * post to be made is asked by `npm run contract` only.
 */
export async function testConnection(now: () => number = Date.now): Promise<ConnectionTest> {
  const key = await readKey();
  if (!key) return { calls: [], told: { tone: 'warn', words: t('diagnostics.noKey') } };
  const heard = { status: 0, type: '', ms: 0, aheadMs: 0 };
  const client = createClient({
    fetch: async (input, init) => {
      const startedAt = now();
      const response = await fetch(input, init);
      const at = Date.parse(response.headers.get('Date') ?? '');
      heard.status = response.status;
      heard.type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
      heard.ms = now() - startedAt;
      if (Number.isFinite(at)) heard.aheadMs = at - now();
      return response;
    },
    key,
    baseUrl: await readApiAddress(),
    now,
    pace: () => takeBudget('user', now()),
    onLimit: (retryAfterMs) => blockBudget(retryAfterMs, now()),
  });

  const calls: TestedCall[] = [];
  let trouble: ApiError | undefined;
  async function ask<Value>(call: string, asked: Promise<Result<Value>>, describe: (value: Value) => string) {
    Object.assign(heard, { status: 0, type: '', ms: 0 });
    const result = await asked;
    const how = heard.status ? t('diagnostics.answered', heard) : '';
    calls.push({
      call,
      answer: [how, result.ok ? describe(result.value) : result.error.code].filter(Boolean).join(' · '),
    });
    if (!result.ok) trouble ??= result.error;
  }

  await ask('GET /workspaces', client.listWorkspaces(), (list) => t('diagnostics.workspaces', { count: list.length }));
  await ask('GET /social-accounts', client.listAccounts(), (list) => t('diagnostics.accounts', { count: list.length }));
  await ask('GET /posts', client.listPosts(''), ({ posts, unread }) =>
    [t('diagnostics.posts', { count: posts.length }), unread > 0 && t('diagnostics.unread', { count: unread })]
      .filter(Boolean)
      .join(' · '),
  );
  // A Date header has whole seconds.
  const seconds = Math.round(heard.aheadMs / 1000);
  if (Math.abs(seconds) > 2)
    calls.push({ call: t('diagnostics.clock'), answer: t('diagnostics.clockAhead', { seconds }) });
  return {
    calls,
    told: trouble ? { tone: 'danger', words: describe(trouble) } : { tone: 'good', words: t('diagnostics.understood') },
  };
}

function describe(error: ApiError): string {
  const { title, fix } = explain(error);
  return `${title} ${fix}`.trim();
}
