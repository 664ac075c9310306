import './banner.css';
import './status-line.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Button, Icon, type IconName } from './button';

/** How serious something is. */
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

/** A short word with a color, such as a pin's state; it means the same without the color. */
export function Badge({ tone, children }: { tone: Tone | 'quiet'; children: ComponentChildren }) {
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

/** Whether the browser lets this extension reach Postbreeze at all. */
export interface Access {
  has: () => Promise<boolean>;
  /** Asks the user. Call it before any `await` in a click handler. */
  request: () => Promise<boolean>;
  /** Calls back when it may have changed. Answers how to stop. */
  listen: (look: () => void) => () => void;
}

/** Shown when the browser withholds Postbreeze's hosts from us, which it may at any time; asks for them. */
export function AccessBanner({ access }: { access: Access }) {
  const isWithheld = useSignal(false);
  const look = async () => {
    isWithheld.value = !(await access.has());
  };
  useEffect(() => {
    void look();
    return access.listen(() => void look());
  }, []);
  if (!isWithheld.value) return null;
  return (
    <Banner
      tone="danger"
      icon="lock"
      title={t('ui.access.title')}
      actions={
        <Button small onClick={() => void access.request().then(look)}>
          {t('ui.access.allow')}
        </Button>
      }
    >
      {t('ui.access.words')}
    </Banner>
  );
}

/** A quoted title may run in the other direction, so it becomes a `<bdi>`, quotes included. */
const QUOTED = /(“.*”)/s;

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
  const icon = tone === 'info' ? null : ICONS[tone];
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
