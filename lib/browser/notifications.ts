import { browser } from 'wxt/browser';

export interface Notice {
  /** The same id replaces the notice before it. What follows the first `:` is handed to the click. */
  id: string;
  title: string;
  message: string;
  /** Labels of buttons (Chrome shows two; Firefox shows none, so a click on the notice must do as well). */
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

/** Takes a notice away again. */
export async function clearNotice(id: string): Promise<void> {
  await browser.notifications.clear(id).catch(() => undefined);
}

/** Calls back when a notice (`button` null) or one of its buttons is clicked. Call synchronously at worker start. */
export function onNoticeClick(take: (id: string, button: number | null) => void): void {
  browser.notifications.onClicked.addListener((id) => take(id, null));
  browser.notifications.onButtonClicked?.addListener((id, button) => take(id, button));
}

/** Firefox refuses a notice that carries `buttons` at all (https://bugzil.la/1190681). */
function withButtons<T extends object>(options: T, buttons: string[]): T {
  return buttons.length === 0 || import.meta.env.FIREFOX
    ? options
    : { ...options, buttons: buttons.map((title) => ({ title })) };
}
