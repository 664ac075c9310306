import type { ComponentChildren } from 'preact';
import type { Tone } from './banner';
import { Icon, type IconName } from './icon';
import './status-line.css';

/** A title in the words, which may run the other way than they do; split off with its quotes. */
const QUOTED = /(“.*”)/s;

const ICONS: Record<Tone, IconName | null> = { info: null, good: 'check', warn: 'warning', danger: 'error' };

/**
 * The one live line of a screen (`role=status`): what happened last. Always rendered, so that screen readers follow it;
 * empty words show nothing. `action` stands beside the line, outside what is announced. `ofPart`: the line of one part of a
 * screen that has its status elsewhere, announced as it changes.
 */
export function StatusLine({
  tone = 'info',
  words,
  action,
  ofPart = false,
}: {
  tone?: Tone;
  words: string;
  action?: ComponentChildren;
  ofPart?: boolean;
}) {
  const icon = ICONS[tone];
  return (
    <div class={`status-line tone-${tone}`}>
      {words && icon && <Icon name={icon} />}
      <p {...(ofPart ? { 'aria-live': 'polite' } : { role: 'status' })}>
        {words.split(QUOTED).map((part, place) => (place % 2 === 1 ? <bdi key={place}>{part}</bdi> : part))}
      </p>
      {words && action}
    </div>
  );
}
