import { useSignal } from '@preact/signals';
import { type Board, nameAccount } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { Badge, Empty, StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { BoardFields, SelectField } from '../ui/field';
import { useStableFocus } from '../ui/screen';
import type { BoardBook, OptionsModel } from './model';

/** The board book of an account: what is known, the default, and what is added by hand. */
export function BoardSection({ options }: { options: OptionsModel }) {
  const { accounts, book } = options;
  const account = book.account.value;
  if (!account)
    return (
      <Empty icon="board" title={t('options.boards.none')}>
        {t('options.boards.noneYet')}
      </Empty>
    );
  return (
    <div class="part-body">
      <p class="part-note">{t('options.boards.note')}</p>
      {accounts.value.length > 1 && (
        <SelectField
          label={t('options.boards.account')}
          options={accounts.value.map((one) => [one.id, nameAccount(one)] as const)}
          value={account.id}
          onValue={(id) => void book.show(id)}
        />
      )}
      <BoardList options={options} defaultBoardId={account.defaultBoardId} />
      <AddBoardForm options={options} />
    </div>
  );
}

/** Boards shown before *Show all*: a long list would push the form below it out of view. */
const AT_FIRST = 8;

function BoardList({ options, defaultBoardId }: { options: OptionsModel; defaultBoardId: string | null }) {
  const { book } = options;
  const isWhole = useSignal(false);
  const list = useStableFocus<HTMLDivElement>();
  const boards = book.boards.value;
  // A button for one hidden board would take as much room as the board.
  const isLong = boards.length > AT_FIRST + 1;
  return (
    <div class="board-list-part" ref={list} tabIndex={-1}>
      {boards.length === 0 && <p class="soft">{t('options.boards.noneKnown')}</p>}
      <ul class="rows">
        {(isLong && !isWhole.value ? boards.slice(0, AT_FIRST) : boards).map((board) => (
          <BoardRow key={board.id} board={board} isDefault={board.id === defaultBoardId} book={book} />
        ))}
      </ul>
      {isLong && (
        <Button small aria-expanded={isWhole.value} onClick={() => (isWhole.value = !isWhole.value)}>
          {isWhole.value ? t('options.boards.showFewer') : t('options.boards.showAll', { count: boards.length })}
        </Button>
      )}
    </div>
  );
}

function BoardRow({ board, isDefault, book }: { board: Board; isDefault: boolean; book: BoardBook }) {
  return (
    <li class="row" data-row={board.id} tabIndex={-1}>
      <div class="row-words">
        <p dir="auto">
          <strong>{board.name}</strong>
        </p>
        <p class="soft">
          {t('options.boards.line', { id: board.id, source: t(`options.boards.from.${board.source}`) })}
        </p>
      </div>
      {isDefault ? (
        <Badge tone="good">{t('options.boards.default')}</Badge>
      ) : (
        <Button
          kind="quiet"
          small
          aria-label={t('options.boards.makeDefaultName', { board: board.name })}
          onClick={() => void book.makeDefault(board)}
        >
          {t('options.boards.makeDefault')}
        </Button>
      )}
      <Button
        kind="quiet"
        small
        icon="trash"
        aria-label={t('options.boards.removeName', { board: board.name })}
        onClick={() => void book.remove(board)}
      >
        {t('options.remove')}
      </Button>
    </li>
  );
}

function AddBoardForm({ options }: { options: OptionsModel }) {
  const { book } = options;
  const { tone, words } = book.line.value;
  return (
    <form
      class="form-row form-pair"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void book.add();
      }}
    >
      <BoardFields id={book.typedId} name={book.typedName} />
      <div class="part-acts">
        <Button type="submit" icon="add">
          {t('options.boards.add')}
        </Button>
        <StatusLine
          ofPart
          tone={tone}
          words={words}
          action={
            book.removed.value && (
              <Button kind="quiet" small icon="undo" onClick={() => void book.undo()}>
                {t('options.undo')}
              </Button>
            )
          }
        />
      </div>
    </form>
  );
}
