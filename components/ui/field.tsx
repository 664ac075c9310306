import './field.css';
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../lib/words/t';

interface Common {
  /** The control's accessible name, exactly. */
  label: string;
  /** Said after the name by screen readers, and shown under the control. */
  hint?: ComponentChildren;
  /** What is wrong with the value, in words; '' or undefined when nothing is. */
  error?: string | undefined;
  /** Longer notes on the value, with buttons; shown in place of the error. */
  notes?: ComponentChildren;
  /** Whether the notes contain an error. */
  isWrong?: boolean;
  /** Shows a live count of characters against this limit. */
  limit?: number | undefined;
  value: string;
  onValue: (value: string) => void;
}

interface InputRest {
  type?: 'text' | 'url' | 'number' | 'datetime-local' | 'date' | 'time';
  name?: string;
  placeholder?: string;
  autocomplete?: string;
  spellcheck?: boolean;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  autoFocus?: boolean;
  dir?: 'auto' | 'ltr';
}

/** For what is copied rather than written: keys, ids, addresses. */
export const CODE = { dir: 'ltr', autocomplete: 'off', spellcheck: false } as const;

/** Label, one-line input, count, hint and error, wired together. The input event is passed on at every keystroke. */
export function TextField({
  label,
  hint,
  error,
  notes,
  isWrong,
  limit,
  value,
  onValue,
  type = 'text',
  ...rest
}: Common & InputRest) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} notes={notes} limit={limit} value={value}>
      <input
        // Preact's types tie each kind of input to its own attributes; ours are common to all of them.
        type={type as 'text'}
        dir="auto"
        {...rest}
        id={id}
        class="input"
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...describedBy(id, { hint, error, notes, isWrong, limit })}
      />
    </FieldFrame>
  );
}

/** The same for several lines; it grows with its text where the browser can (field-sizing). */
export function TextArea({
  label,
  notes,
  isWrong,
  limit,
  value,
  onValue,
  ...rest
}: Omit<Common, 'hint' | 'error'> & { name?: string; rows?: number }) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} notes={notes} limit={limit} value={value}>
      <textarea
        dir="auto"
        rows={3}
        {...rest}
        id={id}
        class="input input-area"
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        {...describedBy(id, { notes, isWrong, limit })}
      />
    </FieldFrame>
  );
}

/** A native choice among few. Options are `[value, words]`. */
export function SelectField({
  label,
  name,
  options,
  hint,
  value,
  onValue,
}: Pick<Common, 'label' | 'hint' | 'value' | 'onValue'> & {
  name?: string;
  options: readonly (readonly [string, string])[];
}) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} value={value}>
      <select
        id={id}
        name={name}
        class="input"
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        {...describedBy(id, { hint })}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** The frame of TextField for a control of your own: give that control `id` and spread `describedBy(id, …)` on it. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  notes,
  limit,
  value,
  children,
}: {
  id: string;
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  notes?: ComponentChildren;
  limit?: number | undefined;
  value?: string;
  children: ComponentChildren;
}) {
  // Counted as the limits are enforced on strings: in UTF-16 code units.
  const length = value?.length ?? 0;
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
        {limit !== undefined && (
          <span id={`${id}-count`} class={length > limit ? 'field-count field-over' : 'field-count'}>
            <span aria-hidden="true">{t('ui.field.count', { length, limit })}</span>
            <span class="seen-by-readers-only">{t('ui.field.countInWords', { length, limit })}</span>
          </span>
        )}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} class="field-error">
          {error}
        </p>
      )}
      {notes && <div id={`${id}-notes`}>{notes}</div>}
      {hint && (
        <div id={`${id}-hint`} class="field-hint">
          {hint}
        </div>
      )}
    </div>
  );
}

/** The attributes that tie a control to the count, error and hint that FieldFrame renders for `id`. */
export function describedBy(
  id: string,
  has: {
    hint?: ComponentChildren;
    error?: string | undefined;
    notes?: ComponentChildren;
    isWrong?: boolean | undefined;
    limit?: number | undefined;
  },
): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const ids = [
    has.error && `${id}-error`,
    has.notes && `${id}-notes`,
    has.limit !== undefined && `${id}-count`,
    has.hint && `${id}-hint`,
  ];
  const list = ids.filter(Boolean).join(' ');
  return {
    ...(list && { 'aria-describedby': list }),
    ...((has.error || has.isWrong) && { 'aria-invalid': true as const }),
  };
}

/** What names a board that is added by hand: its id or its address, and a name. */
export function BoardFields({ id, name, error }: { id: Signal<string>; name: Signal<string>; error?: string }) {
  return (
    <>
      <TextField
        label={t('ui.board.id')}
        value={id.value}
        error={error}
        onValue={(value) => (id.value = value)}
        {...CODE}
        hint={t('ui.board.idHint')}
      />
      <TextField
        label={t('ui.board.name')}
        value={name.value}
        onValue={(value) => (name.value = value)}
        autocomplete="off"
      />
    </>
  );
}
