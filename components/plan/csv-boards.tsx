import { useSignal } from '@preact/signals';
import { type Board, nameAccount } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { CODE, SelectField, TextField } from '../ui/field';
import type { ImportModel } from './import-model';

/** Asks once which boards the file means by names that are not in the board book. */
export function UnknownBoards({ model }: { model: ImportModel }) {
  const names = model.unknownBoards.value;
  if (names.length === 0 || model.accounts.value.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('plan.csv.unknownBoards', { count: names.length })}</legend>
      <div class="csv-columns">
        {names.map((name) => (
          <UnknownBoard key={name} model={model} name={name} />
        ))}
      </div>
    </fieldset>
  );
}

const ADD = 'add';

/** Asks which board a name means: one from the book, or one added to it here. */
function UnknownBoard({ model, name }: { model: ImportModel; name: string }) {
  const isAdding = useSignal(false);
  const chosen = model.findChosen(name);
  const keyOf = (board: Board | null) => (board ? `${board.accountId} ${board.id}` : '');
  const nameOf = (board: Board) => {
    const account = model.accounts.value.find(({ id }) => id === board.accountId);
    return model.accounts.value.length > 1 && account
      ? t('plan.csv.boardOf', { board: board.name, account: nameAccount(account) })
      : board.name;
  };
  return (
    <div>
      <SelectField
        label={name}
        value={isAdding.value ? ADD : keyOf(chosen)}
        options={[
          ['', t('plan.csv.noBoard')],
          [ADD, t('plan.csv.addBoard')],
          ...model.boards.value.map((board) => [keyOf(board), nameOf(board)] as const),
        ]}
        onValue={(key) => {
          isAdding.value = key === ADD;
          model.chooseBoard(name, model.boards.peek().find((board) => keyOf(board) === key) ?? null);
        }}
      />
      {isAdding.value && <AddBoard model={model} name={name} />}
    </div>
  );
}

function AddBoard({ model, name }: { model: ImportModel; name: string }) {
  const typed = useSignal('');
  const accountId = useSignal(model.accounts.peek()[0]?.id ?? '');
  const error = useSignal('');
  return (
    <form
      class="csv-add"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        error.value = await model.addBoard(name, typed.peek(), accountId.peek());
      }}
    >
      <TextField
        label={t('ui.board.id')}
        value={typed.value}
        error={error.value}
        hint={t('ui.board.idHint')}
        {...CODE}
        onValue={(value) => (typed.value = value)}
      />
      {model.accounts.value.length > 1 && (
        <SelectField
          label={t('plan.csv.account')}
          value={accountId.value}
          options={model.accounts.value.map((account) => [account.id, nameAccount(account)] as const)}
          onValue={(id) => (accountId.value = id)}
        />
      )}
      <Button small type="submit" icon="add">
        {t('plan.csv.addNow', { name })}
      </Button>
    </form>
  );
}
