import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import './banner.css';

/** How grave something is. */
export type Tone = 'info' | 'good' | 'warn' | 'danger';

const ICONS: Record<Tone, IconName> = { info: 'info', good: 'check', warn: 'warning', danger: 'error' };

/** Something the whole screen should know: what happened, what to do, and at most two buttons. */
export function Banner({
  tone = 'info',
  title,
  icon = ICONS[tone],
  children,
  actions,
}: {
  tone?: Tone;
  title: string;
  icon?: IconName;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class={`banner tone-${tone}`}>
      <Icon name={icon} />
      <div class="banner-words">
        <strong>{title}</strong>
        {children && <div>{children}</div>}
      </div>
      {actions && <div class="banner-actions">{actions}</div>}
    </div>
  );
}

/** A short word with a colour, such as a pin's state; the word alone says it. */
export function Badge({ tone = 'info', children }: { tone?: Tone | 'quiet'; children: ComponentChildren }) {
  return <span class={`badge tone-${tone}`}>{children}</span>;
}

/** What a list shows when it holds nothing: why, and what to do. */
export function Empty({
  icon,
  title,
  children,
  actions,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <strong>{title}</strong>
      {children && <div>{children}</div>}
      {actions && <div class="banner-actions">{actions}</div>}
    </div>
  );
}
