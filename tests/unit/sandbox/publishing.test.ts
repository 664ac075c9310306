import sharp from 'sharp';
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
    const soon = { scheduledFor: new Date(Date.now() + 400).toISOString() };
    const { body } = await create([await picture()], soon);
    await expect
      .poll(() => sandbox.state.posts.get(body.id)!.status, { timeout: 5000, interval: 20 })
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

describe('one image publishes', () => {
  test.each<[string, number, number, 'jpeg' | 'png']>([
    ['at the least size', 600, 900, 'jpeg'],
    ['as PNG', 600, 900, 'png'],
    ['square', 900, 900, 'jpeg'],
    ['wide', 1500, 900, 'jpeg'],
    ['very long', 600, 3000, 'jpeg'],
  ])('%s', async (_what, width, height, format) => {
    const { publish } = await openSandbox();
    expect(await publish([await picture(width, height, format)])).toMatchObject({ status: 'PUBLISHED' });
  });

  test('turned by its EXIF orientation', async () => {
    const { publish } = await openSandbox();
    const turned = await sharp(await picture(900, 600))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await publish([new Uint8Array(turned)])).status).toBe('PUBLISHED');
  });
});

describe('one image fails late, with a code on its target,', () => {
  const damaged = async () => (await picture(1200, 1800)).slice(0, 3000);
  const text = async () => new TextEncoder().encode('<html>not a picture</html>');
  const mp4 = async () => new TextEncoder().encode('\0\0\0\x18ftypmp42\0\0\0\0');

  test.each<[string, string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ['a pixel too narrow', 'PIN_IMAGE_TOO_SMALL', () => picture(599, 900)],
    ['a pixel too low', 'PIN_IMAGE_TOO_SMALL', () => picture(600, 899)],
    ['square but small', 'PIN_IMAGE_TOO_SMALL', () => picture(899, 899)],
    ['WebP called JPEG', 'PIN_IMAGE_FORMAT', () => picture(600, 900, 'webp')],
    ['GIF', 'PIN_IMAGE_FORMAT', () => picture(600, 900, 'gif')],
    ['no picture at all', 'PIN_IMAGE_FORMAT', text],
    ['cut short', 'PIN_IMAGE_DAMAGED', damaged],
    ['a video', 'PIN_VIDEO_NOT_SUPPORTED', mp4],
  ])('%s: %s', async (_what, code, make) => {
    const { publish } = await openSandbox();
    const post = await publish([await make()]);
    expect(post).toMatchObject({
      status: 'FAILED',
      targets: [
        { status: 'FAILED', errorCode: code, errorMessage: expect.any(String), externalUrl: null, publishedAt: null },
      ],
    });
  });

  test('over 20 MB: PIN_IMAGE_TOO_LARGE', async () => {
    const { publish } = await openSandbox();
    const small = await picture();
    const bytes = new Uint8Array(20_000_001);
    bytes.set(small);
    expect((await publish([bytes])).targets[0].errorCode).toBe('PIN_IMAGE_TOO_LARGE');
  });

  test('presigned but never stored: MEDIA_NOT_UPLOADED', async () => {
    const { sandbox, call, create } = await openSandbox();
    const { mediaAsset } = (await call('POST', '/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' }))
      .body;
    const { body, status } = await create([], { mediaIds: [mediaAsset.id] });
    expect(status).toBe(201);
    await sandbox.clock.move(2 * MINUTE);
    expect((await call('GET', `/posts/${body.id}`)).body.targets[0].errorCode).toBe('MEDIA_NOT_UPLOADED');
  });

  test('a media item called a video: PIN_VIDEO_NOT_SUPPORTED', async () => {
    const { publish } = await openSandbox({ fetchMedia: () => picture() });
    const post = await publish([], { mediaItems: [{ type: 'VIDEO', url: 'https://shop.test/v.mp4' }] });
    expect(post.targets[0].errorCode).toBe('PIN_VIDEO_NOT_SUPPORTED');
  });
});

describe('a carousel', () => {
  const sizes = async (...all: [number, number][]) => Promise.all(all.map(([width, height]) => picture(width, height)));

  test.each<[string, [number, number][]]>([
    [
      'two of 2:3',
      [
        [600, 900],
        [1000, 1500],
      ],
    ],
    [
      'five of 1:1',
      [
        [900, 900],
        [1000, 1000],
        [900, 900],
        [901, 900],
        [900, 900],
      ],
    ],
    [
      '2:3 but for a pixel of rounding',
      [
        [600, 900],
        [735, 1102],
      ],
    ],
  ])('of %s publishes', async (_what, all) => {
    const { publish } = await openSandbox();
    const post = await publish(await sizes(...all));
    expect(post.status).toBe('PUBLISHED');
    expect(post.media.map(({ order }: { order: number }) => order)).toEqual(all.map((_size, order) => order));
  });

  test.each<[string, string, [number, number][]]>([
    [
      'of 1:1 and 2:3',
      'PIN_MIXED_ASPECT',
      [
        [900, 900],
        [600, 900],
      ],
    ],
    [
      'all of 4:5',
      'PIN_MIXED_ASPECT',
      [
        [800, 1000],
        [800, 1000],
      ],
    ],
    ['of six', 'PIN_CAROUSEL_SIZE', Array.from({ length: 6 }, () => [600, 900])],
    ['of none', 'PIN_CAROUSEL_SIZE', []],
    [
      'with one slide too small',
      'PIN_IMAGE_TOO_SMALL',
      [
        [600, 900],
        [400, 600],
      ],
    ],
  ])('%s fails: %s', async (_what, code, all) => {
    const { publish } = await openSandbox();
    expect(await publish(await sizes(...all))).toMatchObject({ status: 'FAILED', targets: [{ errorCode: code }] });
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
