import type { Message } from './t';

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
  const padding = '~'.repeat(Math.ceil(message.length / 3));
  return `${PSEUDO_MARKS[0]}${accented}${padding}${PSEUDO_MARKS[1]}`;
}
