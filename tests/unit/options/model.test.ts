import { describe, expect, it, vi } from 'vitest';
import { createOptions } from '../../../components/options/model';
import { createOptionsWorld, GOOD_KEY, makeAccount, NOW } from './options-world';

async function open() {
  const world = createOptionsWorld();
  const model = createOptions(world, false);
  const stop = model.start();
  await vi.waitFor(() => expect(model.settings.value).not.toBeNull());
  return { world, model, stop };
}

describe('the options', () => {
  it('store each change at once, and show it before it is stored', async () => {
    const { world, model } = await open();
    const storing = model.change({ handOver: 'right-away' });
    expect(model.settings.value?.handOver).toBe('right-away');
    await storing;
    expect(world.state.settings.handOver).toBe('right-away');
    expect(model.told.value).toEqual({ tone: 'good', words: 'Saved.' });
  });

  it('show what stands when a change could not be stored, and say so', async () => {
    const { world, model } = await open();
    world.updateSettings.mockRejectedValueOnce(new Error('disk full'));
    await model.change({ whenLate: 'ask' });
    expect(model.settings.value?.whenLate).toBe('send');
    expect(model.told.value).toEqual({ tone: 'danger', words: 'sorry: disk full' });
  });

  it('keep what was typed last while an earlier change is still being stored', async () => {
    const { world, model } = await open();
    const typed = ['a', 'au', 'aut'].map((campaign) =>
      model.change({ utm: { on: true, template: `utm_campaign=${campaign}` } }),
    );
    await Promise.all(typed);
    expect(model.settings.value?.utm.template).toBe('utm_campaign=aut');
    expect(world.state.settings.utm.template).toBe('utm_campaign=aut');
  });

  it('are not set back by the echo of an earlier change that comes late', async () => {
    const { world, model } = await open();
    await model.change({ handOver: 'right-away' });
    const old = world.state.settings;
    let answer = (_settings: typeof old) => {};
    world.readSettings.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    world.announce('settings');
    await model.change({ notifyPublished: true });
    answer(old);
    await Promise.resolve();
    await Promise.resolve();
    expect(model.settings.value?.notifyPublished).toBe(true);
  });

  it('preview the next five free slots, without those taken', async () => {
    const { world, model } = await open();
    const [first] = model.nextSlots.value;
    expect(model.nextSlots.value).toHaveLength(5);
    world.listTakenTimes.mockResolvedValue([first ?? 0]);
    world.announce('pins');
    await vi.waitFor(() => expect(model.nextSlots.value).not.toContain(first));
    expect(Math.min(...model.nextSlots.value)).toBeGreaterThan(NOW);
  });

  it('show accounts and boards as soon as the key is connected', async () => {
    const { world, model } = await open();
    world.state.boards = [{ accountId: 'soc_1', id: '1', name: 'Recipes', source: 'meta', lastUsedAt: 0, sites: [] }];
    model.connection.typed.value = GOOD_KEY;
    await model.connection.connect();
    await vi.waitFor(() => expect(model.accounts.value).toEqual([makeAccount()]));
    await vi.waitFor(() => expect(model.book.boards.value).toHaveLength(1));
  });

  it('take a grant back', async () => {
    const { world, model } = await open();
    world.state.hosts = ['https://cdn.test/*'];
    await model.revoke('https://cdn.test/*');
    expect(world.revokeHost).toHaveBeenCalledWith('https://cdn.test/*');
    expect(model.hosts.value).toEqual([]);
  });

  it('follow nothing any more once left', async () => {
    const { world, stop } = await open();
    stop();
    expect(world.isListenedTo()).toBe(false);
  });
});
