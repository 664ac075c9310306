import { useSignal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { locale, t } from '../../lib/words/t';

/** Sets the document's title, direction and language. Answers the element to render into. */
export function openScreen(document: Document, title: string): Element {
  document.title = t('general.pageTitle', { title });
  document.documentElement.dir = t('extension.direction');
  document.documentElement.lang = locale();
  return document.querySelector('#app') as Element;
}

/** Renders a component whose code is fetched only when it is first needed; nothing until then. `load` must not change. */
export function Lazy<Props extends object>({
  load,
  props,
}: {
  load: () => Promise<FunctionComponent<Props>>;
  props: Props;
}) {
  const loaded = useSignal<{ Component: FunctionComponent<Props> } | null>(null);
  useEffect(() => {
    void load().then((Component) => {
      loaded.value = { Component };
    });
  }, []);
  if (!loaded.value) return null;
  const { Component } = loaded.value;
  return <Component {...props} />;
}

/**
 * Keeps the keyboard's place in a list that changes by itself. A row that moves under another heading is mounted again, and
 * a removed one is gone: the focus then goes to the same control (`data-focus`) of the moved row, else to the row
 * (`data-row`) that took the removed one's place. Pass the result to the list's outermost element as its `ref`.
 */
export function useStableFocus<E extends HTMLElement>() {
  const list = useRef<E>(null);
  const held = useRef<{ key: string; row: string; place: number } | null>(null);

  useLayoutEffect(() => {
    const root = list.current;
    if (!root) return;
    const note = (event: FocusEvent) => {
      held.current = noteFocus(root, event.target as HTMLElement);
    };
    const forget = (event: FocusEvent) => {
      // An element that is taken out of the document loses the focus to nothing; one that the user leaves, to another.
      if (event.relatedTarget && !root.contains(event.relatedTarget as Node)) held.current = null;
    };
    root.addEventListener('focusin', note);
    root.addEventListener('focusout', forget);
    return () => {
      root.removeEventListener('focusin', note);
      root.removeEventListener('focusout', forget);
    };
  }, []);

  useLayoutEffect(() => {
    const root = list.current;
    const last = held.current;
    if (!root || !last) return;
    const { activeElement } = root.ownerDocument;
    if (activeElement && activeElement !== root.ownerDocument.body) return;
    const same = find(root, 'data-focus', last.key) ?? find(root, 'data-row', last.row);
    const rows = root.querySelectorAll<HTMLElement>('[data-row]');
    (same ?? rows[Math.min(last.place, rows.length - 1)] ?? root).focus({ preventScroll: same !== undefined });
  });

  return list;
}

function noteFocus(root: HTMLElement, target: HTMLElement): { key: string; row: string; place: number } {
  const row = target.closest<HTMLElement>('[data-row]');
  const rows = Array.from(root.querySelectorAll('[data-row]'));
  return { key: target.dataset.focus ?? '', row: row?.dataset.row ?? '', place: row ? rows.indexOf(row) : 0 };
}

function find(root: HTMLElement, name: string, value: string): HTMLElement | undefined {
  return value ? (root.querySelector<HTMLElement>(`[${name}="${CSS.escape(value)}"]`) ?? undefined) : undefined;
}

/** How long a screen waits before it renders what is out of sight, so that the first paint comes sooner. Milliseconds. */
const PAINTING = 100;

/** False until the first paint: render what is out of sight once it is true. */
export function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    const painting = setTimeout(() => setIsPainted(true), PAINTING);
    return () => clearTimeout(painting);
  }, []);
  return isPainted;
}
