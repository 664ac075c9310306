/** The columns of Pinterest's own bulk upload, in its order: https://help.pinterest.com/business/article/bulk-upload-video-pins. */
export const CSV_COLUMNS = [
  'Title',
  'Media URL',
  'Pinterest board',
  'Thumbnail',
  'Description',
  'Link',
  'Publish date',
  'Keywords',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** Other headings for the same, as other tools' exports have them; folded. */
const SYNONYMS: Record<CsvColumn, string> = {
  Title: 'title|pin title|headline|name',
  'Media URL': 'media url|media|image|image url|image link|picture|photo|pin image|image address|picture url',
  'Pinterest board': 'pinterest board|board|board name|boards|pin board',
  Thumbnail: 'thumbnail|thumbnail url|cover',
  Description: 'description|pin description|text|caption|body|message',
  Link: 'link|url|destination|destination link|destination url|website|source|pin link|web address',
  'Publish date':
    'publish date|date|publish at|scheduled|schedule|scheduled for|scheduled date|time|publish time|date time',
  Keywords: 'keywords|tags|hashtags|topics|tagged topics',
};

const BY_HEADING = new Map(
  CSV_COLUMNS.flatMap((column) => SYNONYMS[column].split('|').map((name) => [name, column] as const)),
);

/** A heading as headings are compared: without case, marks or punctuation. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Which column each heading means; null for none. What was matched by hand before (`remembered`, by folded heading; '' for none)
 * comes first. A column is taken once: by the first heading that means it.
 */
export function matchHeadings(
  headings: readonly string[],
  remembered: Readonly<Record<string, string>> = {},
): (CsvColumn | null)[] {
  const taken = new Set<CsvColumn>();
  return headings.map((heading) => {
    const folded = foldHeading(heading);
    const known = Object.hasOwn(remembered, folded) ? remembered[folded] : BY_HEADING.get(folded);
    const column = CSV_COLUMNS.find((one) => one === known);
    if (!column || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}
