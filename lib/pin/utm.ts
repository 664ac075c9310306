/** Parameters that let the user's own statistics tell visitors from Pinterest; see `settings.ts`. */
export interface Utm {
  on: boolean;
  source: string;
  medium: string;
  campaign: string;
}

/** The link with the user's parameters; those it carries already, and everything else in it, stay as they are. */
export function addUtm(link: string, utm: Utm): string {
  if (!utm.on || !URL.canParse(link)) return link;
  const url = new URL(link);
  const wanted = { utm_source: utm.source, utm_medium: utm.medium, utm_campaign: utm.campaign };
  const missing = Object.entries(wanted).filter(([name, value]) => value !== '' && !url.searchParams.has(name));
  if (missing.length === 0) return link;
  // Appended by hand: going through `searchParams` would rewrite how the others are spelled.
  url.search = [url.search.replace(/^\?/, ''), new URLSearchParams(missing).toString()].filter(Boolean).join('&');
  return url.href;
}
