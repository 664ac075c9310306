import { collectFrom } from '../browser/active-page';
import { readKey } from '../browser/key';
import { type Notice, showNotice } from '../browser/notifications';
import { openPin, openQueue } from '../browser/screens';
import { removePin, schedulePin } from '../outbox/verbs';
import { holder } from '../pin/hand-over';
import type { Pin } from '../pin/pin';
import { type Defaults, type QuickPinned, type QuickPinWorld, quickPin } from '../quick-pin/quick-pin';
import { listAccounts } from '../store/accounts';
import { listBoards } from '../store/boards';
import { listTakenTimes, putPin, readPin } from '../store/pins';
import { readSettings } from '../store/settings';
import { wake } from './engine';
import { prepareInTab } from './slides';

/** Ids of quick-pin's notices start so; the pin's id follows. */
const SCHEDULED = 'quick-pin:';
const KEPT = 'quick-pin-kept:';

const world: QuickPinWorld = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  hasKey: async () => (await readKey()) !== null,
  collect: (tabId) => collectFrom(tabId),
  readDefaults,
  putPin,
  prepare: async (pinId, slideId, tabId) => {
    await prepareInTab(pinId, slideId, tabId);
    return readPin(pinId);
  },
  schedule: async (pinId) => {
    try {
      await schedulePin(pinId, Date.now());
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },
};

/** The quick-pin command on a tab: pins without a window and tells what came of it. */
export async function runQuickPin(tabId: number): Promise<void> {
  const done = await quickPin(tabId, world);
  if (done.outcome === 'scheduled') void wake('message');
  await showNotice(noticeOf(done));
}

/** What a click on one of quick-pin's notices does. False: the notice is not one of them. */
export async function takeQuickPinClick(noticeId: string, button: number | null): Promise<boolean> {
  if (noticeId.startsWith(KEPT)) await openPin(noticeId.slice(KEPT.length));
  else if (!noticeId.startsWith(SCHEDULED)) return false;
  else if (button === null) await openQueue(noticeId.slice(SCHEDULED.length));
  else await undo(noticeId.slice(SCHEDULED.length));
  return true;
}

async function undo(pinId: string): Promise<void> {
  await removePin(pinId, Date.now());
  void wake('message');
  await showNotice({ id: 'quick-pin-undone', title: 'Undone', message: 'The pin was removed and will not go out.' });
}

function noticeOf(done: QuickPinned): Notice {
  if (done.outcome === 'nothing') return { id: 'quick-pin-nothing', title: 'Nothing was pinned', message: done.words };
  if (done.outcome === 'kept')
    return { id: KEPT + done.pin.id, title: 'Kept as a draft', message: `${done.words} Click here to finish it.` };
  return {
    id: SCHEDULED + done.pin.id,
    title: `Scheduled to ${done.pin.board?.name ?? 'Pinterest'}`,
    message: [done.pin.title, whenWords(done.pin), holder(done.pin).words].filter(Boolean).join(' · '),
    buttons: ['Undo'],
  };
}

function whenWords(pin: Pin): string {
  return pin.publishAt === null
    ? ''
    : new Date(pin.publishAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

async function readDefaults(): Promise<Defaults> {
  const [settings, accounts, taken] = await Promise.all([readSettings(), listAccounts(), listTakenTimes(Date.now())]);
  const account =
    accounts.find(({ id }) => id === settings.defaultAccountId) ?? accounts.find(({ status }) => status === 'ACTIVE');
  const boards = account ? await listBoards(account.id) : [];
  const board =
    boards.find(({ id }) => id === account?.defaultBoardId) ?? boards.find(({ lastUsedAt }) => lastUsedAt > 0);
  return {
    account,
    board: board && { id: board.id, name: board.name },
    handOver: settings.handOver,
    slots: settings.slots,
    taken,
  };
}
