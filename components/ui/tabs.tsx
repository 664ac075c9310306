import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './tabs.css';

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
