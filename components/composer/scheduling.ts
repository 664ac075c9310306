import { type ReadonlySignal, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import type { BoardDesk } from './board-picker';
import type { Checking } from './checks-model';
import type { DraftModel } from './draft-model';
import type { SlideDesk } from './slides-model';
import type { Say } from './status';
import type { Timing } from './time-model';
import { count } from './words';
import type { ComposerWorld } from './world';

/** From the button *Schedule pin* to the moment the pin is published, as far as this window sees it. */
export interface Scheduling {
  /** The pin once it has left the composer, as it stands now; null before. */
  left: ReadonlySignal<Pin | null>;
  isBusy: ReadonlySignal<boolean>;
  /** Counts how often scheduling was held up by a check: the screen then shows the checks. */
  refusals: ReadonlySignal<number>;
  schedule: () => Promise<void>;
  /** Follows a pin that has left, here or in another window. */
  follow: (pin: Pin) => Promise<void>;
  lookAgain: () => Promise<void>;
}

interface Desks {
  draft: DraftModel;
  boards: BoardDesk;
  slides: SlideDesk;
  timing: Timing;
  checking: Checking;
}

type World = Pick<ComposerWorld, 'hasKey' | 'schedule' | 'keepEditAsNew' | 'readPin' | 'wakeEngine' | 'isOnline'>;

export function createScheduling(
  { draft, boards, slides, timing, checking }: Desks,
  world: World,
  say: Say,
): Scheduling {
  const left = signal<Pin | null>(null);
  const isBusy = signal(false);
  const refusals = signal(0);

  async function schedule(): Promise<void> {
    if (isBusy.peek() || left.peek()) return;
    isBusy.value = true;
    try {
      await trySchedule();
    } catch (error) {
      say('danger', `It could not be scheduled and is kept as a draft. ${error instanceof Error ? error.message : ''}`);
    } finally {
      isBusy.value = false;
    }
  }

  async function trySchedule(): Promise<void> {
    boards.settle();
    if (slides.working.peek() > 0) {
      say('info', `Reading ${count(slides.working.peek(), 'picture')} first…`);
      await slides.idle();
    }
    await Promise.all([timing.fixTime(), checking.settle()]);
    const errors = checking.checks.peek().filter(({ severity }) => severity === 'error');
    if (errors[0]) {
      const all = count(errors.length, 'thing');
      say('danger', `${all} to put right before this pin can be scheduled. First: ${errors[0].words}`);
      refusals.value += 1;
      return;
    }
    if (!(await world.hasKey())) {
      return say('warn', 'Kept as a draft. Connect Postbreeze in the options, then schedule it.');
    }
    await draft.settle();
    const scheduled = await world.schedule(draft.pin.peek().id);
    if (scheduled.ok) return follow(scheduled.pin);
    say('danger', scheduled.words, scheduled.canKeepAsNew ? { words: 'Make it a new pin', act: keepAsNew } : undefined);
  }

  function keepAsNew(): void {
    void world.keepEditAsNew(draft.pin.peek().id).then(
      () => draft.lookAgain().then(schedule),
      (error: Error) => say('danger', error.message),
    );
  }

  async function follow(pin: Pin): Promise<void> {
    draft.close();
    left.value = pin;
    world.wakeEngine();
    await tell();
  }

  async function tell(): Promise<void> {
    // Needed only once a pin has left; what is told is how it stands by then.
    const { holder } = await import('../../lib/pin/holder');
    const pin = left.peek();
    if (!pin) return;
    const { who, words } = holder(pin);
    if (who === 'published') say('good', words);
    else if (who === 'you') say('danger', words);
    else if (who === 'browser' && !world.isOnline()) say('warn', `Scheduled. You are offline: ${words}`);
    else say('good', `Scheduled. ${words}`);
  }

  return {
    left,
    isBusy,
    refusals,
    schedule,
    follow,
    lookAgain: async () => {
      const id = left.peek()?.id;
      const pin = id === undefined ? undefined : await world.readPin(id);
      if (!pin || !left.peek()) return;
      left.value = pin;
      await tell();
    },
  };
}
