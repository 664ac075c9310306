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

/** What several screens say. */
export const general = {
  'general.today': 'Today',
  'general.tomorrow': 'Tomorrow',
  'general.yesterday': 'Yesterday',
  'general.pageTitle': '{title} · Pinbreeze',
  'general.sentBy': 'Sent by',
  'general.sentBy.browser': 'This browser, at that time',
  'general.sentBy.browserDetail': 'You can change the pin here until then. The browser must be running at that time.',
  'general.sentBy.postbreeze': 'Postbreeze, also when this browser is closed',
  'general.sentBy.postbreezeDetail': 'Postbreeze keeps the schedule from now on.',
  'general.unexpected': 'That did not work, and nothing was changed. ({error})',
  'general.exported': 'Everything but the key is in the file.',
  'general.justNow': 'just now',
  'general.inAMoment': 'in less than a minute',
  'general.size': '{width} × {height}',
  'general.dayAndTime': '{day}, {time}',

  'general.storeFull': 'The disk is full; nothing more can be saved.',
  'general.notAnExport':
    'This file is not an export of Pinbreeze. A spreadsheet is imported from the planner’s menu, under “Spreadsheet”.',
  'general.import.added': 'Import: {count} added.',
  'general.import.held': 'Held until you schedule them here: {count}.',
  'general.import.same': 'Here already: {count}.',
  'general.import.damaged': 'Unreadable: {count}.',

  'general.refused.move': 'That cannot be done any more: the pin has moved on.',
  'general.refused.noTime': 'The pin has no time.',
  'general.refused.noBoard': 'The pin has no account or no board.',
  'general.refused.noPicture': 'The pin has no picture.',
  'general.refused.incomplete': 'The pin needs a time, a board and a picture.',
  'general.refused.unknown': 'It may already be scheduled at Postbreeze. That must be settled first.',
  'general.refused.notHeld': 'The pin does not wait for your word.',
  'general.refused.content': 'It cannot be changed any more.',
  'general.refused.hasLeft': 'It has left this browser already.',
  'general.refused.pinGone': 'This pin is no longer there.',
  'general.refused.editGone': 'This edit is no longer there.',
  'general.refused.editTooLate':
    'This pin is published already; Pinterest lets nothing be changed. Your edit is kept: schedule it as a new pin.',
  'general.refused.editedPinGone':
    'The pin that this edit changes was removed. Your edit is kept: schedule it as a new pin.',

  'general.board.enter': 'Enter the board’s id, or its address on Pinterest.',
  'general.board.noPermission': 'Without permission for that site its page cannot be read.',
  'general.board.unreadable':
    'The board’s id could not be read from that page. Open the board on Pinterest and add it from the composer there, or enter its id and name here.',
  'general.shortcut.open': 'Open the composer',
} as const;

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

/** Notifications of the engine (`lib/delivery/notify.ts`). */
export const notices = {
  'notices.paused': 'Pinbreeze has paused. {reason}',
  'notices.accountPaused': 'Pins of {account} wait. {reason}',
  'notices.failed': { one: '“{title}” needs you', other: '{count} pins need you' },
  'notices.held': { one: '“{title}” is late', other: '{count} pins are late and wait for you' },
  'notices.held.fix': 'Its time has passed. Send it now, or choose another time.',
  'notices.late': { one: '“{title}” goes out late', other: '{count} pins go out late' },
  'notices.late.by': '{duration} after its time.',
  'notices.published': { one: '“{title}” is published', other: '{count} pins are published' },
  'notices.published.where': 'It is on Pinterest.',
  'notices.overdue': { one: '“{title}” should have been published', other: '{count} pins should have been published' },
  'notices.overdue.by': 'Its time was {duration} ago. Open it to see what it waits for.',
  'notices.untitled': 'Untitled pin',
  'notices.many': 'Open the planner to see them.',
  'notices.trouble': 'Pinbreeze cannot work. {reason}',
} as const;

/** Reading the pictures of a page. */
export const collecting = {
  'collecting.noTab': 'The page this composer was opened for is closed.',
  'collecting.notAllowed':
    'The browser does not let extensions read this page. Open the page you want to pin from, then click the toolbar button there.',
  'collecting.noAnswer': 'This page could not be read. Reload it and try again.',
  'collecting.pdf':
    'This is a PDF document. The browser does not let extensions read its pictures. Open the web page that shows the picture.',
  'collecting.note.part': 'A part of this page could not be read.',
  'collecting.note.time': 'This page is very large. These are the pictures found so far.',
  'collecting.note.selfDescription':
    'This page lists more about itself than we read. Some of its pictures may be missing.',
  'collecting.note.drawing': 'A drawing on this page contains pictures from other sites and cannot be copied.',
  'collecting.note.styleSheets':
    'Some style sheets from other sites could not be read. Background pictures may be missing.',
  'collecting.note.dataPictures': 'Some pictures are part of the page itself and are too large to copy.',
  'collecting.note.endless':
    'This page is very long. You see the most likely of its first pictures and of those you have scrolled to.',
  'collecting.note.morePictures': 'This page has more pictures. You see the 500 most likely ones.',
} as const;

/** What quick-pin says, in the page's toast or in a notification. */
export const quickPin = {
  'quickPin.scheduled': 'Scheduled to {board}',
  'quickPin.scheduledLine': '{title} · {time}',
  'quickPin.kept': 'Kept as a draft',
  'quickPin.nothing': 'Nothing was pinned',
  'quickPin.again': 'You pinned this page a moment ago',
  'quickPin.againWords': 'Nothing was pinned a second time.',
  'quickPin.planned.scheduled': 'This page is planned already',
  'quickPin.planned.published': 'This page is pinned already',
  'quickPin.putOff': '{line}. Your rules put it off. {reason}',
  'quickPin.repin': 'Pin again',
  'quickPin.show': 'Show it',
  'quickPin.undo': 'Undo',
  'quickPin.edit': 'Edit',
  'quickPin.close': 'Close',
  'quickPin.board': 'Board',
  'quickPin.clickToFinish': '{words} Click here to finish it.',
  'quickPin.clickToSee': '{words} Click here to see it.',
  'quickPin.clickToChange': '{words} Click here to change or remove it.',
  'quickPin.notNopin': 'The owner of this page asks not to pin it.',
  'quickPin.noPicture': 'No picture to pin was found on this page.',
  'quickPin.connectFirst': 'Connect Postbreeze in the options first.',
  'quickPin.noSlot': 'No time slot is free: choose a time for it.',
  'quickPin.tooLate': 'Too late to undo',
  'quickPin.tooLateWords': 'The pin is on Pinterest already. You can delete it there.',
  'quickPin.notUndone': 'Not undone',
  'quickPin.undone': 'Undone',
  'quickPin.undoneWords': 'The pin was removed and will not go out.',
  'quickPin.undoneAtPostbreeze': 'Postbreeze is being asked to remove the pin.',
  'quickPin.moved': 'Moved to {board}',
  'quickPin.notMoved': 'The board was not changed',
} as const;
