import { signal } from '@preact/signals';
import { readVersion } from '../../lib/browser/installation';
import { countRows } from '../../lib/store/count-rows';
import { readScheduling } from '../../lib/store/scheduling';
import { formatNumber } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { explainError } from '../ui/explain-error';
import type { Told } from './connection';
import { testConnection } from './test-connection';

/** A line of the report: a name and what is so. */
export type ReportLine = readonly [name: string, value: string];

export type Diagnostics = ReturnType<typeof createDiagnostics>;

/** What this installation is, and whether Postbreeze answers it: a report to copy, without a key, a name or a text. */
export function createDiagnostics(now: () => number = Date.now) {
  const facts = signal<ReportLine[]>([]);
  const calls = signal<ReportLine[]>([]);
  const told = signal<Told>({ tone: 'info', words: '' });
  const isTesting = signal(false);

  async function attempt(work: () => Promise<Told | undefined>): Promise<void> {
    try {
      told.value = (await work()) ?? told.value;
    } catch (error) {
      told.value = { tone: 'danger', words: explainError(error) };
    }
  }

  return {
    facts,
    calls,
    told,
    isTesting,
    read: () =>
      attempt(async () => {
        facts.value = await listFacts();
        return undefined;
      }),
    async test(): Promise<void> {
      if (isTesting.value) return;
      isTesting.value = true;
      told.value = { tone: 'info', words: t('diagnostics.testing') };
      await attempt(async () => {
        const tested = await testConnection(now);
        calls.value = tested.calls.map(({ call, answer }) => [call, answer] as const);
        return tested.told;
      });
      isTesting.value = false;
    },
    copy: () =>
      attempt(async () => {
        const lines = [...facts.peek(), ...calls.peek()].map(([name, value]) => `${name}: ${value}`);
        return navigator.clipboard.writeText(lines.join('\n')).then(
          () => ({ tone: 'good' as const, words: t('diagnostics.copied') }),
          () => ({ tone: 'warn' as const, words: t('diagnostics.copyFailed') }),
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
