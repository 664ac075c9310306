import type { Signal } from '@preact/signals';
import { t } from '../../lib/words/t';
import { TextField } from './field';

/** What names a board that is added by hand: its id or its address, and a name. */
export function BoardFields({ id, name, error }: { id: Signal<string>; name: Signal<string>; error?: string }) {
  return (
    <>
      <TextField
        label={t('ui.board.id')}
        value={id.value}
        error={error}
        onValue={(value) => {
          id.value = value;
        }}
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        hint={t('ui.board.idHint')}
      />
      <TextField
        label={t('ui.board.name')}
        value={name.value}
        onValue={(value) => {
          name.value = value;
        }}
        autocomplete="off"
      />
    </>
  );
}
