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
  'general.dayAndTime': '{day}, {time}',

  'general.storeFull': 'The disk is full; nothing more can be saved.',
  'general.notAnExport': 'This file is not an export of Pinbreeze.',
  'general.import.added': 'Import: {count} added.',
  'general.import.held': 'Held until you say that they go out from here: {count}.',
  'general.import.same': 'Here already: {count}.',
  'general.import.damaged': 'Unreadable: {count}.',

  'general.refused.move': 'That cannot be done any more: the pin has moved on.',
  'general.refused.noTime': 'The pin has no time.',
  'general.refused.noBoard': 'The pin has no account or no board.',
  'general.refused.noPicture': 'The pin has no picture.',
  'general.refused.incomplete': 'The pin needs a time, a board and a picture.',
  'general.refused.unknown': 'It may already be scheduled at Postbreeze, which has to be found out first.',
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
