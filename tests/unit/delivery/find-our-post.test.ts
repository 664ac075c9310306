import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { findOurPost } from '../../../lib/delivery/find-our-post';
import type { Sent } from '../../../lib/pin/pin';
import type { Post } from '../../../lib/postbreeze/wire';
import { countStates, scheduleOne } from './many';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

const STARTED = 1_000_000;
const sent: Sent = {
  accountId: 'soc',
  boardId: 'b',
  title: 'T',
  link: 'https://l/',
  caption: 'C',
  mediaIds: [],
  publishAt: 5,
  scheduledFor: null,
};
const target = {
  socialAccountId: 'soc',
  platformOptions: { board: 'b', title: 'T', link: 'https://l/' },
  mediaIds: [],
  status: '',
  publishedAt: null,
  externalUrl: null,
  errorCode: null,
  errorMessage: null,
};
const ours: Post = {
  id: 'post_1',
  workspaceId: 'ws',
  status: 'DRAFT',
  caption: 'C',
  scheduledAt: null,
  createdAt: STARTED + 1,
  media: [],
  targets: [target],
};

test('media ids are ours alone', () => {
  const withMedia = { ...sent, mediaIds: ['med_1'] };
  const post = { ...ours, caption: 'x', media: [{ mediaAssetId: 'med_1', altText: null }] };
  expect(findOurPost([ours, post], withMedia, STARTED)).toMatchObject({ kind: 'found', post: { caption: 'x' } });
  expect(findOurPost([ours], withMedia, STARTED)).toEqual({ kind: 'absent' });
});

test('an earlier post of the same pictures, canceled since, is not taken for the new one', () => {
  const withMedia = { ...sent, mediaIds: ['med_1'] };
  const media = [{ mediaAssetId: 'med_1', altText: null }];
  const earlier = { ...ours, id: 'post_0', status: 'CANCELED', createdAt: STARTED - 3_600_000, media };
  expect(findOurPost([earlier], withMedia, STARTED)).toEqual({ kind: 'absent' });
  expect(findOurPost([earlier, { ...ours, media }], withMedia, STARTED)).toMatchObject({ post: { id: 'post_1' } });
});

test('without media ids, everything must agree', () => {
  expect(findOurPost([ours], sent, STARTED).kind).toBe('found');
  const others: Partial<Post>[] = [
    { caption: 'D' },
    { status: 'SCHEDULED', scheduledAt: 5 },
    { createdAt: STARTED - 3_600_000 },
    { createdAt: null },
    { targets: [{ ...target, socialAccountId: 'other' }] },
    { targets: [{ ...target, platformOptions: { ...target.platformOptions, board: 'c' } }] },
    { targets: [{ ...target, platformOptions: { ...target.platformOptions, title: 'U' } }] },
    { targets: [{ ...target, platformOptions: { ...target.platformOptions, link: 'https://m/' } }] },
  ];
  for (const other of others) expect(findOurPost([{ ...ours, ...other }], sent, STARTED)).toEqual({ kind: 'absent' });
  expect(findOurPost([ours, { ...ours, id: 'post_2' }], sent, STARTED)).toEqual({ kind: 'ambiguous' });
});

test('a like post of another program, scheduled or old, is never taken for ours', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe);
  await universe.run();
  const theirs = [...universe.postbreeze.state.posts.values()][0]!;
  await scheduleOne(universe, {
    id: 'q',
    title: theirs.targets[0]!.platformOptions.title as string,
    description: theirs.caption,
    link: 'https://example.com/p',
  });
  const lost = () => Promise.reject(new TypeError('lost'));
  universe.watch({ spoilt: [{ nth: 1, answer: { name: 'lost', commits: false, deliver: lost } }] });
  await universe.run();
  expect(await countStates()).toEqual({ published: 2 });
  expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(2);
});
