import { collectFrom } from '../browser/in-page';
import { stayAwake } from '../browser/life';
import { HAS_NOTICE_BUTTONS, showNotice, showToast, type Toast, type ToastAct } from '../browser/notifications';
import { openEarlier, openPin, openQueue } from '../browser/screens';
import { forgetQuickPin } from '../browser/session';
import { markTab } from '../browser/ways-in';
import { prepareSlide, wake } from '../delivery/worker';
import { judgeFrames } from '../page/judge/judge-page';
import type { EarlierPin } from '../pin/mends';
import type { Pin } from '../pin/pin';
import { listBoards } from '../store/books';
import { describeEarlier } from '../store/earlier';
import { readPin, updatePin } from '../store/pins';
import { removePin, schedulePin, startEdit } from '../store/verbs';
import { formatTime } from '../words/format';
import { t } from '../words/t';
import { type QuickPinned, quickPin } from './quick-pin';

/** What we say about a pin, or why there is none (`pin` null), and the offers with it. */
interface Message {
  pin: Pin | null;
  /** The pin that stood in the way of another. */
  earlier?: EarlierPin;
  title: string;
  words: string;
  buttons: Toast['buttons'];
}

/** Ids of notifications. The pin's id follows the first three; the last leads nowhere. */
const SCHEDULED = 'quick-pin:';
const KEPT = 'quick-pin-kept:';
const PLANNED = 'quick-pin-planned:';
const NOTHING = 'quick-pin-nothing';

const BOARDS_OFFERED = 30;

/** Tabs with a press being handled: a key held down, or pressed twice, pins once. */
const underWay = new Set<number>();
/** One at a time, so that no two pins take one slot. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Runs quick-pin on a tab, without a window, and shows the result. `isMeant`: even if the page was pinned before. Never
 * rejects.
 */
export async function runQuickPin(tabId: number, isMeant = false): Promise<void> {
  if (underWay.has(tabId)) return;
  underWay.add(tabId);
  const letSleep = stayAwake();
  const pinned = before.then(() => pinTab(tabId, isMeant));
  before = pinned;
  const message = await pinned;
  underWay.delete(tabId);
  await say(tabId, message);
  letSleep();
}

async function pinTab(tabId: number, isMeant: boolean): Promise<Message> {
  try {
    const tab = {
      collect: () => collectFrom(tabId, judgeFrames),
      prepare: (pinId: string, slideId: string) => prepareSlide(pinId, slideId, tabId),
    };
    const done = await quickPin(tab, Date.now, isMeant);
    if (done.outcome === 'scheduled') void wake('message');
    if (done.outcome !== 'nothing') await markTab(tabId, done.outcome === 'kept' ? 'draft' : 'pinned');
    return messageOf(done);
  } catch (error) {
    return { pin: null, title: t('quickPin.nothing'), words: wordsOf(error), buttons: [] };
  }
}

/**
 * Shows it in the page, and again after each offer taken there; as a notification where the page cannot show it. Never
 * rejects.
 */
async function say(tabId: number, message: Message): Promise<void> {
  const { pin, earlier, title, words, buttons } = message;
  const boards = pin && buttons.includes('undo') ? await listChoices(pin) : [];
  const done = await showToast(tabId, { title, words, buttons, boards });
  if (!done) return showNotice(noticeOf(message));
  if (done.act === 'repin') return runQuickPin(tabId, true);
  if (done.act === 'show' && earlier) return openEarlier(earlier);
  if (pin) await carryOut(tabId, pin.id, done);
}

async function carryOut(tabId: number, pinId: string, done: ToastAct): Promise<void> {
  if (done.act === 'edit') return openPin(pinId);
  if (done.act === 'undo') return say(tabId, await undo(pinId));
  if (done.act === 'board') return say(tabId, await moveToBoard(pinId, done.boardId));
}

/** The pin's board first, then the account's others, last used first. */
async function listChoices({ accountId, board }: Pin): Promise<Toast['boards']> {
  if (!accountId || !board) return [];
  const others = (await listBoards(accountId)).filter(({ id }) => id !== board.id);
  return [board, ...others].slice(0, BOARDS_OFFERED).map(({ id, name }) => ({ id, name }));
}

