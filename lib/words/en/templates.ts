/** Templates: words and link parameters that are put into pins. */
export const templates = {
  'templates.utm': 'Link parameters',
} as const;
