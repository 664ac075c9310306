import { computed, signal } from '@preact/signals';
import { readKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import type { HandOver, Pin, WhenChoice } from '../../lib/pin/pin';
import { nextFreeSlot, type SlotSettings, slotsFor } from '../../lib/pin/slots';
import { listTakenTimes, readPin } from '../../lib/store/pins';
import { SECOND } from '../../lib/time';
import { t } from '../../lib/words/t';
import type { BoardPicker } from './board-picker';
import { type ChecksModel, checksOf } from './checks-model';
import type { DraftModel } from './draft-model';
import type { ImageChoice } from './page-images';
import type { SlidesModel } from './slides-model';
import type { Say, Status } from './status';

type TimeModel = ReturnType<typeof createTimeModel>;

/** When the pin goes out, and who keeps it until then. Times are epoch ms. */
export function createTimeModel(draft: DraftModel, start: { slots: SlotSettings; taken: readonly number[] }) {
  const taken = signal(start.taken);
  const lookedAt = signal(Date.now());
  const slotAt = computed(() =>
    nextFreeSlot(slotsFor(start.slots, draft.pin.value.accountId), taken.value, lookedAt.value),
  );

  async function lookAgain(): Promise<void> {
    taken.value = await listTakenTimes(draft.pin.peek().accountId, Date.now());
    lookedAt.value = Date.now();
  }

  const timeFor: Record<WhenChoice, () => number | null> = {
    slot: () => slotAt.peek(),
    time: () => draft.pin.peek().publishAt,
    now: () => Date.now(),
  };

  return {
    /** When the times were last looked at. */
    lookedAt,
    /** The next free slot as of then; null when there is none. */
    slotAt,
    chooseWhen: (when: WhenChoice) => {
      const kept = draft.pin.peek().publishAt ?? slotAt.peek();
      draft.act({ when, publishAt: when === 'time' ? kept : null });
    },
    /** Null while the field is empty or half typed. */
    chooseTime: (publishAt: number | null) => draft.change({ when: 'time', publishAt }),
    chooseHandOver: (handOver: HandOver) => draft.act({ handOver }),
    /** Takes the slot's or the present time into the draft, right before it is scheduled. */
    fixTime: async () => {
      await lookAgain();
      const { when, publishAt } = draft.pin.peek();
      const at = timeFor[when]();
      if (at !== publishAt) draft.change({ publishAt: at });
    },
    lookAgain,
  };
}

interface Models {
  draft: DraftModel;
  boards: BoardPicker;
  slides: SlidesModel;
  time: TimeModel;
  checks: ChecksModel;
}

/** From *Schedule pin* until the pin is published, as far as this window sees it. */
export function createScheduling(
  { draft, boards, slides, time, checks }: Models,
  say: Say,
  askAccountAgain: () => Promise<void>,
  onTakenBack: (pin: Pin) => void,
) {
  const scheduledPin = signal<Pin | null>(null);
  const isBusy = signal(false);
  const refusals = signal(0);

  async function schedule(): Promise<void> {
    if (isBusy.peek() || scheduledPin.peek() || !draft.isMine.peek()) return;
    isBusy.value = true;
    try {
      await trySchedule();
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      say('danger', t('composer.schedule.failed', { why }));
    } finally {
      isBusy.value = false;
    }
  }

  async function trySchedule(): Promise<void> {
    boards.settle();
    // A suggestion becomes the user's choice: store it, and read its picture.
    if (!draft.isStored.peek()) draft.change({});
    // Without a key there is neither account nor board, and saying so would not help.
    if ((await readKey()) === null) return say('warn', t('composer.schedule.noKey'));
    if (slides.working.peek() > 0) {
      say('info', t('composer.schedule.readingFirst', { count: slides.working.peek() }));
      await slides.idle();
    }
    await Promise.all([time.fixTime(), checks.whenChecked()]);
    const listErrors = () => checks.checks.peek().filter(({ severity }) => severity === 'error');
    if (checksOf(listErrors(), 'account').some(({ id }) => id !== 'account-missing')) {
      // It may have been reconnected since we last asked.
      say('info', t('composer.schedule.askingAccount'));
      await askAccountAgain();
    }
    const errors = listErrors();
    if (errors[0]) {
      say('danger', t('composer.schedule.held', { count: errors.length, first: errors[0].words }));
      refusals.value += 1;
      return;
    }
    await hand();
  }

  /** From here on the form is closed: what is typed now would not be sent. */
  async function hand(): Promise<void> {
    draft.close();
    try {
      await draft.whenSaved();
      if (draft.isUnsaved.peek()) throw new Error(t('composer.notice.unsaved'));
      const { schedulePin } = await import('../../lib/store/verbs');
      await follow(await schedulePin(draft.pin.peek().id, Date.now()));
    } catch (error) {
      draft.reopen();
      await explainRefusal(error);
    }
  }

  async function explainRefusal(error: unknown): Promise<void> {
    const { IllegalMove } = await import('../../lib/pin/moves');
    if (!(error instanceof IllegalMove)) throw error;
    const { EditRefused } = await import('../../lib/store/verbs');
    const offer = { words: t('composer.schedule.keepAsNew'), act: () => void keepAsNew() };
    say('danger', error.message, error instanceof EditRefused ? offer : undefined);
  }

  async function keepAsNew(): Promise<void> {
    try {
      const { keepEditAsNew } = await import('../../lib/store/verbs');
      await keepEditAsNew(draft.pin.peek().id, Date.now());
      await draft.lookAgain();
      await schedule();
    } catch (error) {
      say('danger', error instanceof Error ? error.message : '');
    }
  }

  async function follow(pin: Pin): Promise<void> {
    draft.close();
    scheduledPin.value = pin;
    void wakeEngine();
    await sayWhoHolds();
  }

  async function sayWhoHolds(): Promise<void> {
    // Loaded once a pin was scheduled; by then it may have moved on.
    const { describeHolder } = await import('../../lib/pin/holder');
    const pin = scheduledPin.peek();
    if (!pin) return;
    const { who, words } = describeHolder(pin);
    const lasting = (tone: Status['tone'], text: string) => say(tone, text, undefined, 'stays');
    if (who === 'published') lasting('good', words);
    else if (who === 'you') lasting('danger', words);
    else if (who === 'browser' && !isOnline()) lasting('warn', t('composer.schedule.doneOffline', { holder: words }));
    else lasting('good', t('composer.schedule.done', { holder: words }));
  }

  return {
    /** The pin once it was scheduled, as it stands now; null before. */
    scheduledPin,
    isBusy,
    /** Counts how often checks stopped *Schedule pin*; the screen then leads to the first. */
    refusals,
    schedule,
    /** Follows a pin that was scheduled, in this window or another. */
    follow,
    lookAgain: async () => {
      const id = scheduledPin.peek()?.id;
      const pin = id === undefined ? undefined : await readPin(id);
      // Once it is a draft again, another form replaces this one.
      if (!pin || !scheduledPin.peek() || scheduledPin.peek()?.state === 'draft') return;
      scheduledPin.value = pin;
      if (pin.state === 'draft') onTakenBack(pin);
      else await sayWhoHolds();
    },
  };
}

function isOnline(): boolean {
  return navigator.onLine !== false;
}

type Others = Awaited<ReturnType<typeof import('../../lib/store/earlier').readOthers>>;

/** Other pins may change many at once. */
const PATIENCE = SECOND;

/** What the pins that are on their way or were sent mean for this one: the same link or picture, and rules about its time. */
export function createOthersModel(draft: DraftModel, time: TimeModel) {
  const others = signal<Others | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Reads them. Without them nothing is said; the pin can be scheduled all the same. */
  async function look(): Promise<void> {
    const { readOthers } = await import('../../lib/store/earlier'); // once the composer has been painted
    others.value = await readOthers(Date.now());
  }

  const at = computed(() => {
    const { when, publishAt } = draft.pin.value;
    return when === 'slot' ? time.slotAt.value : when === 'now' ? time.lookedAt.value : publishAt;
  });
  const checks = computed(() => others.value?.check(draft.pin.value, at.value) ?? []);

  return {
    look: () => look().catch(() => undefined),
    checks,
    /** Whether this link or one of these pictures is planned or was pinned. */
    isPinned: computed(() => checks.value.some(({ id }) => id.startsWith('earlier-'))),
    /** When and where a picture of the page is planned or was pinned: a sentence; ''. */
    describe: ({ addresses }: ImageChoice): string => {
      if (!others.value) return '';
      const slides = draft.slides.value.filter(({ url }) => addresses.includes(url));
      return others.value.describePicture(addresses, slides, draft.pin.peek().editOf);
    },
    /** Pins or rules may have changed; `ids`: which pins. The draft's own keystrokes are not news. */
    lookAgain: (ids?: readonly string[]) => {
      if (!others.peek() || ids?.every((id) => id === draft.pin.peek().id)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void look().catch(() => undefined), PATIENCE);
    },
  };
}
