import { createTable, findInTable, tokensOf } from '../place/regions';

/** Words in a picture's path that say it holds the place of another. */
export const PLACEHOLDER_WORDS = {
  placeholder:
    'placeholder placeholders loading loader spinner lazyload fallback no+image no+photo no+pic no+picture dummy lqip default+image captcha',
  spacer: 'spacer blank transparent 1x1 shim',
};

/** With marks and dots, which also stand where a picture has not arrived yet. */
const TABLE = createTable([
  [
    true,
    `${PLACEHOLDER_WORDS.placeholder} ${PLACEHOLDER_WORDS.spacer} pixel pixels sprite sprites avatar avatars gravatar icon icons favicon emoji glyph logo logos`,
  ],
]);

/** Words that say nothing of what is shown: a name made of these, of numbers and of words that speak against it is no picture's. */
const EMPTY_WORDS = new Set(
  'the a ajax default image img no photo picture pic product site website main header footer white black dark light color colour small medium large big full new final primary secondary v2 min retina og opengraph social share facebook twitter square cropped crop copy scaled thumb thumbnail app fb rgb web svg png jpg jpeg gif webp avif ico px w h x and of for not available found'.split(
    ' ',
  ),
);

/** Whether an address has a word that stands for something else than a picture. A guess: an article may be about an icon. */
export function mayBePlaceholder(address: string): boolean {
  const at = address.startsWith('http') ? address.indexOf('/', 8) : -1;
  return at > 0 && findInTable(TABLE, tokensOf(splitCamel(address.slice(at)))) === true;
}

/** Whether a file's name holds no word but such: "placeholder-600x400.png", "site-logo.png", "loading.gif". */
export function isNamedAsPlaceholder(address: string): boolean {
  return mayBePlaceholder(address) && wordsOfFile(address).every((word) => isEmpty(word) || findInTable(TABLE, [word]));
}

export function isEmpty(word: string): boolean {
  return EMPTY_WORDS.has(word) || /^(?:\d*x?\d*|[\da-f]{12,})$/.test(word);
}

/** The words of a file's name. */
export function wordsOfFile(address: string): string[] {
  const path = address.replace(/[?#].*$/, '');
  return tokensOf(splitCamel(path.slice(path.lastIndexOf('/') + 1)));
}

/** "communityIcon.png": files are named by people, so there camel case means words. */
export function splitCamel(path: string): string {
  return /[a-z][A-Z][a-z]/.test(path) ? path.replace(/([a-z])([A-Z][a-z])/g, '$1-$2') : path;
}
