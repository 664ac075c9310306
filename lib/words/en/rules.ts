/** The rules that keep an account from looking like spam. */
export const rules = {
  'rules.broken.perDay': {
    one: 'This day has its one pin already.',
    other: 'This day has its {count} pins already.',
  },
  'rules.broken.sameLink': {
    one: 'The same link goes out on {time}, less than {count} hour apart.',
    other: 'The same link goes out on {time}, less than {count} hours apart.',
  },
  'rules.broken.samePicture': {
    one: 'The same picture goes to this board on {time}, less than {count} day apart.',
    other: 'The same picture goes to this board on {time}, less than {count} days apart.',
  },
  'rules.broken.tooClose': {
    one: 'Another pin goes out on {time}, less than {count} minute apart.',
    other: 'Another pin goes out on {time}, less than {count} minutes apart.',
  },
  'rules.shiftTo': 'Move to {time}',
  'rules.title': 'Rules',
  'rules.note':
    'Rules keep your account from looking like spam. A pin that breaks one says so and offers another time; nothing is forbidden. 0 turns a rule off.',
  'rules.of': 'Rules of',
  'rules.allAccounts': 'All accounts',
  'rules.forAllHint': 'Counts for every account that has none of its own.',
  'rules.own': 'This account has its own.',
  'rules.shared': 'This account follows what counts for all. A change here makes its own.',
  'rules.useShared': 'Follow all accounts again',
  'rules.off': 'Off',
  'rules.outOfRange': 'A whole number from 0 to {most}.',
  'rules.field.perDay': 'Pins a day, at most',
  'rules.field.linkHours': 'Hours before the same link again',
  'rules.field.pictureDays': 'Days before the same picture on the same board',
  'rules.field.gapMinutes': 'Minutes between two pins',
  'rules.slots.note':
    '“Next free slot” takes the first of these times that no other pin of the account has. They are on this computer’s clock ({zone}).',
  'rules.slots.of': 'Time slots of',
  'rules.slots.add': 'Add time',
  'rules.slots.next': 'The next free slots',
  'rules.slots.none': 'There is no free slot: “Next free slot” cannot be used.',
  'rules.slots.time': 'Time {place}',
  'rules.slots.daysOf': 'Days of {clock}',
  'rules.slots.noDay': 'On no day',
  'rules.slots.remove': 'Remove {clock}',
} as const;
