import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide } from '../../../lib/pin/slide';

/** 2 June 2026, 10:00 UTC. */
export const NOW = Date.UTC(2026, 5, 2, 10);

let made = 0;

/** A complete pin that waits for its time; `over` changes what a test is about. */
export function makePin(over: Partial<Pin> = {}): Pin {
  made++;
  const id = over.id ?? `pin-${made}`;
  const draft = createDraft({
    id,
    source: { pageUrl: `https://kitchen.test/${id}`, pageTitle: `Page of ${id}`, collectedAt: NOW },
    handOver: 'at-time',
    now: NOW + made,
  });
  return {
    ...draft,
    state: 'queued',
    accountId: 'soc_1',
    board: { id: '111', name: 'Recipes' },
    title: `Title of ${id}`,
    link: `https://kitchen.test/${id}`,
    slides: [
      {
        ...createSlide({
          id: `${id}-slide`,
          url: `https://kitchen.test/${id}.jpg`,
          text: '',
          width: 1000,
          height: 1500,
        }),
        rung: 'address',
      },
    ],
    when: 'time',
    publishAt: NOW + made * 60_000,
    ...over,
  };
}

/** A problem as the engine writes it down. */
export function makeProblem(code: string, message = ''): NonNullable<Pin['lastError']> {
  return { code, statusCode: 400, message, requestId: 'req_1', at: NOW };
}

/** What Postbreeze said of a published pin. */
export function makePublished(over: Partial<Pin> = {}): Pin {
  const post = {
    status: 'PUBLISHED',
    externalUrl: 'https://www.pinterest.com/pin/1/',
    publishedAt: NOW - 60_000,
    scheduledAt: null,
    checkedAt: NOW,
  };
  const pin = makePin({ state: 'published', post, ...over });
  return { ...pin, done: { ...pin.done, postId: `post_${pin.id}` } };
}
