import type { Signal } from '@preact/signals';
import { TextField } from './field';

/** What names a board that is added by hand: its id or its address, and a name. */
export function BoardFields({ id, name, error }: { id: Signal<string>; name: Signal<string>; error?: string }) {
  return (
    <>
      <TextField
        label="Board id"
        value={id.value}
        error={error}
        onValue={(value) => {
          id.value = value;
        }}
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        hint="Or the board’s address on Pinterest: you are asked to let its page be read, once."
      />
      <TextField
        label="Board name"
        value={name.value}
        onValue={(value) => {
          name.value = value;
        }}
        autocomplete="off"
      />
    </>
  );
}
