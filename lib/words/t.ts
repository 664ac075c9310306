import type { en } from './en/catalogue';

interface BrowserWithLanguage {
  i18n?: { getUILanguage?(): string };
}

let chosen: string | undefined;

/** The browser's language, as `Intl` takes it. */
export function locale(): string {
  const { browser, chrome } = globalThis as { browser?: BrowserWithLanguage; chrome?: BrowserWithLanguage };
  return chosen ?? (browser ?? chrome)?.i18n?.getUILanguage?.() ?? globalThis.navigator?.language ?? 'en';
}

/** Another language than the browser's (undefined: the browser's again), for tests. */
export function setLocale(other: string | undefined): void {
  chosen = other;
}

/**
 * A message: a whole sentence with `{named}` arguments, or one for each plural form that English has, chosen by `{count}`.
 * Other languages may have more forms: https://cldr.unicode.org/index/cldr-spec/plural-rules.
 */
export type Message = string | ({ other: string } & { [form in Intl.LDMLPluralRule]?: string });

type Catalogue = typeof en;
export type MessageKey = keyof Catalogue;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ArgumentsOf<Entry> = Entry extends string
  ? { [name in NamesIn<Entry>]: string | number }
  : { [name in NamesIn<Entry[keyof Entry]> | 'count']: name extends 'count' ? number : string | number };
type Rest<Key extends MessageKey> = keyof ArgumentsOf<Catalogue[Key]> extends never
  ? []
  : [values: ArgumentsOf<Catalogue[Key]>];

/** The text of a message by the name it has in `_locales/…/messages.json`; '' where there is none. */
type ReadMessage = (name: string) => string;

const fromBrowser: ReadMessage = (name) => {
  const { browser, chrome } = globalThis as { browser?: BrowserWithWords; chrome?: BrowserWithWords };
  return (browser ?? chrome)?.i18n?.getMessage(name) ?? '';
};
let read: ReadMessage = fromBrowser;

/** Reads messages from elsewhere than the browser's catalogue: for tests outside an extension. */
export function readMessagesWith(other: ReadMessage): void {
  read = other;
}

/** The plural forms of the catalogue's own language, whatever the browser's is. */
const plurals = new Intl.PluralRules('en');

const formats = new Map<string, unknown>();

/** Making one of `Intl`'s formats takes longer than drawing the row it is for, so there is one for each key. */
export function keepFormat<Format>(key: string, make: () => Format): Format {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key) as Format;
}

/** The words for `key`, filled in. Numbers are written as the browser's language writes them. */
export function t<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  const given = (values ?? {}) as Record<string, string | number>;
  const { count } = given;
  const form = typeof count === 'number' ? `_${plurals.select(count)}` : '';
  const text = read(toMessageName(key) + form) || key;
  return text.replace(/\{(\w+)\}/g, (whole, argument: string) => {
    const value = Object.hasOwn(given, argument) ? given[argument] : undefined;
    if (value === undefined) return whole;
    if (typeof value === 'string') return value;
    return keepFormat(`number ${locale()}`, () => new Intl.NumberFormat(locale())).format(value);
  });
}

/** A message's name in the browser's catalogue, which takes letters, digits and `_`: `planner_bulk_remove`. */
export function toMessageName(key: string): string {
  return key.replace(/[.-]/g, '_');
}

/**
 * Every message by the name it has in the browser's catalogue. One with a `{count}` stands there in each plural form
 * (`planner_pins_one`), also where all read alike: Firefox warns of every name that it is asked for in vain.
 */
export function listMessages(catalogue: Record<string, Message>): Map<string, string> {
  const forms = plurals.resolvedOptions().pluralCategories;
  return new Map(
    Object.entries(catalogue).flatMap(([key, message]): [string, string][] => {
      const name = toMessageName(key);
      if (typeof message === 'string' && !message.includes('{count}')) return [[name, message]];
      const textOf = (form: Intl.LDMLPluralRule) =>
        typeof message === 'string' ? message : (message[form] ?? message.other);
      return forms.map((form) => [`${name}_${form}`, textOf(form)]);
    }),
  );
}

interface BrowserWithWords {
  i18n?: { getMessage(name: string): string };
}
