import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { findOurPosts } from '../../../lib/delivery/settle-unknown';
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
  updatedAt: null,
  createdViaApi: true,
  media: [],
  targets: [target],
};

const media = [{ mediaAssetId: 'med_1', altText: null }];
const withMedia = { ...sent, mediaIds: ['med_1'] };
const find = (posts: Post[], said = withMedia) => findOurPosts(posts, said, STARTED).map(({ id }) => id);

test('a post is ours by its uploads, whatever its text says now', () => {
  expect(find([ours, { ...ours, id: 'post_2', caption: 'x', media }])).toEqual(['post_2']);
  expect(find([ours])).toEqual([]);
});

test.each<[string, Partial<Post>]>([
  ['an earlier post of the same pictures', { createdAt: STARTED - 3_600_000 }],
  ['a copy that was made in the dashboard', { createdViaApi: false }],
  ['a later copy', { createdAt: STARTED + 3_600_000 }],
  ['a post of another account', { targets: [{ ...target, socialAccountId: 'other' }] }],
])('%s is never taken for ours', (_, over) => {
  expect(find([{ ...ours, media, ...over }])).toEqual([]);
});

test('of two that fit, the earlier is ours', () => {
  const copy = { ...ours, id: 'copy', createdAt: STARTED + 500, media };
  expect(find([copy, { ...ours, media }])).toEqual(['post_1', 'copy']);
});

test('without uploads our post cannot be told from an equal one of another program', () => {
  expect(find([ours], { ...sent, mediaIds: [] })).toEqual([]);
});

test('a similar post of another program, scheduled or old, is never taken for ours', async () => {
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
