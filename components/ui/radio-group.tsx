import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './radio-group.css';

/** One choice: `label` is the radio's accessible name exactly; `detail` is said after it and shown beneath. */
export interface RadioChoice<Value extends string> {
  value: Value;
  label: string;
  detail?: ComponentChildren;
  disabled?: boolean;
}

/** A native radio group. `value` null checks none; `row` sets the choices side by side as a segmented control. */
export function RadioGroup<Value extends string>({
  label,
  choices,
  value,
  onValue,
  row = false,
}: {
  label: string;
  choices: readonly RadioChoice<Value>[];
  value: Value | null;
  onValue: (value: Value) => void;
  row?: boolean;
}) {
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id} class={row ? 'radios radios-row' : 'radios'}>
      <span id={id} class="label">
        {label}
      </span>
      <div class="radio-list">
        {choices.map((choice) => (
          <div class="radio" key={choice.value}>
            <label>
              <input
                type="radio"
                name={id}
                value={choice.value}
                checked={choice.value === value}
                disabled={choice.disabled}
                onChange={() => onValue(choice.value)}
                aria-describedby={choice.detail ? `${id}-${choice.value}` : undefined}
              />
              <span>{choice.label}</span>
            </label>
            {choice.detail && (
              <div class="radio-detail" id={`${id}-${choice.value}`}>
                {choice.detail}
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
