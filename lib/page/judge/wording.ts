import type { PageTexts, RecordedPrice } from '../words/texts';
import { containment, cutAtWord, MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH, similarity, wordsOf } from '../words/words';
import { looksLikeNotice } from './notices';

/** The page's texts for a pin. */
interface Wording {
  title: string;
  description: string;
  site: string;
}

/** What stands between a title and a site's name: a sign or two of any kind, but for those that join words. */
const SEPARATOR = /\s+[^\p{L}\p{N}\s"'“”„‘’&+([{]{1,2}\s+|\s*[|»]\s*/gu;
/** A site's name behind a title or before it, as a sentence has it. */
const ENDS_IN_NAME = /^(.{3,}?[^\s:])(?::\s+|,\s+|\s+@\s*|\s+\()([^:,@()]{2,60})\)?$/u;
const BEGINS_WITH_NAME = /^([^:]{2,60}):\s+(.{4,})$/u;

/** Title and description to start a pin from, and the site's name. @param address the address bar */
export function chooseWording(texts: PageTexts, address: string): Wording {
  const { hostname, pathname } = new URL(address);
  const site = texts.siteNames[0] ?? hostname.replace(/^www\./, '');
  const names = [...texts.siteNames, ...namesOfHost(hostname)].filter((name) => name.length > 1);
  const title = chooseTitle(texts, names, pathname);
  return {
    title: cutAtWord(title, MAX_TITLE_LENGTH),
    description: cutAtWord(chooseDescription(texts, names, title), MAX_DESCRIPTION_LENGTH),
    site: cutAtWord(site, MAX_TITLE_LENGTH),
  };
}

function chooseTitle(texts: PageTexts, names: string[], path: string): string {
  const heading = withoutDate(texts.heading);
  const strip = (text: string) => withoutDate(stripSiteName(text, names, heading));
  const social = strip(texts.socialTitle);
  const structured = strip(texts.recordTitle);
  const shown = strip(
    withoutCounter(texts.pageTitle, [social, heading, structured, path, ...texts.descriptions, ...texts.shown]),
  );
  const said = [social, shown].filter((text) => text && !isNameless(text, names) && !UNFILLED.test(text));
  const base = said[0] ?? '';
  const isAgreed = (text: string) => [...said, heading].some((other) => other && agree(text, other));
  // A recipe is what its page is for, and the name it has is the one that Pinterest shows.
  if (structured && texts.isRecipe && isAgreed(structured)) return structured;
  // A heading that ends in a colon goes on in the next one.
  const isHeadingWhole = heading !== '' && !/[:：]$/.test(heading) && !isNameless(heading, names);
  const isShared = structured !== '' && said.some((title) => isSame(title, structured));
  if (isHeadingWhole && !(isShared && !isWithin(heading, structured))) {
    // Some headings begin with a line of their own above the title.
    const own = [structured, ...said].find((title) => wordsOf(title).length > 1 && heading.endsWith(title));
    if (own) return own;
    if (!base || [...said, structured].some((title) => title && agree(heading, title))) return heading;
  }
  if (structured && (isAgreed(structured) || !base)) return structured;
  return base || heading || structured || social || shown;
}

/** Whether a text names what a title names: by most words of both, as a part of the title, or as a longer form of it. */
function agree(text: string, title: string): boolean {
  if (similarity(text, title) > 0.5 || isWithin(text, title)) return true;
  return wordsOf(text).length > wordsOf(title).length && containment(text, title) > 0.6;
}

/** Whether a title has all words of a text. A single word is the name of many a section: it must begin the title. */
function isWithin(text: string, title: string): boolean {
  const [words, others] = [wordsOf(text), wordsOf(title)];
  if (words.length < 2) return words.length === 1 && others[0] === words[0];
  return words.length <= others.length && containment(text, title) === 1;
}

function isSame(a: string, b: string): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

/** Titles that say nothing of a page: that it is one, or whose it is. */
const NAMELESS =
  /^(?:recipes?|products?|articles?|posts?|details?|photos?|gallery|rezepte?|produkte?|recettes?|recetas?|home(?: ?page)?|index|start(?:seite|sida|side|page)?|accueil|inicio|início|pagina iniziale|untitled(?: document)?|welcome|blog|page)$/i;

function isNameless(title: string, names: string[]): boolean {
  return NAMELESS.test(title) || isSiteName(title, names);
}

function isSiteName(text: string, names: string[]): boolean {
  const key = wordsOf(text).join('');
  return names.some((name) => wordsOf(name).join('') === key);
}

/** What a template leaves behind when it was not filled in. */
const UNFILLED = /\{\{|\}\}|\[object \w+\]|%%\w+%%|<%|\$\{/;

/** A number that counts what waits: no year, and no "4K". */
const COUNT = String.raw`((?!(?:19|20)\d\d\b)\p{Nd}[\p{Nd}.,]{0,5})(?:(?<=[.,]\p{Nd})[kK]|[kK](?=\+))?\+?`;
/** Whether it is new or unread, by the beginnings of the words, and how it is counted. */
const UNREAD =
  '(?:(?:new|unread|ungelesen|neue|nouve|nouvea|non l[ue]|nuev|sin leer|nuov|nov[ao]s?|não lid|nieuwe|ongelezen|now[aey]|нов[ыо]|непроч|yeni)\\p{L}*|条|封|件|个|の|未读|未読|新着|새|개)';
/** What waits. */
const MESSAGE =
  '(?:(?:messages?|alerts?|notif|nachricht|mitteil|benachricht|mensaje|messagg|mensage|bericht|melding|wiadomo|powiadom|сообщ|увед|mesaj|bildirim)\\p{L}*|消息|私信|通知|알림|메시지)';
const MESSAGES = `(?:${UNREAD}|${MESSAGE})`;
/**
 * How many messages wait for the visitor, before the title: "(3) ", "[99+] | ", "3 new messages · ", "🔔 2 | "; or that some do: "● ",
 * "(!) "; or that something plays.
 */
const COUNTER = new RegExp(
  `^(?:(?:\\p{Extended_Pictographic}\\ufe0f?\\s*)?[([（【{]\\s*(?:${MESSAGES}\\s*)*${COUNT}(?:[/、，,\\s]*(?:${MESSAGES}|\\p{Nd}+))*\\s*[)\\]）】}]!?|[([][!•●*][)\\]]|` +
    `(?:\\p{Extended_Pictographic}\\ufe0f?\\s*${COUNT}|${COUNT} ?(?:${UNREAD}\\s*)*${MESSAGE}\\s*(?:${MESSAGES}\\s*)*|(?:${MESSAGES}\\s*){2,3}!)\\s*(?=[|·–—:-])|(?:[•●🔴🔔✉💬▶►🔊🔇]\\ufe0f?|[*✱](?=\\s)))\\s*(?:[|·–—:-]\\s+)?(?=\\S)`,
  'iu',
);

/** A title without the visitor's counters, unless the page says elsewhere that the number is the title's own. */
function withoutCounter(title: string, others: string[]): string {
  const counter = COUNTER.exec(title);
  if (!counter) return title;
  const rest = title.slice(counter[0].length);
  const count = counter.slice(1).find(Boolean);
  const own = count ? [count, wordsOf(rest)[0]].join(' ') : counter[0].trim();
  const whole = wordsOf(counter[0]);
  if (whole.length > 1 && others.some((text) => ` ${wordsOf(text).join(' ')} `.includes(` ${whole.join(' ')} `)))
    return title;
  if (others.some((text) => (count ? ` ${wordsOf(text).join(' ')} `.includes(` ${own} `) : text.startsWith(own))))
    return title;
  return withoutCounter(rest, others);
}

/** A title without the day before it. */
function withoutDate(title: string): string {
  return title.replace(/^\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2,4}\s*[-–—|:•]\s*(?=\S)/u, '');
}

/** What stands for a description where there is none; the first is WordPress's. */
const NOTHING =
  /^(?:visit the post for more|just another wordpress (?:site|weblog)|(?:no )?description(?: available)?|n\/a|null|undefined)\.?$/i;

function chooseDescription({ descriptions, shown }: PageTexts, names: string[], title: string): string {
  const isTelling = (text: string) =>
    text !== '' &&
    !NOTHING.test(text) &&
    !UNFILLED.test(text) &&
    !isSiteName(text, names) &&
    !looksLikeNotice(text, title);
  const telling = descriptions.filter(isTelling);
  const best = telling.find((text) => text.length > 20 && similarity(text, title) < 1) ?? telling[0];
  if (best && !CUT.test(best)) return best;
  if (!best) return shown.find(isTelling) ?? '';
  const begun = best.replace(CUT, '');
  const whole = [...descriptions, ...shown].find(
    (text) => text.length > begun.length && !CUT.test(text) && text.startsWith(begun),
  );
  return whole ?? `${begun}…`;
}

/** The end of a text that a template cut: dots, and at most a few words that invite to read on. */
const CUT = /\s*(?:\[?(?:\.{3,}|…)\]?)(?:\s*[^.…]{0,20}(?:\.{3,}|…)?)$/;

/** What a host's name calls its site. */
function namesOfHost(hostname: string): string[] {
  const label = hostname.replace(/^www\./, '').split('.');
  return [label[0] ?? '', label.join('.'), label.slice(-2).join('.'), label.at(-2) ?? ''];
}

/** A name as one word, without what may stand before it. */
function keyOfName(name: string): string {
  return wordsOf(name.replace(/^(?:(?:the|by|from)\s+)+/i, '')).join('');
}

/** A title without the site's name before or after it. */
export function stripSiteName(title: string, names: string[], heading = ''): string {
  const cuts = [...title.matchAll(SEPARATOR)];
  const keys = names.map(keyOfName).filter(Boolean);
  const behind = ENDS_IN_NAME.exec(title);
  if (behind && isSiteName(behind[2]!, names)) return stripSiteName(behind[1]!.trim(), names, heading);
  const before = BEGINS_WITH_NAME.exec(title);
  if (before && isSiteName(before[1]!, names)) return stripSiteName(before[2]!.trim(), names, heading);
  if (!cuts.length) return title;
  const isSite = (part: string) => {
    const key = keyOfName(part);
    return (
      key !== '' &&
      keys.some(
        (name) => name === key || (key.length > 4 && name.length > 4 && (name.startsWith(key) || key.startsWith(name))),
      )
    );
  };
  const last = cuts.at(-1)!;
  const first = cuts[0]!;
  if (isSite(title.slice(last.index + last[0].length)))
    return stripSiteName(title.slice(0, last.index).trim(), names, heading);
  if (isSite(title.slice(0, first.index)))
    return stripSiteName(title.slice(first.index + first[0].length).trim(), names, heading);
  // What follows the site's name is about the site.
  const middle = cuts.find(
    (cut, at) => cuts[at + 1] && keys.includes(keyOfName(title.slice(cut.index + cut[0].length, cuts[at + 1]!.index))),
  );
  if (middle && middle.index > 0) return stripSiteName(title.slice(0, middle.index).trim(), names, heading);
  if (heading && title !== heading) {
    const key = wordsOf(heading).join('');
    const part = cuts.map((cut) => title.slice(0, cut.index).trim()).find((text) => wordsOf(text).join('') === key);
    if (part) return part;
  }
  return title;
}

/** A price as people of a language write it; as it is given where its number or its currency cannot be read. */
export function writePrice({ amount: given, currency, language }: RecordedPrice): string {
  const value = Number(
    /,\d{1,2}$/.test(given) ? given.replaceAll('.', '').replace(',', '.') : given.replaceAll(',', ''),
  );
  if (!(value > 0)) return '';
  for (const locale of [language, 'en']) {
    try {
      return new Intl.NumberFormat(locale || 'en', { style: 'currency', currency }).format(value);
    } catch {
      // Neither every language of a page is one nor every currency; the next, or the number as it stands, will do.
    }
  }
  return given;
}
