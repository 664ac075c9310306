import { browser } from 'wxt/browser';
import { locale, t } from '../words/t';

interface Notice {
  /** The same id replaces the notice before it. What follows the first `:` is handed to the click. */
  id: string;
  title: string;
  message: string;
  /** Labels of buttons (Chrome shows two at most; see `HAS_NOTICE_BUTTONS`). */
  buttons?: string[];
}

/** Shows a notice of the operating system. Never rejects: a notice that cannot be shown must not stop work. */
export async function showNotice(notice: Notice): Promise<void> {
  const options = {
    type: 'basic' as const,
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: notice.title,
    message: notice.message,
  };
  try {
    await browser.notifications.create(notice.id, withButtons(options, notice.buttons ?? []));
  } catch {
    await browser.notifications.create(notice.id, options).catch(() => undefined);
  }
}

/**
 * Calls back when a notice (`button` null) or one of its buttons is clicked, and takes the notice away. Call synchronously
 * at worker start.
 */
export function onNoticeClick(take: (id: string, button: number | null) => void): void {
  const answer = (id: string, button: number | null) => {
    void browser.notifications.clear(id).catch(() => undefined);
    take(id, button);
  };
  browser.notifications.onClicked.addListener((id) => answer(id, null));
  // Firefox warns of a listener for what it has not got.
  if (HAS_NOTICE_BUTTONS) browser.notifications.onButtonClicked.addListener(answer);
}

/** Whether a notice can carry buttons. Firefox refuses one that has the field at all (https://bugzil.la/1190681). */
export const HAS_NOTICE_BUTTONS = import.meta.env.BROWSER !== 'firefox';

function withButtons<T extends object>(options: T, buttons: string[]): T {
  return buttons.length === 0 || !HAS_NOTICE_BUTTONS
    ? options
    : { ...options, buttons: buttons.map((title) => ({ title })) };
}

/** A short message in the page itself, with what can be done about it. */
export interface Toast {
  title: string;
  words: string;
  /** Buttons, by what they do. */
  buttons: ToastButton[];
  /** Boards to choose from, the current one first; empty for no choice. */
  boards: { id: string; name: string }[];
}

/** `show`: the pin that the toast speaks of; `repin`: pin once more all the same. */
type ToastButton = 'undo' | 'edit' | 'show' | 'repin';

/** What the user did with a toast. `closed`: nothing, or it was dismissed. */
export type ToastAct = { act: ToastButton | 'closed' } | { act: 'board'; boardId: string };

/** How long a toast stays when nobody points at it or focuses it, in ms: WCAG 2.2.1 lets it go, since the planner has it all. */
const SHOWN_FOR = 12_000;

/**
 * Shows a toast in a tab and waits for what the user does with it. Undefined where the page cannot show it: no grant, a page
 * of the browser's own, or a tab that is not in view. Never rejects.
 */
export async function showToast(tabId: number, toast: Toast): Promise<ToastAct | undefined> {
  const shown = {
    ...toast,
    buttons: toast.buttons.map((act) => ({ act, label: t(`quickPin.${act}`) })),
    close: t('quickPin.close'),
    board: t('quickPin.board'),
    dir: t('extension.direction'),
    lang: locale(),
    ms: SHOWN_FOR,
  };
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, func: drawToast, args: [shown] });
    return (frame?.result as ToastAct | null | undefined) ?? undefined;
  } catch {
    return undefined;
  }
}

interface Shown extends Omit<Toast, 'buttons'> {
  buttons: { act: ToastButton; label: string }[];
  close: string;
  board: string;
  dir: string;
  lang: string;
  ms: number;
}

/**
 * Runs in the page: must not refer to anything outside itself. A closed shadow root and a constructed sheet keep the page's
 * styles and content policy out, and the top layer keeps it above the page's dialogs.
 */
