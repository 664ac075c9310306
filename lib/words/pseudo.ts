import { en } from './en/catalogue';
import { listMessages, type Message } from './t';

/** Marks at both ends of every pseudo-localised message; text between screens' own marks and none is untranslated. */
export const PSEUDO_MARKS = ['⟦', '⟧'] as const;

const ACCENTED: Record<string, string> = Object.fromEntries(
  [...'aáeéiíoóuúyýcçnñsšzžAÁEÉIÍOÓUÚCÇNÑSŠ'].flatMap((letter, index, all) =>
    index % 2 === 0 ? [[letter, all[index + 1] as string]] : [],
  ),
);

/** A message as a longer language might write it: accented, a third longer, marked at both ends. Arguments stay. */
export function pseudoLocalise(message: Message): Message {
  if (typeof message !== 'string')
    return Object.fromEntries(Object.entries(message).map(([form, text]) => [form, pseudoLocalise(text)])) as Message;
  const accented = message.replace(/\{\w+\}|[^{]/gu, (part) => ACCENTED[part] ?? part);
  const padding = ' ~~~~~'.repeat(Math.ceil(message.length / 3 / 6));
  return `${PSEUDO_MARKS[0]}${accented}${padding}${PSEUDO_MARKS[1]}`;
}

/**
 * The catalogue as the browser reads it (https://developer.chrome.com/docs/extensions/reference/api/i18n), for a build mode:
 * with `pseudo` in a made-up language, and one whose mode ends in `rtl` from right to left.
 */
export function writeMessages(mode: string): string {
  const isPseudo = mode.includes('pseudo');
  const stays = /^extension\.(direction|command|description)/; // shown by the browser itself, or not words
  const messages = Object.entries(en as Record<string, Message>).map(([key, message]): [string, Message] => [
    key,
    isPseudo && !stays.test(key) ? pseudoLocalise(message) : message,
  ]);
  const all: Record<string, Message> = Object.fromEntries(messages);
  if (mode.endsWith('rtl')) all['extension.direction'] = 'rtl';
  const written = [...listMessages(all)].map(([name, text]) => [name, { message: text.replaceAll('$', '$$$$') }]);
  return JSON.stringify(Object.fromEntries(written), null, 1);
}
