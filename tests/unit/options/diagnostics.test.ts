import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiagnostics } from '../../../components/options/diagnostics';
import { writeKey } from '../../../lib/browser/key';
import { createDraft } from '../../../lib/pin/pin';
import { noteWay } from '../../../lib/store/engine-memory';
import { putPin } from '../../../lib/store/pins';
import { type Answers, CONNECTED, GOOD_KEY, NOW, openBrowser } from './kit';

afterEach(() => vi.unstubAllGlobals());

async function open(answers: Answers = CONNECTED, key: string | null = GOOD_KEY) {
  await openBrowser(answers);
  if (key) await writeKey(key);
  const source = { pageUrl: 'https://secret.example/', pageTitle: 'Secret page', collectedAt: NOW };
  await putPin({
    ...createDraft({ id: 'p', source, handOver: 'at-time', now: NOW }),
    state: 'failed',
    title: 'Secret title',
  });
  const diagnostics = createDiagnostics();
  await diagnostics.read();
  return diagnostics;
}

describe('the diagnostics', () => {
  it('say which way of scheduling worked, and why others did not', async () => {
    await open();
    await noteWay('schedule:scheduledAt', { patch: 'NOT_SCHEDULED' }, NOW);
    const diagnostics = createDiagnostics();
    await diagnostics.read();
    expect(Object.fromEntries(diagnostics.facts.value)['Way of scheduling']).toBe(
      'schedule:scheduledAt, patch NOT_SCHEDULED',
    );
  });

  beforeEach(() => vi.unstubAllGlobals());

  it('count the pins by state, and say that no way of scheduling is known yet', async () => {
    const { facts } = await open();
    expect(Object.fromEntries(facts.value)).toMatchObject({
      'Pins by state': 'failed 1',
      'Way of scheduling': 'not known yet',
    });
  });

  it('ask Postbreeze without changing anything, and say that its answers are understood', async () => {
    const diagnostics = await open();
    await diagnostics.test();
    expect(diagnostics.line.value).toMatchObject({ tone: 'good' });
    expect(diagnostics.calls.value.map(([call]) => call)).toEqual([
      'GET /workspaces',
      'GET /social-accounts',
      'GET /posts',
    ]);
    expect(diagnostics.calls.value[1]?.[1]).toContain('1 Pinterest account');
  });

  it('say what does not work, call by call', async () => {
    const diagnostics = await open({ ...CONNECTED, '/posts': { body: '<h1>Sign in</h1>' } });
    await diagnostics.test();
    expect(diagnostics.line.value.tone).toBe('danger');
    expect(diagnostics.calls.value[2]).toEqual(['GET /posts', expect.stringContaining('MALFORMED')]);
  });

  it('make no call without a key', async () => {
    const diagnostics = await open(CONNECTED, null);
    await diagnostics.test();
    expect(diagnostics.line.value.tone).toBe('warn');
    expect(diagnostics.calls.value).toEqual([]);
  });

  it('are copied without the key, names or texts', async () => {
    const diagnostics = await open();
    await diagnostics.test();
    const written: string[] = [];
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: { writeText: async (text: string) => void written.push(text) },
    });
    await diagnostics.copy();
    expect(written[0]).toContain('GET /posts');
    for (const secret of [GOOD_KEY, GOOD_KEY.slice(8), 'Secret', 'hearth', 'soc_1', 'ws_1', 'Recipes'])
      expect(written[0]).not.toContain(secret);
  });
});
