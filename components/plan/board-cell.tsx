import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import { type Board, nameAccount } from '../../lib/store/books';
import { fold } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { FieldFrame } from '../ui/field';
import type { PlanModel } from './plan-model';

const SHOWN = 50;

/** The combobox *Board* of a row. */
export function BoardCell({ plan, pin }: { plan: PlanModel; pin: Pin }) {
  return (
    <BoardBox
      plan={plan}
      label={t('plan.fields.board')}
      name={pin.board?.name ?? ''}
      accountId={pin.accountId}
      onBoard={({ accountId, id, name }) => void plan.chooseBoard([pin.id], { accountId, id, name })}
    />
  );
}

/** An editable combobox over the board book. `name` is shown while nothing is typed. */
export function BoardBox({
  plan,
  label,
  name,
  accountId,
  onBoard,
}: {
  plan: PlanModel;
  label: string;
  name: string;
  /** Its boards come first, without the account's name. */
  accountId: string | null;
  onBoard: (board: Board) => void;
}) {
  const id = useId();
  const typed = useSignal<string | null>(null);
  const isOpen = useSignal(false);
  const active = useSignal(0);
  const found = isOpen.value ? searchBoards(plan.boards.value, typed.value ?? '', accountId).slice(0, SHOWN) : [];
  const shut = () => {
    isOpen.value = false;
    typed.value = null;
  };
  const take = (board: Board | undefined) => {
    if (board) onBoard(board);
    shut();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      active.value = isOpen.value ? (active.value + step + found.length) % Math.max(1, found.length) : 0;
      isOpen.value = true;
    } else if (event.key === 'Enter' && isOpen.value) take(found[active.value]);
    else if (event.key === 'Escape' && isOpen.value) shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = () => {
    const text = typed.peek()?.trim().toLowerCase();
    take(text ? plan.boards.peek().find((board) => board.name.toLowerCase() === text) : undefined);
  };
  const error = typed.value !== null && found.length === 0 ? t('plan.noBoard', { name: typed.value }) : undefined;
  return (
    <FieldFrame id={id} label={label} error={error}>
      <div class="plan-board">
        <input
          id={id}
          class="input"
          role="combobox"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          aria-expanded={isOpen.value}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen.value && found.length > 0 ? `${id}-${active.value}` : undefined}
          value={typed.value ?? name}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            active.value = 0;
            isOpen.value = true;
          }}
          onClick={() => (isOpen.value = true)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t('plan.boards.list')}
          class="plan-board-list"
          hidden={found.length === 0}
          // Keep the focus in the box while the list is clicked: leaving the box means leaving both.
          onMouseDown={(event) => event.preventDefault()}
        >
          {found.map((board, place) => (
            <div
              key={`${board.accountId} ${board.id}`}
              id={`${id}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === active.value}
              dir="auto"
              onMouseUp={() => take(board)}
            >
              {board.name}
              {board.accountId !== accountId && plan.accounts.value.length > 1 && (
                <span class="soft"> · {nameOfAccount(plan, board.accountId)}</span>
              )}
            </div>
          ))}
        </div>
      </div>
    </FieldFrame>
  );
}

function nameOfAccount(plan: PlanModel, accountId: string): string {
  const account = plan.accounts.value.find(({ id }) => id === accountId);
  return account ? nameAccount(account) : '';
}

/** Boards whose name contains every typed word, the account's own first. */
function searchBoards(boards: readonly Board[], typed: string, accountId: string | null): Board[] {
  const words = fold(typed).split(' ').filter(Boolean);
  const fitting = boards.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  const rank = (board: Board) => (accountId === null || board.accountId === accountId ? 0 : 1);
  return fitting.sort((a, b) => rank(a) - rank(b));
}
