/** A kind of text that speaks to visitors rather than of what the page is about. */
interface Notice {
  /** What it is about; where the page's own title has it too, the page is about that. */
  subject: RegExp;
  /** What it says of it, by the beginnings of the words in the larger languages; so many different ones must stand there. */
  says: RegExp;
  least: number;
  /** Longer texts are articles. */
  longest: number;
}

const NOTICES: Notice[] = [
  // What asks for a setting of the browser; the names are the same in all languages.
  { subject: /javascript|ad[\s-]?block/i, says: /(?:)/g, least: 0, longest: 400 },
  {
    subject: /cookie|куки|クッキー|쿠키|evästei|ciastecz|çerez/i,
    says: /privac|datenschutz|confidential|partner|partenair|audience|consen|zustimm|einwillig|akzept|accept|acept|aceit|browser|navega|device|gerät|advert|werb|publici|gdpr|rgpd|dsgvo|experience|erfahrung|expérience|web-?sit|sitio|sito|utiliz|usamos|gebruik|techniek|persoonlij|korzyst|zgadz|usług|stron[ay]|deneyim|kabul|politik|соглас|сайт|サイト|同意/gi,
    least: 2,
    longest: Number.POSITIVE_INFINITY,
  },
  {
    subject:
      /your privacy|privatsphäre|vie privée|privacidad|consent|gdpr|dsgvo|rgpd|legitimate interest|personal data/i,
    says: /vendor|partner|partenair|identifier|browsing|measur|personali[sz]|advert|\bads\b|device|gerät|store|process|preferen|analy[sz]|anzeigen|publici/gi,
    least: 3,
    longest: 700,
  },
  {
    subject:
      /newsletter|mailing list|your inbox|unsubscribe|nieuwsbrief|infolettre|boletín|рассылк|ニュースレター|メルマガ/i,
    says: /subscri|sign(?:ed)?[ -]?(?:me )?up|\bjoin\b|regist|inbox|e-?mail|anmeld|abmeld|abonn|inscri|suscri|iscriv|cancel|rabatt|discount|\boff\b|remise|descuento|sconto|never miss|verpass|aanmeld|inschrij|подпи[сш]|登録/gi,
    least: 2,
    longest: 400,
  },
  {
    subject: /browser|navigateur|navegador|браузер|ブラウザ/i,
    says: /outdated|upgrad|updat(?:e|ing) your|no longer|(?:not|un) ?support|veraltet|aktualisier|nicht unterstütz|obsol|à jour|actualiz|atualiz|устар|обнов|最新|対応/gi,
    least: 2,
    longest: 300,
  },
  {
    subject: /affiliat|werbelink|partnerlink/i,
    says: /\blinks?\b|commission|kommission|provision|comisi|purchas|disclos|no (?:extra )?cost|earn|kauf|achat/gi,
    least: 2,
    longest: 500,
  },
];

/** Whether a text is a notice to visitors: about cookies, consent, newsletters, browsers, ad blockers or affiliate links. */
export function looksLikeNotice(text: string, title = ''): boolean {
  return NOTICES.some(
    ({ subject, says, least, longest }) =>
      text.length < longest &&
      subject.test(text) &&
      !subject.test(title) &&
      new Set(text.match(says)?.map((word) => word.toLowerCase())).size >= least,
  );
}
