import type { CsvPin } from '../../lib/pin/csv-rows';
import { createDraft, type Pin } from '../../lib/pin/pin';
import type { PlanGround } from '../../lib/pin/plan';
import { createSlide } from '../../lib/pin/slide';
import { nextFreeSlots } from '../../lib/pin/slots';
import type { Board } from '../../lib/store/books';
import type { Settings } from '../../lib/store/settings';
import { HOUR } from '../../lib/time';

/** The drafts of a spreadsheet's rows, in its order. A day without a time is that day's first free slot, else nine o'clock. */
export function draftRows(
  rows: readonly CsvPin[],
  from: {
    planId: string;
    fileName: string;
    boardOf: (name: string) => Board | undefined;
    ground: PlanGround;
    settings: Pick<Settings, 'handOver' | 'defaultAccountId'>;
  },
): Pin[] {
  const { planId, fileName, boardOf, ground, settings } = from;
  const taken = ground.placed.map(({ accountId, at }) => ({ accountId, at }));
  const findTime = (row: CsvPin, accountId: string | null): number | null => {
    if (row.at === null || !row.isDay) return row.at;
    const times = taken.filter((one) => one.accountId === accountId).map(({ at }) => at);
    const start = Math.max(row.at - 1, ground.now);
    const [slot] = accountId === null ? [] : nextFreeSlots(ground.slotsOf(accountId), times, start, 1);
    const isThatDay = slot !== undefined && new Date(slot).toDateString() === new Date(row.at).toDateString();
    return isThatDay ? slot : row.at + 9 * HOUR;
  };
  return rows.map((row, place): Pin => {
    const board = boardOf(row.board);
    const accountId = board?.accountId ?? settings.defaultAccountId;
    const publishAt = findTime(row, accountId);
    if (publishAt !== null && accountId !== null) taken.push({ accountId, at: publishAt });
    const source = { pageUrl: row.link || row.media[0] || '', pageTitle: fileName, collectedAt: ground.now };
    return {
      ...createDraft({ id: crypto.randomUUID(), source, handOver: settings.handOver, now: ground.now }),
      planId,
      place,
      accountId,
      board: board ? { id: board.id, name: board.name } : null,
      title: row.title,
      description: row.description,
      link: row.link,
      when: publishAt === null ? 'slot' : 'time',
      publishAt,
      slides: row.media.map((url) => createSlide({ id: crypto.randomUUID(), url, text: '', width: 0, height: 0 })),
    };
  });
}
