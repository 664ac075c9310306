import { collectFrom } from '../browser/active-page';
import { readKey } from '../browser/key';
import { HAS_NOTICE_BUTTONS, type Notice, showNotice } from '../browser/notifications';
import { openPin, openQueue } from '../browser/screens';
import { wake } from '../delivery/run-engine';
import { prepareInTab } from '../delivery/run-preparer';
import { mergeFrames } from '../page/dom/frames';
import { holder } from '../pin/holder';
import type { Pin } from '../pin/pin';
import { slotsFor } from '../pin/slots';
import { listAccounts } from '../store/accounts';
import { listBoards } from '../store/boards';
import { listTakenTimes, putPin, readPin } from '../store/pins';
import { readSettings } from '../store/settings';
import { removePin, schedulePin } from '../store/verbs';
import { type Defaults, type QuickPinned, type QuickPinWorld, quickPin } from './quick-pin';

/** Ids of quick-pin's notices: the first two are followed by the pin's id, the others lead nowhere. */
const SCHEDULED = 'quick-pin:';
const KEPT = 'quick-pin-kept:';
const NOTHING = 'quick-pin-nothing';
const UNDONE = 'quick-pin-undone';

const world: QuickPinWorld = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  hasKey: async () => (await readKey()) !== null,
  collect: (tabId) => collectFrom(tabId, mergeFrames),
  readDefaults,
  listTakenTimes: (accountId) => listTakenTimes(accountId, Date.now()),
  putPin,
  prepare: async (pinId, slideId, tabId) => {
    await prepareInTab(pinId, slideId, tabId);
    return readPin(pinId);
  },
  schedule: async (pinId) => {
    try {
      return { ok: true, pin: await schedulePin(pinId, Date.now()) };
    } catch (error) {
      return { ok: false, words: wordsOf(error) };
    }
  },
};

/** Tabs whose picture is on its way: a key that is held down, or pressed twice, pins once. */
const underWay = new Set<number>();
/** One pin after the other, so that no two take the same time slot. */
let before: Promise<void> = Promise.resolve();

/** The quick-pin command on a tab: pins without a window and tells what came of it. Never rejects. */
export async function runQuickPin(tabId: number): Promise<void> {
  if (underWay.has(tabId)) return;
  underWay.add(tabId);
  const turn = before.then(() => pinAndTell(tabId));
  before = turn;
  await turn;
  underWay.delete(tabId);
}

async function pinAndTell(tabId: number): Promise<void> {
  try {
    const done = await quickPin(tabId, world);
    if (done.outcome === 'scheduled') void wake('message');
    await showNotice(noticeOf(done));
  } catch (error) {
    await showNotice({ id: NOTHING, title: 'Nothing was pinned', message: wordsOf(error) });
  }
}

/** What a click on one of quick-pin's notices does. False: the notice is not one of them. Never rejects. */
export async function takeQuickPinClick(noticeId: string, button: number | null): Promise<boolean> {
  if (noticeId === NOTHING || noticeId === UNDONE) return true;
  if (noticeId.startsWith(KEPT)) await openPin(noticeId.slice(KEPT.length));
  else if (!noticeId.startsWith(SCHEDULED)) return false;
  else if (button === null) await openQueue(noticeId.slice(SCHEDULED.length));
  else await undo(noticeId.slice(SCHEDULED.length));
  return true;
}

/** Removes the pin, where that still helps, and says what came of it. */
async function undo(pinId: string): Promise<void> {
  const told = await remove(pinId).catch((error) => ({ title: 'Not undone', message: wordsOf(error) }));
  void wake('message');
  await showNotice({ id: UNDONE, ...told });
}

async function remove(pinId: string): Promise<Pick<Notice, 'title' | 'message'>> {
  const pin = await readPin(pinId);
  if (pin?.state === 'published') {
    return { title: 'Too late to undo', message: 'The pin is on Pinterest already; it can be deleted there.' };
  }
  await removePin(pinId, Date.now());
  const isHere = (await readPin(pinId)) === undefined;
  const message = isHere ? 'The pin was removed and will not go out.' : 'Postbreeze is asked to let go of the pin.';
  return { title: 'Undone', message };
}

function noticeOf(done: QuickPinned): Notice {
  if (done.outcome === 'nothing') return { id: NOTHING, title: 'Nothing was pinned', message: done.words };
  if (done.outcome === 'kept')
    return { id: KEPT + done.pin.id, title: 'Kept as a draft', message: `${done.words} Click here to finish it.` };
  const words = [done.pin.title, whenWords(done.pin), holder(done.pin).words].filter(Boolean).join(' · ');
  return {
    id: SCHEDULED + done.pin.id,
    title: `Scheduled to ${done.pin.board?.name ?? 'Pinterest'}`,
    message: HAS_NOTICE_BUTTONS ? words : `${words} Click here to change or remove it.`,
    buttons: ['Undo'],
  };
}

function whenWords(pin: Pin): string {
  return pin.publishAt === null
    ? ''
    : new Date(pin.publishAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

async function readDefaults(): Promise<Defaults> {
  const [settings, accounts] = await Promise.all([readSettings(), listAccounts()]);
  const account =
    accounts.find(({ id }) => id === settings.defaultAccountId) ?? accounts.find(({ status }) => status === 'ACTIVE');
  const boards = account ? await listBoards(account.id) : [];
  const board =
    boards.find(({ id }) => id === account?.defaultBoardId) ?? boards.find(({ lastUsedAt }) => lastUsedAt > 0);
  return {
    account,
    board: board && { id: board.id, name: board.name },
    handOver: settings.handOver,
    slots: slotsFor(settings, account?.id ?? null),
    utm: settings.utm,
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
