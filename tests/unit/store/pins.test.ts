import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDraft } from '../../../lib/pin/pin';
import { createSlide } from '../../../lib/pin/slide';
import { useDatabaseName } from '../../../lib/store/database';
import { claimDue, findNextDue } from '../../../lib/store/outbox-rows';
import { findDraft, listPins, readPin, saveDraft } from '../../../lib/store/pins';
import { duplicatePin, schedulePin } from '../../../lib/store/verbs';

let count = 0;
beforeEach(() => useDatabaseName(`pins-${count++}`));

const page = { pageUrl: 'https://a.example/', pageTitle: 'A', collectedAt: 1 };

describe('drafts', () => {
  test('keep the last of many keystrokes, in the order typed', async () => {
    const draft = createDraft({ id: 'p1', source: page, handOver: 'at-time', now: 1 });
    for (const length of [1, 2, 3, 4]) saveDraft({ ...draft, title: 'abcd'.slice(0, length), updatedAt: length });
    await saveDraft({ ...draft, title: 'abcde', updatedAt: 5 });
    expect((await findDraft(page.pageUrl))?.title).toBe('abcde');
  });

  test('that are copies of another pin leave its page to a draft begun there', async () => {
    const draft = createDraft({ id: 'p1', source: page, handOver: 'at-time', now: 1 });
    await saveDraft({ ...draft, title: 'begun on the page' });
    await duplicatePin('p1', 2, 'copy');
    expect((await findDraft(page.pageUrl))?.id).toBe('p1');
    expect(await readPin('copy')).toMatchObject({ title: 'begun on the page', state: 'draft' });
  });

  test('cannot be unscheduled by a keystroke in another window', async () => {
    const slide = {
      ...createSlide({ id: 's', url: 'https://a/x.jpg', text: '', width: 1, height: 1 }),
      rung: 'address' as const,
    };
    const draft = {
      ...createDraft({ id: 'p1', source: page, handOver: 'at-time', now: 1 }),
      accountId: 'a',
      board: { id: 'b', name: 'B' },
      slides: [slide],
      publishAt: 10,
    };
    await saveDraft(draft);
    await schedulePin('p1', 5);
    await saveDraft({ ...draft, title: 'late' });
    expect((await readPin('p1'))?.state).toBe('queued');
    expect(await findDraft(page.pageUrl)).toBeUndefined();
    expect((await listPins()).map((pin) => pin.state)).toEqual(['queued']);
    expect(await findNextDue()).toBe(10);
    expect(await claimDue(['on-time'], 9, (pin) => pin)).toBeUndefined();
    expect((await claimDue(['on-time'], 10, (pin) => pin))?.id).toBe('p1');
  });
});
