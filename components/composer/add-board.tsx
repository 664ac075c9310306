import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { findTypedBoard, isBoardAddress } from '../../lib/browser/pinterest-boards';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { BoardFields } from '../ui/field';
import { Dialog } from '../ui/overlays';
import type { BoardPicker } from './board-picker';

/** Writes a board into the board book by its id or address, since Postbreeze cannot list them. `typed` is what was searched for. */
export function AddBoard({ typed, boards, onClose }: { typed: string; boards: BoardPicker; onClose: () => void }) {
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
      trouble.value = t('composer.board.notSaved');
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <Dialog
      title={t('composer.board.addTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('composer.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} busy={isBusy.value}>
            {t('composer.board.addNow')}
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
        <p class="add-board-note">{t('composer.board.addWords')}</p>
        <BoardFields id={id} name={name} error={trouble.value} />
      </form>
    </Dialog>
  );
}
