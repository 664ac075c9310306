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

/** For a field: sets a date or a time at once, as its picker does, and answers true; of any other it selects what is to be typed over. */
export const SET_OR_SELECT = `function (text) {
  this.focus();
  if (!/^(date|time|datetime-local)$/.test(this.type)) { this.select?.(); return false; }
  this.value = text;
  for (const type of ['input', 'change']) this.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}`;
