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
} as const;
