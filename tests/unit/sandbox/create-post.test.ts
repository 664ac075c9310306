import { describe, expect, test } from 'vitest';
import {
  DEMO_ACCOUNT_ID,
  DEMO_BOARDS,
  DEMO_KEY,
  DEMO_WORKSPACE_ID,
  EXPIRED_ACCOUNT_ID,
  OTHER_PLATFORM_ACCOUNT_ID,
} from '../../sandbox/seed';
import { MINUTE, openSandbox, picture, pinBody, pinterest, SECOND, START } from './open-sandbox';

const FUTURE = new Date(START + 30 * SECOND).toISOString();

describe('create', () => {
  test('makes a draft without a time, and a scheduled post with one', async () => {
    const { call } = await openSandbox();
    const draft = await call('POST', '/posts', pinBody());
    expect(draft).toMatchObject({ status: 201, body: { status: 'DRAFT', scheduledAt: null } });
    const pinned = await call('POST', '/posts', pinBody({ draftScheduledFor: FUTURE }));
    expect(pinned.body.status).toBe('DRAFT');
    const scheduled = await call('POST', '/posts', pinBody({ scheduledFor: FUTURE }));
    expect(scheduled.body).toMatchObject({ status: 'SCHEDULED', scheduledAt: FUTURE });
  });

  test('answers the post object with its renamed fields', async () => {
    const { call, upload } = await openSandbox();
    const mediaId = await upload(await picture());
    const { body } = await call('POST', '/posts', {
      content: 'Buns',
      scheduledFor: FUTURE,
      timezone: 'Asia/Tokyo',
      mediaIds: [mediaId],
      mediaAltText: { [mediaId]: 'A tray of buns' },
      platforms: [pinterest({ title: 'Buns', link: 'https://example.com/buns' })],
    });
    const now = new Date(START).toISOString();
    expect(body).toEqual({
      id: expect.stringMatching(/^post_/),
      workspaceId: DEMO_WORKSPACE_ID,
      status: 'SCHEDULED',
      caption: 'Buns',
      scheduledAt: FUTURE,
      timezone: 'Asia/Tokyo',
      createdViaApi: true,
      createdAt: now,
      updatedAt: now,
      media: [{ postId: body.id, mediaAssetId: mediaId, order: 0, altText: 'A tray of buns' }],
      targets: [
        {
          id: expect.any(String),
          socialAccountId: DEMO_ACCOUNT_ID,
          platformOptions: {
            platform: 'PINTEREST',
            board: DEMO_BOARDS[1].id,
            title: 'Buns',
            link: 'https://example.com/buns',
          },
          mediaIds: [mediaId],
          status: 'PENDING',
          publishedAt: null,
          externalPostId: null,
          externalUrl: null,
          errorCode: null,
          errorMessage: null,
          attemptCount: 0,
          lastAttemptAt: null,
        },
      ],
    });
  });

  test('takes the nested shape at the same endpoint', async () => {
    const { call, upload } = await openSandbox();
    const mediaId = await upload(await picture());
    const { platformOptions } = pinterest();
    const targets = [{ socialAccountId: DEMO_ACCOUNT_ID, platformOptions }];
    const { body, status } = await call('POST', '/posts', {
      caption: 'Buns',
      scheduledAt: FUTURE,
      mediaIds: [mediaId],
      targets,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'SCHEDULED', caption: 'Buns', media: [{ mediaAssetId: mediaId }] });
  });

  test('makes two posts of two equal calls: there is no idempotency', async () => {
    const { sandbox, call } = await openSandbox();
    const body = pinBody({ scheduledFor: FUTURE });
    const ids = [(await call('POST', '/posts', body)).body.id, (await call('POST', '/posts', body)).body.id];
    expect(new Set(ids).size).toBe(2);
    expect(sandbox.state.posts.size).toBe(2);
  });

  test.each([200, 201, 202] as const)('succeeds with %i where a test wants that', async (createStatus) => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.settings.createStatus = createStatus;
    expect((await call('POST', '/posts', pinBody())).status).toBe(createStatus);
  });

  test('waits for approval where the workspace demands it', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.workspaces.get(DEMO_WORKSPACE_ID)!.needsApproval = true;
    const { body } = await call('POST', '/posts', pinBody({ scheduledFor: FUTURE }));
    expect(body.status).toBe('NEEDS_APPROVAL');
    await sandbox.clock.move(MINUTE);
    expect((await call('GET', `/posts/${body.id}`)).body.status).toBe('NEEDS_APPROVAL');
  });
});

