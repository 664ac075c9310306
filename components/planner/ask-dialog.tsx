import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import { nextFreeSlot } from '../../lib/pin/slots';
import { nameAccount } from '../../lib/store/books';
import { fromFieldValue, toFieldValue } from '../../lib/time';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { Dialog } from '../ui/overlays';
import { offers } from './acts';
import { nameOf, timeOf } from './arrange';
import type { Planner } from './planner-model';
import { listTaken } from './times';

/** What every dialog about pins is given. */
export interface AboutPins {
  planner: Planner;
  pins: readonly Pin[];
  onClose: () => void;
}

/** A form about one pin or many. `onSubmit` answers whether it is done. */
export function AskDialog({
  title,
  pins,
  inOrder = false,
  onClose,
  onSubmit,
  children,
}: Pick<AboutPins, 'pins' | 'onClose'> & {
  title: string;
  /** Whether the order of the pins' times matters. */
  inOrder?: boolean;
  onSubmit: () => boolean;
  children: ComponentChildren;
}) {
  const id = useId();
  const [first] = pins;
  const count = pins.length;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('planner.ask.cancel')}</Button>
          <Button kind="primary" type="submit" form={id}>
            {title}
          </Button>
        </>
      }
    >
      <form
        id={id}
        class="ask"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (onSubmit()) onClose();
        }}
      >
        <p dir="auto" class="ask-about">
          {count === 1 && first
            ? nameOf(first)
            : t(inOrder ? 'planner.ask.pinsInOrder' : 'planner.ask.pins', { count })}
        </p>
        {children}
      </form>
    </Dialog>
  );
}

/** Chooses another board, of the same account or another. */
export function BoardDialog({ planner, pins, onClose }: AboutPins) {
  const accounts = [...planner.accounts.value.values()];
  const known = pins.map(({ accountId }) => accountId).find((id) => id !== null && planner.accounts.value.has(id));
  const accountId = useSignal(known ?? accounts[0]?.id ?? '');
  const boardId = useSignal('');
  const boards = planner.boards.value.filter((board) => board.accountId === accountId.value);
  const board = boards.find(({ id }) => id === boardId.value);
  return (
    <AskDialog
      title={t('planner.act.board')}
      pins={pins}
      onClose={onClose}
      onSubmit={() => {
        if (board) void planner.verbs.setBoard(pins, accountId.value, { id: board.id, name: board.name });
        return board !== undefined;
      }}
    >
      {accounts.length > 1 && (
        <SelectField
          label={t('planner.ask.account')}
          options={accounts.map((account) => [account.id, nameAccount(account)] as const)}
          value={accountId.value}
          onValue={(id) => {
            accountId.value = id;
            boardId.value = '';
          }}
        />
      )}
      <SelectField
        label={t('planner.ask.board')}
        options={[['', t('planner.ask.boardMissing')], ...boards.map(({ id, name }) => [id, name] as const)]}
        value={boardId.value}
        hint={boards.length === 0 ? t('planner.ask.noBoards') : t('planner.ask.boardHeld')}
        onValue={(id) => (boardId.value = id)}
      />
    </AskDialog>
  );
}

/** Fills one of the templates in for pins. */
export function TemplateDialog({ planner, pins, onClose }: AboutPins) {
  const templates = planner.settings.value?.templates ?? [];
  const id = useSignal(templates[0]?.id ?? '');
  const template = templates.find((one) => one.id === id.value);
  return (
    <AskDialog
      title={t('planner.act.template')}
      pins={pins}
      onClose={onClose}
      onSubmit={() => {
        if (template) void planner.verbs.fill(pins, template);
        return template !== undefined;
      }}
    >
      <SelectField
        label={t('planner.ask.template')}
        options={templates.map(({ id, name }) => [id, name] as const)}
        value={id.value}
        hint={t('planner.ask.boardHeld')}
        onValue={(value) => (id.value = value)}
      />
    </AskDialog>
  );
}

/** Chooses another time. */
export function RescheduleDialog({ planner, pins, onClose }: AboutPins) {
  const field = useSignal(toFieldValue(startingTime(pins, planner.now.peek())));
  const error = useSignal('');
  const isHere = pins.every((pin) => offers(pin, 'here'));
  const chosen = fromFieldValue(field.value);
  const submit = () => {
    if (chosen === null) error.value = t('planner.ask.timeMissing');
    else void (isHere ? planner.verbs.here(pins, chosen) : planner.verbs.reschedule(pins, chosen));
    return chosen !== null;
  };
  const takeFreeSlot = () => {
    const accountId = pins[0]?.accountId ?? null;
    const taken = listTaken(planner.all.peek(), accountId);
    const at = nextFreeSlot(planner.slotsOf(accountId), taken, planner.now.peek());
    if (at === null) error.value = t('planner.ask.noFreeSlot');
    else field.value = toFieldValue(at);
  };
  const ends = pins.map(({ accountId }) => planner.accounts.value.get(accountId ?? '')?.tokenExpiresAt ?? null);
  const hints = [
    pins.length > 1 && t('planner.ask.spreads'),
    chosen !== null && chosen < planner.now.value && t('planner.ask.isPast'),
    chosen !== null && ends.some((end) => end !== null && end <= chosen) && t('planner.ask.tokenEnds'),
  ];
  return (
    <AskDialog
      title={t(`planner.act.${isHere ? 'here' : 'reschedule'}`)}
      pins={pins}
      inOrder
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('planner.ask.time')}
        type="datetime-local"
        dir="ltr"
        autoFocus
        value={field.value}
        error={error.value}
        hint={hints.filter(Boolean).join(' ')}
        onValue={(value) => {
          field.value = value;
          error.value = '';
        }}
      />
      <Button kind="quiet" small icon="clock" onClick={takeFreeSlot}>
        {t('planner.ask.freeSlot')}
      </Button>
    </AskDialog>
  );
}

/** The earliest time that the pins have, unless it has passed; else the next full hour. */
function startingTime(pins: readonly Pin[], now: number): number {
  const ahead = pins.map(timeOf).filter((at) => at !== null && at > now) as number[];
  return ahead.length > 0 ? Math.min(...ahead) : new Date(now).setMinutes(60, 0, 0);
}
