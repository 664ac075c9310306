import type { Pin } from './pin';
import { addParameters, type Template } from './template';

/** What a field in braces may name. */
export const TEMPLATE_FIELDS = ['title', 'description', 'alt', 'site', 'board', 'date', 'price'] as const;
type TemplateField = (typeof TEMPLATE_FIELDS)[number];
/** What each field stands for; '' where nothing is known. */
export type TemplateValues = Record<TemplateField, string>;

/** Something in a template that came to nothing: no such field, or a field that is empty for this pin. */
export interface TemplateNote {
  kind: 'unknown' | 'empty';
  /** The field as it is written, without its braces. */
  field: string;
}

/** The text with every field filled in, and what came to nothing. Unknown fields stay as they are written. */
export function fillIn(text: string, values: TemplateValues): { text: string; notes: TemplateNote[] } {
  const notes: TemplateNote[] = [];
  const note = (kind: TemplateNote['kind'], field: string) => {
    if (!notes.some((one) => one.field === field)) notes.push({ kind, field });
  };
  const filled = text.replace(/\{([^{}\n]*)\}/g, (written, name: string) => {
    const field = TEMPLATE_FIELDS.find((one) => one === name.trim().toLowerCase());
    if (!field) note('unknown', name.trim());
    else if (values[field] === '') note('empty', field);
    return field ? values[field] : written;
  });
  return { text: tidy(filled), notes };
}

/** What an empty field leaves behind: doubled spaces, and a separator at either end. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/^[\s|·–—:,-]+(?=\s|$)\s*|\s+[|·–—:,-]+$/g, '')
    .trim();
}

/** What a template makes of a pin. */
export interface Filled {
  content: Pick<Pin, 'title' | 'description' | 'link' | 'template'>;
  notes: TemplateNote[];
}

/**
 * Fills a template in for a pin. Where a template made the pin's words before, the words from before that count, unless they
 * were changed since: applying a template twice is applying it once. `values` gives what the pin itself does not know.
 */
export function applyTemplate(
  pin: Pin,
  template: Template,
  values: Omit<TemplateValues, 'title' | 'description' | 'alt' | 'board'>,
): Filled {
  const own = readOwnWords(pin);
  const known: TemplateValues = {
    ...values,
    title: own.title,
    description: own.description,
    alt: pin.slides[0]?.text ?? '',
    board: pin.board?.name ?? '',
  };
  const title = fillIn(template.title, known);
  const description = fillIn(template.description, known);
  const hashtags = fillIn(template.hashtags, known);
  const utm = fillInParameters(template.utm, known);
  const body = template.description ? description.text : own.description;
  const made = {
    title: template.title ? title.text : own.title,
    description: [body, hashtags.text].filter(Boolean).join('\n'),
    link: addParameters(own.link, utm.text),
  };
  const notes = [title, description, hashtags, utm].flatMap((part) => part.notes);
  return {
    content: { ...made, template: { id: template.id, own, made } },
    notes: notes.filter(({ field }, place) => notes.findIndex((one) => one.field === field) === place),
  };
}

/** The pin's words as they were before a template. */
function readOwnWords({ title, description, link, template }: Pin): {
  title: string;
  description: string;
  link: string;
} {
  const { own, made } = template ?? {};
  return {
    title: own && made?.title === title ? own.title : title,
    description: own && made?.description === description ? own.description : description,
    link: own && made?.link === link ? own.link : link,
  };
}

/** Parameters with their fields filled in and encoded; one whose value comes to nothing is left out. */
export function fillInParameters(text: string, values: TemplateValues): { text: string; notes: TemplateNote[] } {
  const notes: TemplateNote[] = [];
  const pairs = text
    .replace(/^[?&\s]+/, '')
    .split(/[&\n]/)
    .flatMap((pair) => {
      const [name = '', ...rest] = pair.split('=');
      const value = fillIn(rest.join('='), values);
      notes.push(...value.notes);
      const isWritten = name.trim() !== '' && value.text !== '';
      return isWritten ? [[name.trim(), isEncoded(rest.join('=')) ? decodeURIComponent(value.text) : value.text]] : [];
    });
  return { text: new URLSearchParams(pairs as [string, string][]).toString(), notes };
}

/** Whether the value was pasted from an address, where `%20` means a space. */
function isEncoded(value: string): boolean {
  return /%[0-9a-f]{2}/i.test(value) && !value.includes('{') && isDecodable(value);
}

function isDecodable(value: string): boolean {
  try {
    return decodeURIComponent(value) !== value;
  } catch {
    return false;
  }
}
