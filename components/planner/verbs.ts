import type { ReadonlySignal, Signal } from '@preact/signals';
import { wakeEngine } from '../../lib/browser/messages';
import { openPin } from '../../lib/browser/screens';
import { applyTemplate } from '../../lib/pin/fill-template';
import {
  adopt,
  release,
  reschedule,
  retry,
  schedule,
  scheduleAgain,
  scheduleHere,
  takeBack,
} from '../../lib/pin/moves';
import { type BoardRef, createDraft, type HandOver, type Pin } from '../../lib/pin/pin';
import { RULE_IDS, type RuleId } from '../../lib/pin/rules';
import { checkPin } from '../../lib/pin/slide-checks';
import type { Template } from '../../lib/pin/template';
import type { Account } from '../../lib/store/books';
import { putPin } from '../../lib/store/pins';
import { readGround } from '../../lib/store/plans';
import { readSettings } from '../../lib/store/settings';
import { changeAll, type Step } from '../../lib/store/undo';
import { changeContent, duplicatePin, removePin, removePins, startEdit, UNDO_FOR } from '../../lib/store/verbs';
import { formatDate } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import type { Status } from '../ui/status';
import { type Act, canSwitchSender, offers } from './acts';
import { nameOf, siteOfPin, timeOf } from './arrange';
import { findBroken, type SlotsOf, spreadFrom } from './times';
import type { UndoStack } from './undo-stack';

interface Nouns {
  /** Every pin, even without a row. */
  all: ReadonlySignal<readonly Pin[]>;
  accounts: ReadonlySignal<Map<string, Account>>;
  selected: Signal<ReadonlySet<string>>;
  sought: Signal<string | null>;
  slotsOf: SlotsOf;
}

/** Acts with sentences about what was done: one for a pin, one for many. */
type Deed = Exclude<Act, 'edit'> | 'place' | 'sender' | 'template';

/**
 * What the user can do with pins. Never rejects: the status line says what went wrong. Every change can be undone. `now`
 * answers epoch ms.
 */