function drawToast({ title, words, buttons, boards, close, board, dir, lang, ms }: Shown) {
  if (document.visibilityState !== 'visible' || !document.body) return null;
  const scope = globalThis as { pinbreezeToast?: () => void };
  scope.pinbreezeToast?.();
  return new Promise<ToastAct>((resolve) => {
    const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = '') => {
      const element = document.createElement(name);
      element.className = className;
      element.textContent = text;
      return element;
    };
    const host = document.createElement('div');
    host.popover = 'manual';
    // Inline and important, each: nothing in the page's own sheets wins against that.
    const side = dir === 'rtl' ? 'left' : 'right';
    host.style.cssText = [
      'all: initial; display: block; position: fixed; inset: auto; margin: 0; border: 0; padding: 0; background: none',
      `bottom: 16px; ${side}: 16px; max-width: calc(100vw - 32px); overflow: visible; z-index: 2147483647`,
    ]
      .join('; ')
      .replace(/;|$/g, ' !important;');
    const root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .toast { box-sizing: border-box; inline-size: 340px; max-inline-size: 100%; padding: 12px 14px; border: 1px solid #dedad2;
        border-radius: 12px; background: #fff; color: #1c2427; font: 13px/1.4 system-ui, sans-serif; box-shadow: 0 6px 24px rgb(20 28 30 / 22%); }
      .title { margin: 0; font-weight: 650; font-size: 14px; overflow-wrap: anywhere; }
      .words { margin: 2px 0 0; color: #566065; overflow-wrap: anywhere; }
      .acts { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin-block-start: 10px; }
      button, select { min-block-size: 30px; padding: 0 10px; border: 1px solid #868b8c; border-radius: 6px; background: #fff; color: inherit; font: inherit; }
      button { font-weight: 550; cursor: pointer; }
      select { flex: 1 1 88px; min-inline-size: 0; text-overflow: ellipsis; }
      .close { margin-inline-start: auto; border-color: transparent; color: #566065; }
      :focus-visible { outline: 2px solid #0b6a6c; outline-offset: 2px; }
      @media (prefers-color-scheme: dark) {
        .toast { background: #1c2225; color: #e9ebea; border-color: #31393c; }
        .words, .close { color: #a8b1b4; }
        button, select { background: #1c2225; border-color: #7f8a8d; }
        :focus-visible { outline-color: #8bded8; }
      }
      @media (prefers-reduced-motion: no-preference) {
        .toast { animation: rise 160ms ease-out; }
        @keyframes rise { from { opacity: 0; translate: 0 8px; } }
      }
    `);
    root.adoptedStyleSheets = [sheet];
    const toast = make('div', 'toast');
    toast.dir = dir;
    toast.lang = lang;
    const said = make('div', 'said');
    said.setAttribute('role', 'status');
    const acts = make('div', 'acts');
    toast.append(said, acts);
    root.append(toast);

    let timer = 0;
    const end = (act: ToastAct) => {
      clearTimeout(timer);
      // Taking away what has the focus starts the timer once more.
      if (!host.isConnected) return;
      host.remove();
      if (scope.pinbreezeToast === retire) delete scope.pinbreezeToast;
      resolve(act);
    };
    const retire = () => end({ act: 'closed' });
    const wait = () => {
      clearTimeout(timer);
      timer = window.setTimeout(retire, ms);
    };
    for (const { act, label } of buttons) {
      const button = make('button', 'act', label);
      button.addEventListener('click', (event) => event.isTrusted && end({ act }));
      acts.append(button);
    }
    if (boards.length > 1) {
      const select = make('select', 'board');
      select.ariaLabel = board;
      for (const { id, name } of boards) {
        const option = make('option', '', name);
        option.value = id;
        select.append(option);
      }
      select.addEventListener('change', (event) => event.isTrusted && end({ act: 'board', boardId: select.value }));
      acts.append(select);
    }
    const dismiss = make('button', 'close', close);
    dismiss.addEventListener('click', retire);
    acts.append(dismiss);
    toast.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') retire();
    });
    for (const pause of ['pointerenter', 'focusin']) toast.addEventListener(pause, () => clearTimeout(timer));
    for (const go of ['pointerleave', 'focusout']) toast.addEventListener(go, wait);

    scope.pinbreezeToast = retire;
    document.documentElement.append(host);
    host.showPopover?.();
    // A live region is only read out when its text arrives after the region itself.
    setTimeout(() => said.append(make('p', 'title', title), make('p', 'words', words)), 50);
    wait();
  });
}
