import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOptions } from '../../../components/options/model';
import { createDraft } from '../../../lib/pin/pin';
import { putPin } from '../../../lib/store/pins';
import { readSettings, updateSettings } from '../../../lib/store/settings';
import { GOOD_KEY, NOW, openBrowser } from './kit';

let fixture: Awaited<ReturnType<typeof openBrowser>>;
let stop = () => {};
beforeEach(async () => {
  fixture = await openBrowser();
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function open() {
  const model = createOptions(() => NOW);
  stop = model.start();
  await vi.waitFor(() => expect(model.settings.value).not.toBeNull());
  return model;
}

describe('the options', () => {
  it('store each change at once, and show it before it is stored', async () => {
    const model = await open();
    const storing = model.change({ handOver: 'right-away' });
    expect(model.settings.value?.handOver).toBe('right-away');
    await storing;
    expect((await readSettings()).handOver).toBe('right-away');
    expect(model.line.value).toEqual({ tone: 'good', words: 'Saved.' });
  });

  it('show the stored value when a change cannot be stored, and say so', async () => {
    const model = await open();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('disk full', 'UnknownError');
    });
    await model.change({ whenLate: 'ask' });
    put.mockRestore();
    expect(model.settings.value?.whenLate).toBe('send');
    expect(model.line.value).toMatchObject({ tone: 'danger', words: expect.stringContaining('disk full') });
  });

  it('keep the last of several changes made while an earlier one is still being stored', async () => {
    const model = await open();
    await Promise.all(['ask', 'send', 'ask'].map((whenLate) => model.change({ whenLate: whenLate as 'ask' | 'send' })));
    expect(model.settings.value?.whenLate).toBe('ask');
    expect((await readSettings()).whenLate).toBe('ask');
  });

  it('follow a change made in another window', async () => {
    const model = await open();
    await updateSettings({ notifyPublished: true });
    await vi.waitFor(() => expect(model.settings.value?.notifyPublished).toBe(true));
  });

  it('know which times an account’s own pins take up', async () => {
    const model = await open();
    model.connection.typed.value = GOOD_KEY;
    await model.connection.connect();
    await vi.waitFor(() => expect(model.accounts.value).toHaveLength(1));
    const accountId = model.accounts.value[0]?.id ?? '';
    const source = { pageUrl: 'https://a.test/', pageTitle: '', collectedAt: NOW };
    const draft = createDraft({ id: 'p', source, handOver: 'at-time', now: NOW });
    const at = NOW + 3_600_000;
    await putPin({ ...draft, accountId, state: 'queued', publishAt: at });
    await putPin({ ...draft, id: 'other', accountId: 'another', state: 'queued', publishAt: at + 1 });
    await vi.waitFor(() => expect(model.takenBy(null)).toEqual([at]));
    expect(model.takenBy(accountId)).toEqual([at]);
    expect(model.takenBy('nobody')).toEqual([]);
  });

  it('show accounts and boards as soon as the key is connected', async () => {
    const model = await open();
    model.connection.typed.value = GOOD_KEY;
    await model.connection.connect();
    await vi.waitFor(() => expect(model.accounts.value.map(({ handle }) => handle)).toEqual(['hearthandhill']));
    await vi.waitFor(() => expect(model.book.boards.value.map(({ name }) => name)).toEqual(['Recipes']));
  });

  it('revoke a granted host', async () => {
    fixture.hosts.add('https://cdn.test/*');
    const model = await open();
    await vi.waitFor(() => expect(model.hosts.value).toEqual(['https://cdn.test/*']));
    await model.revoke('https://cdn.test/*');
    expect(model.hosts.value).toEqual([]);
  });

  it('stop following changes once closed', async () => {
    const model = await open();
    stop();
    await updateSettings({ notifyPublished: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(model.settings.value?.notifyPublished).toBe(false);
  });
});