describe('create refuses and makes nothing', () => {
  const targets = [{ socialAccountId: DEMO_ACCOUNT_ID, platformOptions: pinterest().platformOptions }];
  const withOptions = (options: Record<string, unknown>) => pinBody({ platforms: [pinterest(options)] });

  test.each<[string, unknown, number, string]>([
    ['both platforms and targets', pinBody({ targets }), 400, 'MUST_SPECIFY_EXACTLY_ONE'],
    ['neither platforms nor targets', { content: 'x' }, 400, 'MUST_SPECIFY_EXACTLY_ONE'],
    ['an empty list of platforms', pinBody({ platforms: [] }), 400, 'VALIDATION_FAILED'],
    ['an array', [pinBody()], 400, 'VALIDATION_FAILED'],
    ['null', null, 400, 'VALIDATION_FAILED'],
    ['an unknown field', pinBody({ publishNow: true }), 400, 'VALIDATION_FAILED'],
    [
      'an unknown field of a platform',
      pinBody({ platforms: [{ ...pinterest(), board: '1' }] }),
      400,
      'VALIDATION_FAILED',
    ],
    ['an unknown platform option', withOptions({ boardSection: '1' }), 400, 'VALIDATION_FAILED'],
    ['a flat field in the nested shape', { caption: 'x', content: 'x', targets }, 400, 'VALIDATION_FAILED'],
    ['a nested field in the flat shape', pinBody({ scheduledAt: FUTURE }), 400, 'VALIDATION_FAILED'],
    ['no content', { platforms: [pinterest()] }, 400, 'VALIDATION_FAILED'],
    ['content that is not text', pinBody({ content: 5 }), 400, 'VALIDATION_FAILED'],
    ['a time that is not ISO', pinBody({ scheduledFor: 'tomorrow' }), 400, 'VALIDATION_FAILED'],
    ['a time that is not UTC', pinBody({ scheduledFor: '2026-06-02T12:00:30+02:00' }), 400, 'VALIDATION_FAILED'],
    ['a time as a number', pinBody({ scheduledFor: START + MINUTE }), 400, 'VALIDATION_FAILED'],
    ['null as a time', pinBody({ scheduledFor: null }), 400, 'VALIDATION_FAILED'],
    ['a time that has passed', pinBody({ scheduledFor: new Date(START - 1).toISOString() }), 400, 'SCHEDULED_IN_PAST'],
    ['this very moment', pinBody({ scheduledFor: new Date(START).toISOString() }), 400, 'SCHEDULED_IN_PAST'],
    ['an unknown time zone', pinBody({ timezone: 'Mars/Olympus' }), 400, 'VALIDATION_FAILED'],
    ['a repeated media id', pinBody({ mediaIds: ['med_1', 'med_1'] }), 400, 'VALIDATION_FAILED'],
    ['media that is not there', pinBody({ mediaIds: ['med_1'] }), 404, 'MEDIA_NOT_FOUND'],
    ['alt text for other media', pinBody({ mediaAltText: { med_1: 'x' } }), 400, 'VALIDATION_FAILED'],
    [
      'a media item of another type',
      pinBody({ mediaItems: [{ type: 'PHOTO', url: 'https://a.example/' }] }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'a media item that is no address',
      pinBody({ mediaItems: [{ type: 'IMAGE', url: 'a.jpg' }] }),
      400,
      'VALIDATION_FAILED',
    ],
    ['an account that is not there', pinBody({ platforms: [pinterest({}, 'soc_x')] }), 404, 'ACCOUNT_NOT_FOUND'],
    ['an account twice', pinBody({ platforms: [pinterest(), pinterest({ board: '2' })] }), 400, 'VALIDATION_FAILED'],
    [
      'options of another platform',
      pinBody({ platforms: [pinterest({}, OTHER_PLATFORM_ACCOUNT_ID)] }),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'an account that must be reconnected',
      pinBody({ platforms: [pinterest({}, EXPIRED_ACCOUNT_ID)] }),
      409,
      'ACCOUNT_NOT_ACTIVE',
    ],
    [
      'accounts of two workspaces',
      pinBody({ platforms: [pinterest(), pinterest({}, EXPIRED_ACCOUNT_ID)] }),
      400,
      'VALIDATION_FAILED',
    ],
    ['no board', withOptions({ board: undefined }), 422, 'PIN_BOARD_REQUIRED'],
    ['an empty board', withOptions({ board: ' ' }), 422, 'PIN_BOARD_REQUIRED'],
    ['a first comment', pinBody({ firstComment: 'First!' }), 422, 'FIRST_COMMENT_NOT_SUPPORTED'],
    ['a first comment among the options', withOptions({ firstComment: 'First!' }), 422, 'FIRST_COMMENT_NOT_SUPPORTED'],
  ])('%s', async (_what, body, status, code) => {
    const { sandbox, call } = await openSandbox({ secondWorkspace: true });
    expect(await call('POST', '/posts', body)).toMatchObject({ status, body: { statusCode: status, code } });
    expect(sandbox.state.posts.size).toBe(0);
  });

  test('what is not JSON, or not declared as JSON', async () => {
    const { sandbox, send, call } = await openSandbox();
    const headers = { Authorization: `Bearer ${DEMO_KEY}`, 'Content-Type': 'application/json' };
    const broken = await send(`${sandbox.apiUrl}/posts`, { method: 'POST', headers, body: '{"content":' });
    expect(broken).toMatchObject({ status: 400, body: { code: 'BODY_NOT_JSON' } });
    const undeclared = await call('POST', '/posts', pinBody(), { 'Content-Type': 'text/plain' });
    expect(undeclared).toMatchObject({ status: 400, body: { code: 'BODY_NOT_JSON' } });
  });

  test('an account of a workspace that the key does not reach', async () => {
    const { sandbox, call } = await openSandbox({ secondWorkspace: true });
    sandbox.state.keys.get(DEMO_KEY)!.workspaceIds = [DEMO_WORKSPACE_ID];
    const answer = await call('POST', '/posts', pinBody({ platforms: [pinterest({}, EXPIRED_ACCOUNT_ID)] }));
    expect(answer).toMatchObject({ status: 403, body: { code: 'WORKSPACE_FORBIDDEN' } });
  });

  test('media of another workspace', async () => {
    const { sandbox, call, upload } = await openSandbox();
    const mediaId = await upload(await picture());
    sandbox.state.media.get(mediaId)!.workspaceId = 'ws_other';
    expect((await call('POST', '/posts', pinBody({ mediaIds: [mediaId] }))).status).toBe(404);
  });

  test('posts beyond the monthly plan, until the next month', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.settings.planLimit = 2;
    for (let i = 0; i < 2; i++) expect((await call('POST', '/posts', pinBody())).status).toBe(201);
    const answer = await call('POST', '/posts', pinBody());
    expect(answer).toMatchObject({ status: 403, body: { code: 'PLAN_LIMIT_POSTS', limit: 2, current: 2 } });
    await sandbox.clock.set(Date.parse('2026-07-01T00:00:00Z'));
    expect((await call('POST', '/posts', pinBody())).status).toBe(201);
  });

  test('every rule about a pin that a test moves to create', async () => {
    const { sandbox, create } = await openSandbox();
    sandbox.state.settings.timing.PIN_IMAGE_TOO_SMALL = 'create';
    const answer = await create([await picture(599, 900)]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'PIN_IMAGE_TOO_SMALL' } });
    expect(sandbox.state.posts.size).toBe(0);
  });
});
