import './button.css';
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { t } from '../../lib/words/t';

/** Drawn for this project on a 16 × 16 grid: the `d` of one stroked path each. */
const PATHS = {
  account: 'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM2.75 13.5c.6-2.3 2.7-3.5 5.25-3.5s4.65 1.2 5.25 3.5',
  add: 'M8 3v10M3 8h10',
  back: 'M9.75 3.5 5.25 8l4.5 4.5',
  board: 'M2.75 2.75h4.5v6.5h-4.5zM9.25 2.75h4v3.5h-4zM9.25 8.25h4v5h-4zM2.75 11.25h4.5v2h-4.5z',
  check: 'm3 8.5 3.25 3.25L13 4.75',
  calendar: 'M2.75 3.75h10.5v9.5H2.75zM2.75 6.75h10.5M5.5 2.25v3M10.5 2.25v3',
  clock: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 5v3.25l2 1.5',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3',
  crop: 'M4.5 1.75v9.75h9.75M1.75 4.5h9.75v9.75',
  download: 'M8 2.5v7.75M4.75 7.25 8 10.5l3.25-3.25M2.75 13.25h10.5',
  down: 'M3.5 5.75 8 10.25l4.5-4.5',
  drag: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  edit: 'm3 13 .6-2.8 7-7 2.2 2.2-7 7L3 13ZM9.25 4.6l2.2 2.2',
  error: 'M8 13.75a5.75 5.75 0 1 0 0-11.5 5.75 5.75 0 0 0 0 11.5ZM8 5v3.5M8 11h.01',
  external: 'M9 2.75h4.25V7M13.25 2.75 7.75 8.25M11.25 9.25v4h-8.5v-8.5h4',
  forward: 'M6.25 3.5 10.75 8l-4.5 4.5',
  image: 'M2.25 3.25h11.5v9.5H2.25zM2.5 11l3.25-3.25 2.5 2.5 2-2 3.25 3.25M10.5 6h.01',
  info: 'M8 13.75a5.75 5.75 0 1 0 0-11.5 5.75 5.75 0 0 0 0 11.5ZM8 7.5V11M8 5h.01',
  key: 'M5.25 10.75a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8.25 7.75h5.5v2.5M11.25 7.75v2',
  link: 'M7 9.25a2.5 2.5 0 0 0 3.6.1l2.1-2.1a2.55 2.55 0 0 0-3.6-3.6L8 4.7M9 6.75a2.5 2.5 0 0 0-3.6-.1l-2.1 2.1a2.55 2.55 0 0 0 3.6 3.6l1.05-1.05',
  lock: 'M3.75 7.25h8.5v6h-8.5zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2',
  more: 'M2.9 8a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0M7.4 8a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0M11.9 8a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0',
  offline:
    'm2.5 2.5 11 11M4.2 8.3a5.6 5.6 0 0 1 2-1.25M9.3 6.9c1 .2 1.8.7 2.5 1.4M1.9 5.9a8.8 8.8 0 0 1 2-1.4M6.9 3.6A8.8 8.8 0 0 1 14.1 5.9M6.3 10.6a2.4 2.4 0 0 1 3.2-.1M8 13h.01',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  pin: 'M8 9.5v4.25M5.25 2.5h5.5M6 2.5v3.25L4.25 8v1.5h7.5V8L10 5.75V2.5',
  queue: 'M2.75 4h10.5M2.75 8h10.5M2.75 12h6.5',
  retry: 'M13 3.25v3h-3M3 12.75v-3h3M12.7 6.25a5 5 0 0 0-8.8-1.2M3.3 9.75a5 5 0 0 0 8.8 1.2',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.25 10.25l3.25 3.25',
  send: 'M13.5 2.5 2.5 6.75l4.25 2.5 2.5 4.25L13.5 2.5ZM6.75 9.25l3-3',
  settings:
    'M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.25 6.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM5.75 13.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z',
  trash: 'M2.75 4.5h10.5M6 4.25V2.75h4v1.5M4.25 4.75l.5 8.5h6.5l.5-8.5M6.75 7.25v3.5M9.25 7.25v3.5',
  undo: 'M5.5 3 2.75 5.75 5.5 8.5M3 5.75h6.25a3.75 3.75 0 0 1 0 7.5H6',
  up: 'M3.5 10.25 8 5.75l4.5 4.5',
  upload: 'M8 10.5V2.75M4.75 5.75 8 2.5l3.25 3.25M2.75 13.25h10.5',
  warning: 'M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.25h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** Arrows along the reading direction: mirrored in right-to-left languages. */
const TURNS = new Set<IconName>(['back', 'forward', 'external', 'send', 'undo']);

/** A small drawing beside words that say the same, so it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class={TURNS.has(name) ? 'icon icon-turns' : 'icon'}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

type Rest = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label' | 'size'>;

/** `primary` once per screen; `plain` for most; `quiet` inside lists and banners; `danger` for what cannot be undone. */
type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

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

/** Leads to a published pin; the only link to an address that is not ours. Nothing if Postbreeze gave no web address. */
export function PostLink({ address }: { address: string | null }) {
  if (!address || !/^https?:/.test(address) || !URL.canParse(address)) return null;
  const { host } = new URL(address);
  const isPinterest = /(^|\.)pinterest\.[a-z]{2,3}(\.[a-z]{2})?$/.test(host) || host === 'pin.it';
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {isPinterest ? t('planner.details.seeIt') : t('planner.details.seeItAt', { host })}
    </a>
  );
}
