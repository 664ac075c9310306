import { useSignal } from '@preact/signals';
import type { Board } from '../../lib/store/boards';
import { Badge, Empty } from '../ui/banner';
import { BoardFields } from '../ui/board-fields';
import { Button } from '../ui/button';
import { SelectField } from '../ui/field';
import { StatusLine } from '../ui/status-line';
import { useKeptFocus } from '../ui/use-kept-focus';
import { nameOf } from './account-section';
import type { BoardBook } from './board-book';
import type { OptionsDesk } from './options-desk';

/** Where the book knows a board from. */
const SOURCES: Record<Board['source'], string> = {
  default: 'Postbreeze’s default',
  meta: 'from the account',
  posts: 'from earlier posts',
  user: 'added by you',
  page: 'from its page on Pinterest',
};

/** The board book of an account: what is known, the default, and what is added by hand. */
export function BoardSection({ desk }: { desk: OptionsDesk }) {
  const { accounts, book } = desk.model;
  const account = book.account.value;
  if (!account)
    return (
      <Empty icon="board" title="No boards yet">
        They appear here with the first Pinterest account.
      </Empty>
    );
  return (
    <div class="part-body">
      <p class="part-note">
        Postbreeze cannot list a Pinterest account’s boards, so this browser keeps a book of them: from the account,
        from earlier posts, and what you add.
      </p>
      {accounts.value.length > 1 && (
        <SelectField
          label="Account"
          options={accounts.value.map((one) => [one.id, nameOf(one)] as const)}
          value={account.id}
          onValue={(id) => void book.show(id)}
        />
      )}
      <BoardList desk={desk} defaultBoardId={account.defaultBoardId} />
      <AddBoardForm desk={desk} />
    </div>
  );
}

/** Boards shown until all are asked for: the part stays in view, and nothing scrolls within what scrolls. */
const AT_FIRST = 8;

function BoardList({ desk, defaultBoardId }: { desk: OptionsDesk; defaultBoardId: string | null }) {
  const { book } = desk.model;
  const isWhole = useSignal(false);
  const list = useKeptFocus<HTMLDivElement>();
  const boards = book.boards.value;
  // One board more is shown, not offered.
  const isLong = boards.length > AT_FIRST + 1;
  return (
    <div class="board-list-part" ref={list} tabIndex={-1}>
      {boards.length === 0 && <p class="soft">No board is known yet. Add one below.</p>}
      <ul class="rows">
        {(isLong && !isWhole.value ? boards.slice(0, AT_FIRST) : boards).map((board) => (
          <BoardRow key={board.id} board={board} isDefault={board.id === defaultBoardId} book={book} />
        ))}
      </ul>
      {isLong && (
        <Button
          small
          aria-expanded={isWhole.value}
          onClick={() => {
            isWhole.value = !isWhole.value;
          }}
        >
          {isWhole.value ? 'Show fewer' : `Show all ${boards.length} boards`}
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
          <span dir="ltr">{board.id}</span> · {SOURCES[board.source]}
        </p>
      </div>
      {isDefault ? (
        <Badge tone="good">Default</Badge>
      ) : (
        <Button
          kind="quiet"
          small
          aria-label={`Make default: ${board.name}`}
          onClick={() => void book.makeDefault(board)}
        >
          Make default
        </Button>
      )}
      <Button
        kind="quiet"
        small
        icon="trash"
        aria-label={`Remove ${board.name}`}
        onClick={() => void book.remove(board)}
      >
        Remove
      </Button>
    </li>
  );
}

function AddBoardForm({ desk }: { desk: OptionsDesk }) {
  const { book } = desk.model;
  const { tone, words } = book.told.value;
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
          Add board
        </Button>
        <StatusLine
          ofPart
          tone={tone}
          words={words}
          action={
            book.removed.value && (
              <Button kind="quiet" small icon="undo" onClick={() => void book.undo()}>
                Undo
              </Button>
            )
          }
        />
      </div>
    </form>
  );
}
