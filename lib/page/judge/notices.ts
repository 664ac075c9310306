/** A kind of text that speaks to visitors rather than of what the page is about. */
interface Notice {
  /** What it is about; where the page's own title has it too, the page is about that. */
  subject: RegExp;
  /** What none but a notice says of it, all of these: a cookie may be one to eat, and a consent what a poster is about. */
  sure?: RegExp[];
  /** What it says of it, by the beginnings of the words in the larger languages; so many different ones must stand there. */
  says: RegExp;
  least: number;
  /** Longer texts are articles. */
  longest: number;
}

/** "We use cookies", "accept all cookies", "cookie policy". */
const USES_COOKIES =
  /(?:\buse|using|\busa|utili[sz]|verwend|setz|nutz|gebruik|använd|bruge|bruke|käyt|použív|korzyst|stosuj|folos|использу|使用|χρησιμοποι|משתמש|يستخدم|accept|stor|manag|enabl)\S* (?:\S+ ){0,4}\S{0,4}(?:cookie|куки|evästei|ciastecz|ملفات)|(?:cookie|куки)\S* (?:verwend|einsetz|akzept|zulass|を)|such as cookies|クッキー|쿠키|çerez|sütik|cookie.(?:policy|settings|preferences|consent|notice)/i;
/** Of the site, or of what it does for, to or with its visitor. */
const SPEAKS_OF_SITE =
  /website|web-?(?:seit|plats|oldal)|tento web|(?:this|our|ce|notre|este|nuestro|questo|nostro|ta|эт\S+|наш\S*) (?:web ?)?(?:site|sitio|sito|strona|сайт|services)|site (?:navigation|usage|traffic)|サイト|网站|사이트|sivusto|hjemmeside|ιστοσελίδα|אתר|الموقع|your (?:\w+ )?(?:browser|device|experience|consent|preferences)|privac|datenschutz|confidential|consent|policy|polit[iy]|third.part|terceros|browser|publici|navega|persoonlij|persönlich|personali[sz]\w* (?:ads|content)|personalisier|technolog|techniek|anzeigen|werbung|webbplats|upplevelse|oplevelse|advertis|how you use|help us|socios|améliorer|expérience|audience|verbeter|verbesser|improve/i;

