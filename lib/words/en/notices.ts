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