export function createVerbs(nouns: Nouns, status: Status, undo: UndoStack, now: () => number) {
  const { attempt, say } = status;

  function report(deed: Deed, pins: readonly Pin[], refused: readonly string[] = []): string {
    const [first] = pins;
    const done =
      pins.length === 1 && first
        ? t(`planner.did.${deed}.pin`, { name: nameOf(first) })
        : t(`planner.did.${deed}.pins`, { count: pins.length });
    const left = t('planner.refused', { count: refused.length, reason: refused[0] ?? '' });
    if (refused.length === 0) say(done);
    else say(pins.length > 0 ? t('planner.doneInPart', { done, left }) : left, 'warn');
    return done;
  }

  /** Changes pins in one transaction, wakes the engine, reports, and keeps the undo. */
  function change(deed: Deed, pins: readonly Pin[], move: (pin: Pin, place: number) => Pin): Promise<void> {
    return attempt(async () => {
      const ids = pins.map(({ id }) => id);
      const { steps, refused } = await changeAll(ids, move, now());
      void wakeEngine();
      const words = report(deed, stepPins(steps), refused);
      await undo.push(words, steps, now());
      const rules = RULES_OF[deed];
      if (rules)
        await warnOfRules(
          steps.flatMap(({ after }) => after ?? []),
          rules,
        );
    });
  }

  /** Says which of these rules the pins break now, and offers later times. */
  async function warnOfRules(moved: readonly Pin[], about: readonly RuleId[]): Promise<void> {
    const found = findBroken(moved, about, await readGround(now()));
    if (!found) return;
    const { count, reason, late, times } = found;
    const done = status.line.peek().words;
    const left = t('planner.breaksRules', { count, reason });
    const shift = {
      words: t('planner.shiftLater', { count: late.length }),
      act: () => void place(late, times, 'place'),
    };
    say(t('planner.doneInPart', { done, left }), 'warn', late.length > 0 ? shift : undefined);
  }

  /** Holds the pin back a moment, so that undo costs nothing. */
  const later = (pin: Pin): Pin => ({ ...pin, nextAttemptAt: now() + UNDO_FOR });

  /** Sets times by id (epoch ms). Schedules complete drafts; others stay drafts with that time. */
  function place(pins: readonly Pin[], times: ReadonlyMap<string, number>, deed: Deed = 'reschedule'): Promise<void> {
    return change(deed, pins, (pin) => {
      const at = times.get(pin.id) ?? timeOf(pin) ?? now();
      return pin.state === 'draft' ? placeDraft(pin, at) : reschedule(pin, at, now());
    });
  }

  function placeDraft(draft: Pin, at: number): Pin {
    const timed = reschedule(draft, at, now());
    const account = nouns.accounts.peek().get(draft.accountId ?? '');
    const isReady = checkPin(timed, { now: now(), account }).every(({ severity }) => severity !== 'error');
    return isReady && draft.editOf === null ? schedule(timed, now()) : timed;
  }

  return {
    edit: (pin: Pin) =>
      attempt(async () => openPin(pin.state === 'draft' ? pin.id : (await startEdit(pin.id, now())).id)),
    /** A new draft for a time (epoch ms), opened in the composer. */
    begin: (at: number, accountId: string | null) =>
      attempt(async () => {
        const draft = createDraft({
          id: crypto.randomUUID(),
          source: { pageUrl: '', pageTitle: '', collectedAt: now() },
          handOver: (await readSettings()).handOver,
          now: now(),
        });
        await putPin({ ...draft, accountId, when: 'time', publishAt: at });
        await openPin(draft.id);
      }),
    /** Discards the changes begun in the composer. */
    discardEdit: (pin: Pin) =>
      attempt(async () => {
        const copy = nouns.all.peek().find(({ editOf }) => editOf === pin.id);
        const before = copy && (await removePin(copy.id, now()));
        const words = t('planner.discarded', { name: nameOf(pin) });
        say(words);
        if (before) await undo.push(words, [{ before, after: null }], now());
      }),
    send: (pins: readonly Pin[]) =>
      change('send', able(pins, 'send'), (pin) =>
        later(pin.state === 'queued' && pin.held ? release(pin, now()) : reschedule(pin, now(), now())),
      ),
    /** Schedules pins of another browser's export from here, each at its own time, or from `at` on (epoch ms). */
    here: (pins: readonly Pin[], at?: number) => {
      const ours = inOrder(able(pins, 'here'));
      const times = at === undefined ? new Map<string, number>() : spreadFrom(ours, at, ground());
      return change('here', ours, (pin) => scheduleHere(pin, times.get(pin.id) ?? null, now()));
    },
    adopt: (pin: Pin) => change('adopt', [pin], (one) => adopt(one, now())),
    again: (pin: Pin) => change('again', [pin], (one) => later(scheduleAgain(one, now()))),
    retry: (pins: readonly Pin[]) => change('retry', able(pins, 'retry'), (pin) => later(retry(pin, now()))),
    takeBack: (pins: readonly Pin[]) =>
      change('takeBack', able(pins, 'takeBack'), (pin) => later(takeBack(pin, now()))),
    duplicate: (pins: readonly Pin[]) =>
      attempt(async () => {
        const steps: Step[] = [];
        for (const { id } of pins) steps.push({ before: null, after: await duplicatePin(id, now()) });
        await undo.push(report('duplicate', pins), steps, now());
        nouns.sought.value = steps[0]?.after?.id ?? null;
      }),
    remove: (pins: readonly Pin[]) =>
      attempt(async () => {
        const ids = pins.map(({ id }) => id);
        const removed = await removePins(ids, now());
        void wakeEngine();
        nouns.selected.value = new Set();
        if (removed.length === 0) return;
        const steps = removed.map((before): Step => ({ before, after: null }));
        await undo.push(report('remove', removed), steps, now());
      }),
    /** The first at `at` (epoch ms), the others at the free slots after it. */
    reschedule: (pins: readonly Pin[], at: number) => {
      const ours = inOrder(able(pins, 'reschedule'));
      return place(ours, spreadFrom(ours, at, ground()));
    },
    place: (pins: readonly Pin[], times: ReadonlyMap<string, number>) =>
      place(inOrder(able(pins, 'reschedule')), times, 'place'),
    /** Another board, of the same account or another. */
    setBoard: (pins: readonly Pin[], accountId: string, board: BoardRef) =>
      change('board', able(pins, 'board'), (pin) => changeContent(pin, { accountId, board }, now())),
    /** Fills a template in for each pin. */
    fill: (pins: readonly Pin[], template: Template) =>
      change('template', able(pins, 'board'), (pin) =>
        changeContent(
          pin,
          applyTemplate(pin, template, {
            site: pin.source.site ?? siteOfPin(pin),
            date: pin.publishAt === null ? '' : formatDate(pin.publishAt),
            price: pin.source.price ?? '',
          }).content,
          now(),
        ),
      ),
    setSender: (pins: readonly Pin[], handOver: HandOver) =>
      change(handOver === 'right-away' ? 'handOver' : 'sender', pins.filter(canSwitchSender), (pin) => {
        const changed = changeContent(pin, { handOver }, now());
        return handOver === 'right-away' ? later(changed) : changed;
      }),
    /** Undoes this window's last act. */
    undo: () =>
      attempt(async () => {
        const back = await undo.undo(now());
        if (!back) return;
        void wakeEngine();
        const { act, undone } = back;
        nouns.sought.value = undone[0] ?? null;
        const late = act.steps.length - undone.length;
        if (late === 0) say(t('planner.undone', { deed: act.words }));
        else say(t(undone.length > 0 ? 'planner.undoneInPart' : 'planner.undoTooLate', { count: late }), 'warn');
      }),
  };

  function ground() {
    return { all: nouns.all.peek(), slotsOf: nouns.slotsOf };
  }
}

/** The rules that an act can break: another time all of them, another board the one about boards. */
const RULES_OF: Partial<Record<Deed, readonly RuleId[]>> = {
  place: RULE_IDS,
  reschedule: RULE_IDS,
  here: RULE_IDS,
  again: RULE_IDS,
  board: ['same-picture'],
};

function able(pins: readonly Pin[], act: Act): Pin[] {
  return pins.filter((pin) => offers(pin, act));
}

function inOrder(pins: readonly Pin[]): Pin[] {
  return [...pins].sort((a, b) => (a.publishAt ?? 0) - (b.publishAt ?? 0) || a.createdAt - b.createdAt);
}

function stepPins(steps: readonly Step[]): Pin[] {
  return steps.flatMap(({ before, after }) => before ?? after ?? []);
}