const NOTICES: Notice[] = [
  // Asks for a setting of the browser, or for proof that one is human or of age; the names are the same in all languages.
  {
    subject: /javascript|\bad[\s-]?block|captcha|\byou(?:['’]re| are) (?:a )?human|of legal (?:drinking )?age/i,
    sure: [
      /(?:enabl|activat|allow|requir|need|aktivier|habilit|activ|attiv|включ|włącz)\S* (?:to enable )?(?:\S+ )?javascript|javascript (?:is |must be |has to be |needs to be |to be )?(?:enabl|disabl|requir|turned o|switched o|not support|aktiv|activ|habilit|attiv|включ)|javascript.{0,12}(?:有効|無効|启用|開啟)|your ad.?block|ad.?block\w* (?:is|are|detected)|using an? ad|turn\w* (?:it )?off|whitelist|protected by|(?:verify|confirm) (?:that )?you|human to |complete the|checking your|(?:must be|are you) of legal/i,
    ],
    says: /enabl|disabl|activ|aktivier|habilit|requir|\bneed|necesit|nécessit|benötig|erforderlich|turn(?:ed)? o[nf]|switch|schalt|whitelist|\ballow|support|attiva|włącz|включ|отключ|有効|無効|启用|開啟|protect|verif|confirm|must be|\benter\b|press/gi,
    least: 1,
    longest: 400,
  },
  {
    subject: /cookie|куки|クッキー|쿠키|evästei|ciastecz|çerez|sütik/i,
    sure: [USES_COOKIES, SPEAKS_OF_SITE],
    // In most languages "we use" stands right beside the word.
    says: /(?:\buse(?:s|d|n)?|using|\busa(?:mos|n)?|utili[sz]\S*|verwende\w*|setzen|nutzen|gebruik\w*|använder|bruger|bruker|käyt\S*|používá\S*|korzyst\S*|stosuj\S*|folos\S*|использу\S*|使用|enable|accept) (?:\S+ )?(?:of |de |des |los |las |gli |i |les |z plików |soubory |файлы )?(?:cookie|куки|evästei|ciastecz)|(?:クッキー|쿠키|çerez|sütik)\S* ?(?:を|를|kullan|használ)|privac|datenschutz|confidential|partner|partenair|audience|consen|zustimm|einwillig|akzept|accept|acept|aceit|browser|navega|device|gerät|advert|werb|publici|personali[sz]|gdpr|rgpd|dsgvo|experience|erfahrung|expérience|(?:deneyim|upplevelse|oplevelse|kokemus|experien[țc]|experiên)\S*|technolog|terceros|third.part|web-?\s?(?:sit|seit|plats)|hjemmeside|sivusto|sitio|sito|\bsite\b|techniek|persoonlij|zgadz|usług|služ|stron[ay]|kabul|politik|elfogad|соглас|сайт|удобн|サイト|同意|体验|동의|경험|reload|settings|einstellung/gi,
    least: 2,
    longest: Number.POSITIVE_INFINITY,
  },
  {
    subject:
      /your privacy|privatsphäre|vie privée|privacidad|consent|gdpr|dsgvo|rgpd|legitimate interest|personal data/i,
    sure: [
      /(?:value|respect|protect|care about) your privacy|our (?:\d[\d.,]* )?(?:partner|vendor)|nos (?:\d+ )?partenaires|unsere\w* (?:\d+ )?partner|nuestros (?:\d+ )?socios|legitimate interest|personal data|consent (?:to|choices|preferences|at any)|privatsphäre|vie privée|privacidad|gdpr|dsgvo|rgpd/i,
    ],
    says: /vendor|partner|partenair|identifier|browsing|measur|personali[sz]|advert|\bads\b|device|gerät|store|process|preferen|analy[sz]|anzeigen|publici/gi,
    least: 3,
    longest: 700,
  },
  {
    subject:
      /newsletter|mailing list|your (?:inbox|e-?mail)|\bsubscribe\b|unsubscribe|nieuwsbrief|infolettre|boletín|рассылк|ニュースレター|メルマガ/i,
    sure: [
      /\b(?:our|my|the|free|weekly|monthly) (?:\w+ )?(?:newsletter|mailing list)|newsletter.{0,60}(?:sign|join|subscri|anmeld|abonn|inscri|suscr|iscriv|подпи|登録)|(?:sign|join|subscri|anmeld|abonn|inscri|suscr|iscriv|подпи).{0,60}(?:newsletter|your e-?mail)|(?:your|their) inbox|unsubscribe|subscribe to get|(?:special|exclusive) offers|melde\w* dich|never miss|nieuwsbrief|infolettre|boletín|рассылк|ニュースレター|メルマガ/is,
    ],
    says: /subscri|sign(?:ed)?[ -]?(?:me )?up|\bjoin\b|regist|inbox|e-?mail|offers|giveaway|notification|anmeld|meld\w* (?:dich|sie)|abmeld|abonn|inscri|suscr[ií]|iscriv|cancel|rabatt|discount|\boff\b|remise|descuento|sconto|never miss|verpass|aanmeld|inschrij|подпи[сш]|登録/gi,
    least: 2,
    longest: 400,
  },
  {
    subject: /browser|navigateur|navegador|webbläsar|браузер|ブラウザ/i,
    says: /outdated|out of date|checking|accessing|upgrad|updat(?:e|ing) your|(?:your|uw|je|din|votre) (?:web)?(?:browser|navig)|no longer|(?:not|un) ?support|ondersteun|stöds|uppdater|veraltet|aktualisier|nicht unterstütz|obsol|à jour|actualiz|atualiz|устар|обнов|最新|対応/gi,
    least: 2,
    longest: 300,
  },
  {
    subject: /affili?at|afiliad|werbelink|partnerlink|amazon associate/i,
    sure: [
      /(?:contain|includ|us|participat)\w* (?:\S+ ){0,3}(?:affiliate|amazon)|affiliate (?:disclosure|program|partner)|an? (?:\w+ )?commission|no (?:extra|additional) cost|provision|werbelink|partnerlink|amazon associate|affili[ée]|afiliad/i,
    ],
    says: /\blinks?\b|commission|kommission|provision|comisi|comiss|purchas|disclos|no (?:extra )?cost|earn|kauf|achat/gi,
    least: 2,
    longest: 500,
  },
];

/** Whether a text is a notice to visitors: about cookies, consent, newsletters, browsers, ad blockers, age, captchas or affiliate links. */
export function looksLikeNotice(text: string, title = ''): boolean {
  return NOTICES.some(
    ({ subject, sure, says, least, longest }) =>
      text.length < longest &&
      subject.test(text) &&
      (sure ?? []).every((one) => one.test(text)) &&
      !subject.test(title) &&
      new Set(text.match(says)?.map((word) => word.toLowerCase())).size >= least,
  );
}
