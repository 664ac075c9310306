import type { ComponentChildren } from 'preact';
import type { Told } from '../../lib/options/connection';
import { Icon, type IconName } from '../ui/icon';
import '../ui/status-line.css';

const ICONS: Record<Told['tone'], IconName | null> = { info: null, good: 'check', warn: 'warning', danger: 'error' };

/**
 * What a part of the page has to say, announced as it changes. Not a `status`: the page has one of those, beside *Connect*.
 * `action` stands beside the words, outside what is announced.
 */
export function ToldLine({ tone, words, action }: Told & { action?: ComponentChildren }) {
  const icon = ICONS[tone];
  return (
    <div class={`status-line tone-${tone}`}>
      {words && icon && <Icon name={icon} />}
      <p aria-live="polite" dir="auto">
        {words}
      </p>
      {words && action}
    </div>
  );
}
