import { browser } from 'wxt/browser';

export interface Notice {
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
