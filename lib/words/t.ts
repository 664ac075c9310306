import type { en } from './en/catalogue';
import { locale } from './locale';

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
export type ReadMessage = (name: string) => string;

const fromBrowser: ReadMessage = (name) => {
  const { browser, chrome } = globalThis as { browser?: BrowserWithWords; chrome?: BrowserWithWords };
  return (browser ?? chrome)?.i18n?.getMessage(name) ?? '';
};
let read: ReadMessage = fromBrowser;

/** Reads messages from elsewhere than the browser's catalogue: for tests outside an extension. */
export function readMessagesWith(other: ReadMessage): void {
  read = other;
}

/** The words for `key` in the browser's language, filled in. Numbers are written as that language writes them. */
export function t<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  const given = (values ?? {}) as Record<string, string | number>;
  const name = toMessageName(key);
  const text = (typeof given.count === 'number' && readPlural(name, given.count)) || read(name) || key;
  return text.replace(/\{(\w+)\}/g, (whole, argument: string) => {
    const value = Object.hasOwn(given, argument) ? given[argument] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(locale()).format(value) : value;
  });
}

function readPlural(name: string, count: number): string {
  return read(`${name}_${new Intl.PluralRules(locale()).select(count)}`) || read(`${name}_other`);
}

/** A message's name in the browser's catalogue, which takes letters, digits and `_`: `planner_bulk_remove`. */
export function toMessageName(key: string): string {
  return key.replace(/[.-]/g, '_');
}

/** Every message by the name it has in the browser's catalogue, a plural form each: `planner_pins_one`. */
export function listMessages(catalogue: Record<string, Message>): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, message]): [string, string][] =>
      typeof message === 'string'
        ? [[toMessageName(key), message]]
        : Object.entries(message).map(([form, text]) => [`${toMessageName(key)}_${form}`, text]),
    ),
  );
}

interface BrowserWithWords {
  i18n?: { getMessage(name: string): string };
}
