import { describe, expect, test } from 'vitest';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS, OTHER_PLATFORM_ACCOUNT_ID } from '../../sandbox/seed';
import { MINUTE, openSandbox, picture, pinBody, pinterest, SECOND, START } from './open-sandbox';

const withOptions = (options: Record<string, unknown>) => ({ platforms: [pinterest(options)] });

describe('a scheduled post', () => {
  test('goes SCHEDULED, PUBLISHING, PUBLISHED as the clock passes its time', async () => {
    const { sandbox, call, create } = await openSandbox();
    const { body } = await create([await picture()]);
    const read = async () => (await call('GET', `/posts/${body.id}`)).body;
    await sandbox.clock.move(MINUTE - 1);
    expect(await read()).toMatchObject({ status: 'SCHEDULED', targets: [{ status: 'PENDING', attemptCount: 0 }] });
    await sandbox.clock.move(1);
    expect(await read()).toMatchObject({ status: 'PUBLISHING', targets: [{ status: 'PUBLISHING', attemptCount: 1 }] });
    await sandbox.clock.move(1500);
    const post = await read();
    expect(post.status).toBe('PUBLISHED');
    expect(post.targets[0]).toMatchObject({
      status: 'PUBLISHED',
      publishedAt: new Date(START + MINUTE + 1500).toISOString(),
      lastAttemptAt: new Date(START + MINUTE).toISOString(),
      externalPostId: expect.stringMatching(/^\d{18}$/),
      errorCode: null,
    });
    expect(post.targets[0].externalUrl).toBe(`https://www.pinterest.com/pin/${post.targets[0].externalPostId}/`);
  });

  test('publishes at its own time where the clock jumps over it, earlier posts first', async () => {
    const { sandbox, create } = await openSandbox();
    const at = (minutes: number) => ({ scheduledFor: new Date(START + minutes * MINUTE).toISOString() });
    const late = (await create([await picture()], at(20))).body.id;
    const soon = (await create([await picture()], at(10))).body.id;
    await sandbox.clock.move(24 * 60 * MINUTE);
    const publishedAt = (id: string) => sandbox.state.posts.get(id)!.targets[0]!.publishedAt;
    expect(publishedAt(soon)).toBe(START + 10 * MINUTE + 1500);
    expect(publishedAt(late)).toBe(START + 20 * MINUTE + 1500);
  });

  test('publishes once, however often the clock moves', async () => {
    const { sandbox, publish } = await openSandbox();
    const post = await publish([await picture()]);
    await Promise.all([sandbox.clock.move(MINUTE), sandbox.clock.move(-3 * MINUTE), sandbox.clock.move(9 * MINUTE)]);
    expect(sandbox.state.posts.get(post.id)!.targets[0]).toMatchObject({
      attemptCount: 1,
      externalPostId: post.targets[0].externalPostId,
    });
  });

  test('publishes by itself in real time', async () => {
    const { sandbox, create } = await openSandbox({ now: Date.now });
    sandbox.state.settings.publishingMs = 20;
    const soon = { scheduledFor: new Date(Date.now() + 2_000).toISOString() };
    const { body } = await create([await picture()], soon);
    await expect
      .poll(() => sandbox.state.posts.get(body.id)!.status, { timeout: 30_000, interval: 20 })
      .toBe('PUBLISHED');
  });

  test('is seen to publish where only the base time moves', async () => {
    let now = START;
    const { call, create } = await openSandbox({ now: () => now });
    const { body } = await create([await picture()]);
    now += 2 * MINUTE;
    expect((await call('GET', `/posts/${body.id}`)).body.status).toBe('PUBLISHED');
  });
});

