import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { findTypedBoard, isBoardAddress } from '../../lib/pin/typed-board';
import { BoardFields } from '../ui/board-fields';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import type { BoardDesk } from './board-picker';

/** Writes a board into the board book by its id or address, since Postbreeze cannot list them. `typed` is what was searched for. */
export function AddBoard({ typed, boards, onClose }: { typed: string; boards: BoardDesk; onClose: () => void }) {
  const formId = useId();
  const isPlace = isBoardAddress(typed) || /^\d{6,}$/.test(typed);
  const id = useSignal(isPlace ? typed : '');
  const name = useSignal(isPlace ? '' : typed);
  const isBusy = useSignal(false);
  const trouble = useSignal('');

  async function add(finding: ReturnType<typeof findTypedBoard>): Promise<void> {
    isBusy.value = true;
    trouble.value = '';
    try {
      const found = await finding;
      if (typeof found === 'string') trouble.value = found;
      else {
        await boards.add(found, 'user');
        onClose();
      }
    } catch {
      trouble.value = 'The board could not be saved.';
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <Dialog
      title="Add a board"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={formId} busy={isBusy.value}>
            Add board
          </Button>
        </>
      }
    >
      <form
        id={formId}
        class="add-board"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy.value) void add(findTypedBoard({ id: id.value, name: name.value }, boards.reading));
        }}
      >
        <p class="add-board-note">
          Postbreeze cannot list your boards. Paste this one’s address from Pinterest, and it is known from then on.
        </p>
        <BoardFields id={id} name={name} error={trouble.value} />
      </form>
    </Dialog>
  );
}
