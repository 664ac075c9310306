import * as z from 'zod/mini';

/** Words with fields in braces, such as `{title} from {site}`. A part that is empty leaves the pin's own as it is. */
export const Template = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** Follow the description on a line of their own. */
  hashtags: z.string(),
  /** Parameters for the link, as in an address: `utm_source=pinterest&utm_campaign={board}`. */
  utm: z.string(),
});
export type Template = z.infer<typeof Template>;

/** Parameters that let the user's own statistics tell visitors from Pinterest, as in an address: `utm_source=pinterest`. */
export interface Utm {
  on: boolean;
  template: string;
}

export const DEFAULT_UTM: Utm = { on: false, template: 'utm_source=pinterest&utm_medium=social' };

const Three = z.object({ on: z.boolean(), source: z.string(), medium: z.string(), campaign: z.string() });

/** The parameters as stored. Until version 0.2 they were three strings. */
export const StoredUtm = z.union([
  z.object({ on: z.boolean(), template: z.string() }),
  z.pipe(
    Three,
    z.transform(({ on, source, medium, campaign }): Utm => {
      const named = { utm_source: source, utm_medium: medium, utm_campaign: campaign };
      const written = Object.entries(named).filter(([, value]) => value !== '');
      return { on, template: new URLSearchParams(written).toString() };
    }),
  ),
]);

/** The link with the user's parameters, where they are on. Those with a field in braces need a pin: see `fill-template.ts`. */
export function addUtm(link: string, utm: Utm): string {
  if (!utm.on) return link;
  const pairs = [...new URLSearchParams(utm.template)].filter(([, value]) => value !== '' && !/\{.*\}/.test(value));
  return addParameters(link, new URLSearchParams(pairs).toString());
}

/** The link with parameters (`a=1&b=2`); those it carries already, and everything else in it, stay as they are. */
export function addParameters(link: string, parameters: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  const missing = [...new URLSearchParams(parameters)].filter(([name]) => !url.searchParams.has(name));
  if (missing.length === 0) return link;
  // Appended by hand: going through `searchParams` would rewrite how the others are spelled.
  url.search = [url.search.replace(/^\?/, ''), new URLSearchParams(missing).toString()].filter(Boolean).join('&');
  return url.href;
}
