/** What the browser itself shows: names, the context menu, the shortcuts. The manifest names these keys. */
export const extension = {
  'extension.name': 'Pinbreeze',
  /** At most 132 characters: the stores cut it. */
  'extension.description': 'Pin from any web page and schedule it to Pinterest through Postbreeze.',
  'extension.menu': 'Schedule to Pinterest',
  'extension.command.quickPin': 'Pin the page’s best image to the default board, without a window',
  /** The direction of the script the messages are written in: `ltr` or `rtl`. */
  'extension.direction': 'ltr',
} as const;
