/** Windows virtual key codes, by which DevTools tells keys without a character apart. */
export const keyCodes: Record<string, number> = {
  Enter: 13,
  Tab: 9,
  Escape: 27,
  Backspace: 8,
  Delete: 46,
  ArrowDown: 40,
  ArrowUp: 38,
  ArrowLeft: 37,
  ArrowRight: 39,
};

/** A function of the page: whether a combobox's list is closed, once what a click did to it is drawn. */
export const IS_CLOSED = `async function () {
  await new Promise((drawn) => setTimeout(drawn, 100));
  return this.ariaExpanded === 'false';
}`;
