import { expect, test } from 'vitest';
import { readPost } from '../../../lib/delivery/read-post';
import type { Step } from '../../../lib/delivery/step';
import { claim, schedule, settleHandOver } from '../../../lib/pin/moves';
import type { Pin } from '../../../lib/pin/pin';
import type { Post } from '../../../lib/postbreeze/wire';
import { addressSlide } from './paths';
import { makeDraft } from './pins';

const scheduled: Post = {
  id: 'post_1',
  workspaceId: 'ws_1',
  status: 'SCHEDULED',
  caption: '',
  scheduledAt: 100_000,
  createdAt: 0,
  updatedAt: null,
  createdViaApi: true,
  media: [],
  targets: [],
};
const asDraft: Post = { ...scheduled, status: 'DRAFT', scheduledAt: null };

/** A pin that Postbreeze holds, about whose post the last answer came at 5,000, and which is being looked at. */
function makeHeld(): Pin {
  const sending = claim(schedule(makeDraft('p', [addressSlide(1)], 1_000), 0), { id: 'l', until: 9_000 }, 2_000);
  const held = settleHandOver(sending, 'post_1', 5_000, {});
  const post = { status: 'SCHEDULED', externalUrl: null, publishedAt: null, scheduledAt: 100_000, checkedAt: 5_000 };
  return { ...held, post, leaseId: 'l', leaseUntil: 9_000 };
}

/** Looks with a list that was asked for at `readAt` and shows the post as a draft; answers the pin, and which posts were asked for. */
async function lookWith(readAt: number) {
  let row = makeHeld();
  const asked: string[] = [];
  const step = {
    leaseId: 'l',
    world: {
      now: () => 6_000,
      store: {
        updateLeased: async (_id: string, _lease: string, change: (pin: Pin) => Pin) => {
          row = change(row);
          return row;
        },
      },
    },
    client: {
      getPost: async (id: string) => {
        asked.push(id);
        return { ok: true, value: scheduled };
      },
    },
  } as unknown as Step;
  await readPost(step, row, { readAt, posts: new Map([[asDraft.id, asDraft]]) });
  return { state: row.state, code: row.lastError?.code, asked };
}

test('a list older than the scheduling does not make the post a draft: the post itself is read', async () => {
  expect(await lookWith(4_000)).toEqual({ state: 'handed-over', code: undefined, asked: ['post_1'] });
});

test('a newer list is believed', async () => {
  expect(await lookWith(5_500)).toEqual({ state: 'failed', code: 'UNSCHEDULED_ELSEWHERE', asked: [] });
});
