/** What several screens say. */
export const general = {
  'general.today': 'Today',
  'general.tomorrow': 'Tomorrow',
  'general.yesterday': 'Yesterday',
  'general.justNow': 'just now',
  'general.inAMoment': 'in less than a minute',
  'general.dayAndTime': '{day}, {time}',
} as const;
