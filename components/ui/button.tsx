import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import './button.css';

type Rest = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label' | 'size'>;

/** `primary` once per screen; `plain` for most; `quiet` inside lists and banners; `danger` for what cannot be undone. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

/** A button with words. `busy` keeps it focusable and says so to screen readers. */
export function Button({
  kind = 'plain',
  icon,
  small = false,
  busy = false,
  children,
  class: extra,
  ...rest
}: Rest & { kind?: ButtonKind; icon?: IconName; small?: boolean; busy?: boolean; children: ComponentChildren }) {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${kind} ${small ? 'button-small' : ''} ${extra ?? ''}`}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A button that is an icon alone; `label` is its name and its tooltip. */
export function IconButton({
  icon,
  label,
  kind = 'quiet',
  class: extra,
  ...rest
}: Rest & { icon: IconName; label: string; kind?: ButtonKind }) {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${kind} button-icon ${extra ?? ''}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
