import { expect, test } from './kit/chromium';

/** What a field `datetime-local` takes for a time from now, in this machine's zone, to the second. */
function inSeconds(seconds: number): string {
  const at = new Date(Date.now() + seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

test('a pin goes out at its time, though the worker was stopped in between', async ({
  extension,
  article,
  sandbox,
}) => {
  const popup = await extension.openComposer(article);
  await popup.tick(/^Bread by the window/);
  await popup.fill('textbox', /^Title/, 'Bread for Saturday');
  await popup.click('combobox', 'Board');
  await popup.click('option', /Autumn baking/);
  await popup.click('radio', 'Pick a time');
  await popup.fill('DateTime', 'Date and time', inSeconds(10));
  await popup.click('button', 'Schedule pin');
  await popup.expect('heading', 'Scheduled');
  await popup.close();
  await extension.stopWorker();
  expect(sandbox.state.posts.size).toBe(0);

  await expect
    .poll(() => [...sandbox.state.posts.values()].map(({ status }) => status), { timeout: 40_000 })
    .toEqual(['SCHEDULED']);
  expect(sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/posts')).toHaveLength(1);
});
