import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { readApiAddress, readKey } from '../../lib/browser/key';
import { readVersion } from '../../lib/browser/life';
import { explain } from '../../lib/pin/problem';
import { createClient } from '../../lib/postbreeze/client';
import type { ApiError, Result } from '../../lib/postbreeze/result';
import { blockCalls, readScheduling, takeCall } from '../../lib/store/engine-memory';
import { countRows } from '../../lib/store/upkeep';
import { formatNumber } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { StatusLine, type Tone } from '../ui/banner';
import { Button } from '../ui/button';
import { createStatus } from '../ui/status';

/** A line of the report. */
type ReportLine = readonly [name: string, value: string];

interface ConnectionTest {
  /** Each call and its result, in words: no key, no id, nobody's text. */
  calls: ReportLine[];
  outcome: { tone: Tone; words: string };
}

/**
 * Makes the calls that change nothing at Postbreeze, and says whether we understand its answers. Only `npm run contract` makes
 * posts to find out more.
 */
async function testConnection(now: () => number = Date.now): Promise<ConnectionTest> {
  const key = await readKey();
  if (!key) return { calls: [], outcome: { tone: 'warn', words: t('diagnostics.noKey') } };
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
    beforeCall: () => takeCall('user', now()),
    onLimit: (retryAfterMs) => blockCalls(retryAfterMs, now()),
  });

  const calls: ReportLine[] = [];
  let firstError: ApiError | undefined;
  async function ask<Value>(call: string, asked: Promise<Result<Value>>, describe: (value: Value) => string) {
    Object.assign(heard, { status: 0, type: '', ms: 0 });
    const result = await asked;
    const how = heard.status ? t('diagnostics.answered', heard) : '';
    calls.push([call, [how, result.ok ? describe(result.value) : result.error.code].filter(Boolean).join(' · ')]);
    if (!result.ok) firstError ??= result.error;
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
  if (Math.abs(seconds) > 2) calls.push([t('diagnostics.clock'), t('diagnostics.clockAhead', { seconds })]);
  return {
    calls,
    outcome: firstError
      ? { tone: 'danger', words: describe(firstError) }
      : { tone: 'good', words: t('diagnostics.understood') },
  };
}

function describe(error: ApiError): string {
  const { title, fix } = explain(error);
  return `${title} ${fix}`.trim();
}

export type Diagnostics = ReturnType<typeof createDiagnostics>;

/** What this installation is, and whether Postbreeze answers it: a report to copy, without a key, a name or a text. */
export function createDiagnostics(now: () => number = Date.now) {
  const facts = signal<ReportLine[]>([]);
  const calls = signal<ReportLine[]>([]);
  const { line, say, attempt } = createStatus();
  const isTesting = signal(false);

  return {
    facts,
    calls,
    line,
    isTesting,
    read: () =>
      attempt(async () => {
        facts.value = await listFacts();
      }),
    async test(): Promise<void> {
      if (isTesting.value) return;
      isTesting.value = true;
      say(t('diagnostics.testing'), 'info');
      await attempt(async () => {
        const tested = await testConnection(now);
        calls.value = tested.calls;
        say(tested.outcome.words, tested.outcome.tone);
      });
      isTesting.value = false;
    },
    copy: () =>
      attempt(async () => {
        const lines = [...facts.peek(), ...calls.peek()].map(([name, value]) => `${name}: ${value}`);
        await navigator.clipboard.writeText(lines.join('\n')).then(
          () => say(t('diagnostics.copied')),
          () => say(t('diagnostics.copyFailed'), 'warn'),
        );
      }),
  };
}

async function listFacts(): Promise<ReportLine[]> {
  const [{ states, ...counts }, { way, failed }] = await Promise.all([countRows(), readScheduling()]);
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  const toMegabytes = (bytes: number) => formatNumber(Math.round(bytes / 1e6));
  const lines: ReportLine[] = [
    [t('diagnostics.version'), readVersion()],
    [t('diagnostics.browser'), navigator.userAgent],
    [t('diagnostics.kept'), t('diagnostics.counts', counts)],
  ];
  const inStates = Object.entries(states).map(([state, count]) => `${state} ${formatNumber(count)}`);
  if (inStates.length > 0) lines.push([t('diagnostics.states'), inStates.join(', ')]);
  const refused = Object.entries(failed).map(([name, code]) => `${name} ${code}`);
  lines.push([t('diagnostics.way'), [way ?? t('diagnostics.wayUnknown'), ...refused].join(', ')]);
  if (usage !== undefined && quota !== undefined)
    lines.push([
      t('diagnostics.storage'),
      t('diagnostics.storageUsed', { used: toMegabytes(usage), quota: toMegabytes(quota) }),
    ]);
  return lines;
}

/** What to send along with a bug report, and the test of the connection. */
export function DiagnosticsSection() {
  const [diagnostics] = useState(createDiagnostics);
  const { facts, calls, line, isTesting } = diagnostics;
  useEffect(() => void diagnostics.read(), []);
  return (
    <div class="part-body">
      <p class="part-note">{t('diagnostics.note')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a report too wide for the screen is scrolled by keyboard too */}
      <section class="report" aria-label={t('diagnostics.report')} tabIndex={0}>
        <dl>
          {[...facts.value, ...calls.value].map(([name, value]) => (
            <div key={name}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div class="part-acts">
        <Button icon="check" disabled={isTesting.value} onClick={() => void diagnostics.test()}>
          {t('diagnostics.test')}
        </Button>
        <Button kind="quiet" onClick={() => void diagnostics.copy()}>
          {t('diagnostics.copy')}
        </Button>
      </div>
      <StatusLine ofPart tone={line.value.tone} words={line.value.words} />
    </div>
  );
}
