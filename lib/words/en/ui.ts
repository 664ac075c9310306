/** What the controls shared by all screens say. */
export const ui = {
  'ui.close': 'Close',
  'ui.field.count': '{length}/{limit}',
  'ui.field.countInWords': '{length}/{limit} characters',
  'ui.access.title': 'Your browser keeps Pinbreeze from reaching Postbreeze.',
  'ui.access.words': 'Until you allow it, no pin can be sent. Nothing is lost: what is due goes out soon after.',
  'ui.access.allow': 'Allow access',
  'ui.board.id': 'Board id',
  'ui.board.idHint': 'Or the board’s address on Pinterest: you are asked to let its page be read, once.',
  'ui.board.name': 'Board name',
  'ui.transfer.export': 'Export',
  'ui.transfer.import': 'Import',
  'ui.transfer.file': 'File to import',
} as const;
