import type { ComponentChildren } from 'preact';
import type { Tone } from './banner';
import { Icon, type IconName } from './icon';
import './status-line.css';

const ICONS: Record<Tone, IconName | null> = { info: null, good: 'check', warn: 'warning', danger: 'error' };

/**
 * The one live line of a screen (`role=status`): what happened last. Always rendered, so that screen readers follow it;
 * empty words show nothing. `action` stands beside the line, outside what is announced.
 */
export function StatusLine({
  tone = 'info',
  words,
  action,
}: {
  tone?: Tone;
  words: string;
  action?: ComponentChildren;
}) {
  const icon = ICONS[tone];
  return (
    <div class={`status-line tone-${tone}`}>
      {words && icon && <Icon name={icon} />}
      <p role="status" dir="auto">
        {words}
      </p>
      {words && action}
    </div>
  );
}
