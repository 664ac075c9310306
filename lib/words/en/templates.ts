/** Templates: words and link parameters that are put into pins. */
export const templates = {
  'templates.heading': 'Templates',
  'templates.note':
    'A template writes the words of one pin or of many. Use {fields} where a pin’s own words belong; a part left empty leaves the pin’s as it is.',
  'templates.choose': 'Template',
  'templates.add': 'Add template',
  'templates.remove': 'Remove “{name}”',
  'templates.newName': 'Template {place}',
  'templates.name': 'Template name',
  'templates.title': 'Title template',
  'templates.description': 'Description template',
  'templates.hashtags': 'Hashtags',
  'templates.utm': 'Link parameters',
  'templates.preview': 'What it comes to, for example',
  'templates.unknown': {
    one: 'There is no field {fields}.',
    other: 'There are no fields {fields}.',
  },
  'templates.example.title': 'Pumpkin soup',
  'templates.example.description': 'Ready in half an hour, with roasted seeds on top.',
  'templates.example.alt': 'Soup in a blue bowl',
  'templates.example.board': 'Autumn soups',
} as const;