/** What a click on one of quick-pin's notifications does. False: the notification is not one of them. Never rejects. */
export async function takeQuickPinClick(noticeId: string, button: number | null): Promise<boolean> {
  if (noticeId === NOTHING) return true;
  if (noticeId.startsWith(KEPT)) await openPin(noticeId.slice(KEPT.length));
  else if (noticeId.startsWith(PLANNED)) await openQueue(noticeId.slice(PLANNED.length));
  else if (!noticeId.startsWith(SCHEDULED)) return false;
  else if (button === null) await openQueue(noticeId.slice(SCHEDULED.length));
  else await showNotice(noticeOf(await undo(noticeId.slice(SCHEDULED.length))));
  return true;
}

/** Removes the pin if that still helps, and says what happened. */
async function undo(pinId: string): Promise<Message> {
  try {
    const pin = await readPin(pinId);
    if (pin?.state === 'published')
      return { pin: null, title: t('quickPin.tooLate'), words: t('quickPin.tooLateWords'), buttons: [] };
    await removePin(pinId, Date.now());
    await forgetQuickPin();
    void wake('message');
    const isGone = (await readPin(pinId)) === undefined;
    const words = isGone ? t('quickPin.undoneWords') : t('quickPin.undoneAtPostbreeze');
    return { pin: null, title: t('quickPin.undone'), words, buttons: [] };
  } catch (error) {
    return { pin: null, title: t('quickPin.notUndone'), words: wordsOf(error), buttons: [] };
  }
}

/** Changes the board like an edit does, at Postbreeze too. */
async function moveToBoard(pinId: string, boardId: string): Promise<Message> {
  const now = Date.now();
  try {
    const edit = await startEdit(pinId, now);
    const boards = await listBoards(edit.accountId ?? '');
    const board = boards.find(({ id }) => id === boardId);
    if (board) await updatePin(edit.id, (pin) => ({ ...pin, board: { id: board.id, name: board.name } }));
    const pin = await schedulePin(edit.id, now);
    void wake('message');
    return {
      pin,
      title: t('quickPin.moved', { board: pin.board?.name ?? '' }),
      words: lineOf(pin),
      buttons: ['undo', 'edit'],
    };
  } catch (error) {
    const pin = (await readPin(pinId)) ?? null;
    return { pin, title: t('quickPin.notMoved'), words: wordsOf(error), buttons: pin ? ['edit'] : [] };
  }
}

function messageOf(done: QuickPinned): Message {
  switch (done.outcome) {
    case 'nothing':
      return { pin: null, title: t('quickPin.nothing'), words: done.words, buttons: [] };
    case 'kept':
      return { pin: done.pin, title: t('quickPin.kept'), words: done.words, buttons: ['edit'] };
    case 'again':
      return {
        pin: done.pin,
        title: t('quickPin.again'),
        words: t('quickPin.againWords'),
        buttons: ['undo', 'edit', 'repin'],
      };
    case 'planned': {
      const { earlier } = done;
      const title = t(`quickPin.planned.${earlier.state}`);
      const canShow = !earlier.isGone || earlier.externalUrl !== null;
      const buttons: Toast['buttons'] = canShow ? ['show', 'repin'] : ['repin'];
      return { pin: null, earlier, title, words: describeEarlier(earlier, Date.now()), buttons };
    }
    case 'scheduled': {
      const title = t('quickPin.scheduled', { board: done.pin.board?.name ?? 'Pinterest' });
      const line = lineOf(done.pin);
      const words = done.putOff === '' ? line : t('quickPin.putOff', { line, reason: done.putOff });
      return { pin: done.pin, title, words, buttons: ['undo', 'edit'] };
    }
  }
}

function lineOf({ title, publishAt }: Pin): string {
  const time = publishAt === null ? '' : formatTime(publishAt, Date.now());
  return title && time ? t('quickPin.scheduledLine', { title, time }) : title || time;
}

/** A notification has one button at most, and none in Firefox: there a click leads to the pin. */
function noticeOf({ pin, earlier, title, words, buttons }: Message) {
  if (earlier) return { id: PLANNED + earlier.id, title, message: t('quickPin.clickToSee', { words }) };
  if (!pin) return { id: NOTHING, title, message: words };
  if (!buttons.includes('undo')) return { id: KEPT + pin.id, title, message: t('quickPin.clickToFinish', { words }) };
  const message = HAS_NOTICE_BUTTONS ? words : t('quickPin.clickToChange', { words });
  return { id: SCHEDULED + pin.id, title, message, buttons: [t('quickPin.undo')] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
