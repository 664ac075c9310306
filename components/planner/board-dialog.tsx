import { useSignal } from '@preact/signals';
import { t } from '../../lib/words/t';
import { SelectField } from '../ui/field';
import { type AboutPins, AskDialog } from './ask-dialog';

/** Another board for one pin or many, of the same account or another. */
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
          options={accounts.map((account) => [account.id, account.displayName || account.handle] as const)}
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
        onValue={(id) => {
          boardId.value = id;
        }}
      />
    </AskDialog>
  );
}
