import { useSignal } from '@preact/signals';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';

/** Writes a board into the board book by hand, since Postbreeze cannot list them. */
export function AddBoard({
  name,
  onAdd,
  onClose,
}: {
  name: string;
  onAdd: (board: { id: string; name: string }, source: 'user') => Promise<void>;
  onClose: () => void;
}) {
  const id = useSignal('');
  const words = useSignal(name);
  const trouble = useSignal('');
  const add = () => {
    const board = { id: id.value.trim(), name: words.value.trim() || id.value.trim() };
    if (board.id === '') {
      trouble.value = 'Enter the board’s id.';
      return;
    }
    void onAdd(board, 'user').then(onClose, () => {
      trouble.value = 'The board could not be saved.';
    });
  };
  return (
    <Dialog
      title="Add a board"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={add}>
            Add board
          </Button>
        </>
      }
    >
      <div class="add-board">
        <TextField
          label="Board id"
          value={id.value}
          error={trouble.value}
          onValue={(value) => {
            id.value = value;
            trouble.value = '';
          }}
          autocomplete="off"
          spellcheck={false}
          hint="Its number on Pinterest. Easier: open the board there and click the toolbar button, and this composer offers to add it. With its address alone, add it in the options."
        />
        <TextField
          label="Board name"
          value={words.value}
          onValue={(value) => {
            words.value = value;
          }}
          autocomplete="off"
        />
      </div>
    </Dialog>
  );
}
