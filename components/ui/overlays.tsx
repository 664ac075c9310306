import './dialog.css';
import './menu.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { Icon, IconButton, type IconName } from './button';

const FIRST_CONTROL = ['input:checked', 'input:not([type="radio"])', 'select', 'textarea', '[role="slider"]']
  .map((control) => `.dialog-body ${control}`)
  .join();

/**
 * A native modal dialog, open while it is rendered. The first control of its body gets the focus. Escape and the close button
 * call `onClose`; the focus then returns to what opened it.
 */
export function Dialog({
  title,
  onClose,
  children,
  actions,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  actions?: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Layout effects: a passive one is undone only after the next paint, too late for a key pressed right after Escape.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const opener = document.activeElement;
    dialog.showModal();
    // Left alone, the focus would be on the button that closes it.
    dialog.querySelector<HTMLElement>(FIRST_CONTROL)?.focus();
    // Chromium closes it without asking when nothing was pressed since it opened.
    dialog.addEventListener('close', onClose);
    return () => {
      dialog.removeEventListener('close', onClose);
      dialog.close();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </header>
      <div class="dialog-body">{children}</div>
      {actions && <footer class="dialog-foot">{actions}</footer>}
    </dialog>
  );
}

/** One entry of a menu. */
export interface MenuItem {
  key: string;
  words: string;
  icon: IconName;
  onSelect: () => void;
}

const EDGE = 8;

/**
 * A button that opens a menu of acts. Arrows, Home, End and first letters move in it, Escape and a click elsewhere close it, and
 * the focus goes back to the button.
 */
export function Menu({
  label,
  items,
  'data-focus': focusKey,
}: {
  label: string;
  items: () => readonly MenuItem[];
  'data-focus'?: string;
}) {
  const isOpen = useSignal(false);
  const frame = useRef<HTMLDivElement>(null);
  const close = () => {
    isOpen.value = false;
    frame.current?.querySelector('button')?.focus({ preventScroll: true });
  };
  return (
    <div ref={frame} class="menu-frame">
      <IconButton
        icon="more"
        label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        data-focus={focusKey}
        onClick={() => (isOpen.value = !isOpen.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          isOpen.value = true;
        }}
      />
      {isOpen.value && <MenuList label={label} items={items()} frame={frame} onClose={close} isOpen={isOpen} />}
    </div>
  );
}

function MenuList({
  label,
  items,
  frame,
  onClose,
  isOpen,
}: {
  label: string;
  items: readonly MenuItem[];
  frame: { current: HTMLDivElement | null };
  onClose: () => void;
  isOpen: { value: boolean };
}) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place(list.current, frame.current);
    list.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true });
    const leave = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) isOpen.value = false;
    };
    const follow = () => place(list.current, frame.current);
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    addEventListener('scroll', follow, { passive: true });
    addEventListener('resize', follow);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      removeEventListener('scroll', follow);
      removeEventListener('resize', follow);
    };
  }, []);
  return (
    <div ref={list} role="menu" aria-label={label} class="menu" onKeyDown={(event) => move(event, onClose)}>
      {items.map(({ key, words, icon, onSelect }) => (
        <button
          key={key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="menu-item"
          onClick={() => {
            onClose();
            onSelect();
          }}
        >
          <Icon name={icon} />
          {words}
        </button>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent, onClose: () => void): void {
  const items = Array.from((event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="menuitem"]'));
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = findNext(event.key, items, at);
  if (event.key === 'Escape' || event.key === 'Tab') onClose();
  else if (!next) return;
  next?.focus();
  event.stopPropagation();
  if (event.key !== 'Tab') event.preventDefault();
}

function findNext(key: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items[(at - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return later.find((item) => item.innerText.toLowerCase().startsWith(key.toLowerCase()));
}

/** Below the button, or above it where there is no room; always inside the window. */
function place(list: HTMLElement | null, frame: HTMLElement | null): void {
  if (!list || !frame) return;
  const button = frame.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const isAbove = button.bottom + height + EDGE > innerHeight && button.top > height + EDGE;
  const isRtl = getComputedStyle(frame).direction === 'rtl';
  const left = isRtl ? button.left : button.right - width;
  list.style.insetBlockStart = `${isAbove ? button.top - height : button.bottom}px`;
  list.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
}
