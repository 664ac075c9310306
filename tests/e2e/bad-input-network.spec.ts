import { expect, test } from './kit/chromium';
import { composePin, schedule } from './kit/compose';

test.use({ allowedWords: [/ERR_INTERNET_DISCONNECTED/] });

test('offline, the pin waits and says so; it goes out when the network is back', async ({
  extension,
  article,
  sandbox,
}) => {
  const composer = await composePin(extension, article);
  await extension.context.setOffline(true);
  await expect(composer.getByText('You are offline.')).toBeVisible();
  await schedule(composer);
  await expect(composer.getByRole('status')).toContainText('You are offline');
  const queue = await extension.openPage('queue.html');
  const row = queue.getByRole('listitem').filter({ hasText: 'Soup for the week' });
  await expect(row).toContainText('Postbreeze could not be reached.');
  await expect(row).toContainText('Only this browser holds it, and will try again by itself.');
  expect(sandbox.state.posts.size).toBe(0);

  await extension.context.setOffline(false);
  await expect.poll(() => sandbox.state.posts.size, { timeout: 20_000 }).toBe(1);
  await expect(row).toContainText('Handed over', { timeout: 20_000 });
});
