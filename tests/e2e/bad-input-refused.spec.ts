import type { Fault } from '../sandbox/faults';
import type { State } from '../sandbox/state';
import { expect, test } from './kit/chromium';
import { chooseBoard, composePin, schedule } from './kit/compose';

/** The create call refused with a code. */
const refusal = (status: number, code: string, extras = {}): Fault => ({
  kind: 'status',
  method: 'POST',
  path: '/posts',
  status,
  code,
  message: `Refused with ${code}.`,
  extras,
});

const cases = [
  { fault: refusal(422, 'PIN_BOARD_REQUIRED'), title: 'The pin has no board.', fix: 'Choose a board.' },
  {
    fault: refusal(403, 'PLAN_LIMIT_POSTS', { limit: 50, current: 50 }),
    title: 'Your Postbreeze plan is used up for this month.',
    fix: 'Upgrade the plan, or wait for the next month; then try again.',
  },
  {
    fault: refusal(422, 'SOMETHING_NEW'),
    title: 'Postbreeze refused the pin.',
    fix: 'Read its reason, change the pin, and try again.',
  },
];

for (const { fault, title, fix } of cases) {
  const code = 'code' in fault ? fault.code : '';
  test(`a create refused with ${code} is told with its fix; the pin is failed, mended and published`, async ({
    extension,
    article,
    sandbox,
  }) => {
    sandbox.faults.add(fault);
    const composer = await composePin(extension, article);
    await schedule(composer);
    await expect(composer.getByRole('heading', { name: 'Not sent' })).toBeVisible({ timeout: 20_000 });
    await expect(composer.getByText(`${title} ${fix}`)).toBeVisible();
    await expect(
      composer.getByText('It was not sent. Only this browser holds it; it needs you.').first(),
    ).toBeVisible();
    expect(sandbox.state.posts.size).toBe(0);

    await composer.getByRole('button', { name: 'Edit' }).click();
    await expect(composer.getByRole('textbox', { name: /^Title/ })).toHaveValue('Soup for the week');
    await chooseBoard(composer, 'Cosy kitchens');
    await schedule(composer);
    await expect.poll(() => postsOf(sandbox.state), { timeout: 20_000 }).toEqual(['SCHEDULED']);
    await sandbox.clock.move(60_000);
    await expect.poll(() => postsOf(sandbox.state)).toEqual(['PUBLISHED']);
  });
}

test('an account that is not active pauses everything, and says where to mend it', async ({
  extension,
  article,
  sandbox,
}) => {
  const composer = await composePin(extension, article);
  for (const account of sandbox.state.accounts.values()) account.status = 'TOKEN_EXPIRED';
  await schedule(composer);
  const queue = await extension.openPage('queue.html');
  await expect(queue.getByText(/must be connected again/).first()).toBeVisible({ timeout: 20_000 });
  await expect(queue.getByText(/Reconnect it in the Postbreeze dashboard/).first()).toBeVisible();
  await expect(queue.getByRole('listitem').filter({ hasText: 'Soup for the week' })).toContainText('Queued');
  expect(postsOf(sandbox.state)).toEqual([]);

  for (const account of sandbox.state.accounts.values()) account.status = 'ACTIVE';
  await queue.reload();
  await expect.poll(() => postsOf(sandbox.state), { timeout: 20_000 }).toEqual(['SCHEDULED']);
});

const lateFailures = [
  {
    code: 'PIN_BOARD_NOT_FOUND',
    title: 'This Pinterest account has no such board.',
    fix: 'Choose another board.',
    breakIt: (state: State) => state.publishFaults.push({ code: 'PIN_BOARD_NOT_FOUND', times: 1 }),
  },
  {
    code: 'PIN_LINK_INVALID',
    title: 'The link leads nowhere.',
    fix: 'Open the link in a private window and correct it.',
    breakIt: (state: State) => state.settings.deadLinks.push('http://kitchen.test/autumn-soup'),
  },
];

for (const { code, title, fix, breakIt } of lateFailures)
  test(`${code} at publish time is shown in words, and the pin can be changed`, async ({
    extension,
    article,
    sandbox,
  }) => {
    breakIt(sandbox.state);
    const composer = await composePin(extension, article);
    await schedule(composer);
    await expect.poll(() => postsOf(sandbox.state), { timeout: 20_000 }).toEqual(['SCHEDULED']);
    await sandbox.clock.move(60_000);
    await expect.poll(() => postsOf(sandbox.state)).toEqual(['FAILED']);
    const queue = await extension.openPage('queue.html');
    const row = queue.getByRole('listitem').filter({ hasText: 'Soup for the week' });
    await expect(row).toContainText('Failed', { timeout: 20_000 });
    await expect(row).toContainText(title);
    await expect(row).toContainText(fix);
    const opening = extension.context.waitForEvent('page');
    await row.getByRole('button', { name: 'Edit' }).click();
    await expect((await opening).getByRole('heading', { name: 'Edit pin' })).toBeVisible();
  });

function postsOf(state: State): string[] {
  return [...state.posts.values()].map(({ status }) => status);
}
