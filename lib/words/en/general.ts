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
} as const;