describe('a pin fails late for', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['a board of someone else', 'PIN_BOARD_NOT_FOUND', withOptions({ board: '1' })],
    ['a title of 101', 'PIN_TITLE_TOO_LONG', withOptions({ title: 'x'.repeat(101) })],
    ['a description of 501', 'PIN_DESCRIPTION_TOO_LONG', { content: 'x'.repeat(501) }],
    ['a link that is no address', 'PIN_LINK_INVALID', withOptions({ link: 'example.com' })],
    ['a link of another scheme', 'PIN_LINK_INVALID', withOptions({ link: 'ftp://example.com/' })],
    ['an empty link', 'PIN_LINK_INVALID', withOptions({ link: '' })],
  ])('%s: %s', async (_what, code, over) => {
    const { publish } = await openSandbox();
    expect(await publish([await picture()], over)).toMatchObject({ status: 'FAILED', targets: [{ errorCode: code }] });
  });

  test('a link that does not resolve, by setting and by injected resolver', async () => {
    const bytes = await picture();
    const dead = withOptions({ link: 'https://dead.example/page' });
    const first = await openSandbox();
    expect((await first.publish([bytes], dead)).status).toBe('PUBLISHED');
    first.sandbox.state.settings.deadLinks = ['https://dead.example/'];
    expect((await first.publish([bytes], dead)).targets[0].errorCode).toBe('PIN_LINK_INVALID');
    const second = await openSandbox({ resolveLink: () => Promise.reject(new Error('no such host')) });
    expect((await second.publish([bytes], dead)).targets[0].errorCode).toBe('PIN_LINK_INVALID');
  });

  test('an account that expired after the create, or lost a scope', async () => {
    const bytes = await picture();
    const { sandbox, publish } = await openSandbox();
    const account = sandbox.state.accounts.get(DEMO_ACCOUNT_ID)!;
    account.scopes = ['boards:read'];
    expect((await publish([bytes])).targets[0].errorCode).toBe('SCOPE_MISSING');
    account.scopes = ['boards:read', 'pins:write'];
    account.tokenExpiresAt = sandbox.clock.now() + 30 * SECOND;
    expect((await publish([bytes])).targets[0].errorCode).toBe('ACCOUNT_NOT_ACTIVE');
    expect(account.status).toBe('TOKEN_EXPIRED');
  });

  test('an account that is not active, where a test moves that rule', async () => {
    const { sandbox, publish } = await openSandbox();
    sandbox.state.settings.timing.ACCOUNT_NOT_ACTIVE = 'publish';
    sandbox.state.accounts.get(DEMO_ACCOUNT_ID)!.status = 'REVOKED';
    expect((await publish([await picture()])).targets[0].errorCode).toBe('ACCOUNT_NOT_ACTIVE');
  });

  test('whatever a test forces', async () => {
    const { sandbox, publish } = await openSandbox();
    sandbox.state.publishFaults.push({ code: 'SOMETHING_NEW', times: 1 });
    expect((await publish([await picture()])).targets[0].errorCode).toBe('SOMETHING_NEW');
    expect((await publish([await picture()])).status).toBe('PUBLISHED');
  });
});

test('limits are inclusive: title 100, description 500, any board of the account', async () => {
  const { publish } = await openSandbox();
  const bytes = await picture();
  for (const { id } of DEMO_BOARDS) {
    const over = { content: 'x'.repeat(500), ...withOptions({ board: id, title: 'x'.repeat(100) }) };
    expect((await publish([bytes], over)).status).toBe('PUBLISHED');
  }
});

test('PIN_RATE_LIMITED is tried again with back-off until Pinterest takes it', async () => {
  const { sandbox, call, create } = await openSandbox();
  sandbox.state.publishFaults.push({ code: 'PIN_RATE_LIMITED', times: 2 });
  const { body } = await create([await picture()]);
  const read = async () => (await call('GET', `/posts/${body.id}`)).body;
  await sandbox.clock.move(MINUTE + 1500);
  expect(await read()).toMatchObject({
    status: 'PUBLISHING',
    targets: [{ status: 'PENDING', errorCode: 'PIN_RATE_LIMITED', attemptCount: 1 }],
  });
  await sandbox.clock.move(MINUTE + 1500);
  expect(await read()).toMatchObject({ status: 'PUBLISHING', targets: [{ attemptCount: 2 }] });
  await sandbox.clock.move(2 * MINUTE - 1);
  expect(await read()).toMatchObject({ status: 'PUBLISHING', targets: [{ status: 'PENDING', attemptCount: 2 }] });
  await sandbox.clock.move(1501);
  expect(await read()).toMatchObject({ status: 'PUBLISHED', targets: [{ errorCode: null, attemptCount: 3 }] });
});

test('a post to two platforms is PARTIALLY_PUBLISHED where one fails', async () => {
  const { call, publish } = await openSandbox();
  const elsewhere = { accountId: OTHER_PLATFORM_ACCOUNT_ID, platformOptions: { platform: 'INSTAGRAM' } };
  const platforms = [...(pinBody(withOptions({ board: '1' })).platforms as object[]), elsewhere];
  const post = await publish([await picture()], { platforms });
  expect(post.status).toBe('PARTIALLY_PUBLISHED');
  expect(post.targets.map(({ status }: { status: string }) => status)).toEqual(['FAILED', 'PUBLISHED']);
  expect((await call('PATCH', `/posts/${post.id}`, pinBody())).status).toBe(400);
});
