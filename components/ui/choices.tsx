import './radio-group.css';
import './tabs.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

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
  onAgain,
  row = false,
}: {
  label: string;
  choices: readonly RadioChoice<Value>[];
  value: Value | null;
  onValue: (value: Value) => void;
  /** What is checked was pressed: the user agrees with it. */
  onAgain?: () => void;
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
                onClick={() => choice.value === value && onAgain?.()}
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

/** Tabs over one panel: arrows move between them, and the panel follows at once. */
export function Tabs<Name extends string>({
  label,
  tabs,
  value,
  onValue,
  head,
  children,
}: {
  label: string;
  tabs: readonly { name: Name; words: string }[];
  value: Name;
  onValue: (name: Name) => void;
  /** What stands beside the tabs. */
  head: (tabs: ComponentChildren) => ComponentChildren;
  children: ComponentChildren;
}) {
  const id = useId();
  const turn = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const list = event.currentTarget as HTMLElement;
    const isRtl = getComputedStyle(list).direction === 'rtl';
    const at = tabs.findIndex(({ name }) => name === value) + (isRtl ? -by : by);
    const next = tabs[(at + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onValue(next.name);
    list.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <>
      {head(
        <div role="tablist" aria-label={label} class="tabs" onKeyDown={turn}>
          {tabs.map(({ name, words }) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}-${name}`}
              class="tab"
              data-tab={name}
              aria-selected={name === value}
              aria-controls={`${id}-panel`}
              tabIndex={name === value ? 0 : -1}
              onClick={() => onValue(name)}
            >
              {words}
            </button>
          ))}
        </div>,
      )}
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  );
}
