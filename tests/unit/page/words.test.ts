import { expect, test } from 'vitest';
import { looksLikeNotice } from '../../../lib/page/judge/notices';
import { stripSiteName } from '../../../lib/page/judge/wording';
import { cleanText, containment, cutAtWord, similarity } from '../../../lib/page/words/words';

test.each([
  ['  a\n\tb  ', 'a b'],
  ['caf&#233; &#x2013; bar', 'café – bar'],
  ['<b>bold</b> move', 'bold move'],
  ['1 < 2', '1 < 2'],
  ['a\u202eb\u200bc\u0000d', 'abcd'],
  ['&unknown;', '&unknown;'],
  ['Caf\\u00e9 table', 'Café table'],
])('%j is cleaned to %j', (raw, text) => {
  expect(cleanText(raw)).toBe(text);
});

test.each([
  ['short', 10, 'short'],
  ['one two three', 9, 'one two…'],
  ['one two, three', 10, 'one two…'],
  ['onetwothreefour', 10, 'onetwothr…'],
  ['日本語の長い題名です', 6, '日本語の長…'],
])('%j cut to %i is %j', (text, max, cut) => {
  expect(cutAtWord(text, max)).toBe(cut);
  expect(cutAtWord(text, max).length).toBeLessThanOrEqual(max);
});

test('never cuts a surrogate pair in half', () => {
  expect(cutAtWord('ab😀😀😀', 6)).toBe('ab😀…');
});

test('containment is the share of the shorter text’s words that the longer one has', () => {
  expect(containment('stuffed dates', 'Ham and brie stuffed dates')).toBe(1);
  expect(containment('Ham and brie stuffed dates', 'stuffed dates')).toBe(1);
  expect(containment('plum cake', 'pear cake with cream')).toBe(0.5);
  expect(containment('', 'pear')).toBe(0);
});

test.each([
  ['Cut two soles, sew them and wear them for a winter in all rooms of the house.', false],
  ['Please enable JavaScript to continue.', true],
  ['We use cookies on this website to improve your experience.', true],
  ['Utilizamos cookies propias y de socios para mostrar publicidad según su navegación.', true],
  ['Wij gebruiken cookies en vergelijkbare technieken om je bezoek persoonlijker te maken.', true],
  ['Ta strona korzysta z ciasteczek. Dalsze korzystanie oznacza, że zgadzasz się na ich użycie.', true],
  ['Your privacy matters to us: we and our vendors use identifiers to measure content and personalise ads.', true],
  ['Get one new pattern in your inbox every Friday. Subscribe to our newsletter today.', true],
  ['Melde dich zum Newsletter an und erhalte 10 % Rabatt. Die Abmeldung ist jederzeit möglich.', true],
  ['You are using an outdated browser that we no longer support.', true],
  ['We use cookies and similar technologies to run this shop and help us understand how you use it.', true],
  ['Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren.', true],
  ['Este site usa cookies para garantir que você obtenha a melhor experiência.', true],
  ['Vi använder cookies för att ge dig bästa möjliga upplevelse på vår webbplats.', true],
  ['本网站使用 Cookie 来改善您的浏览体验。', true],
  ['This form is protected by reCAPTCHA, and the Privacy Policy and Terms of Service apply.', true],
  ['As an Amazon Associate I earn from qualifying purchases.', true],
  ['Subscribe to get special offers, free giveaways, and once-in-a-lifetime deals.', true],
  ['Uw browser wordt niet ondersteund.', true],
  ['Please verify that you are human.', true],
  ['You must be of legal drinking age to enter this site.', true],
  ['What it means to be human: a novel about people who need each other.', false],
  ['After the road block you need a pass to enter the valley.', false],
  ['JavaScript drawings of knots, made by hand on a summer day, shown in a small gallery.', false],
  ['These cookies use brown sugar and are our best: chewy, dark, and they keep for a week in a tin.', false],
  ['Utilizamos manteiga e açúcar: cookies crocantes por fora e macios por dentro.', false],
  ['Cookies de chocolate: acepta el reto y utiliza mantequilla fría.', false],
  ['This post may contain affiliate links: I earn a small commission at no cost to you.', true],
  ['These cookies keep for a week in a tin.', false],
  ['Join us on a walk by the lake and sign up for the boat at the harbour.', false],
  ['The browser shows the newest chairs first, and the list is updated each day.', false],
  ['A partner and I built this shelf with a device that we made for the purpose.', false],
  ['Bake the cookies until your partner cannot wait any more.', false],
  [
    'These soft cookies are rolled in cinnamon. Once you accept that one is never enough, share them with your partner!',
    false,
  ],
  ['We use cookies of six kinds for the tin, and ship them to partners all over the country.', false],
  ['Cookies mit Haferflocken: wir verwenden braunen Zucker. Eine Erfahrung wie bei Oma, ganz ohne Gerät.', false],
  ['Generative prints written in JavaScript. Every print is unique, needs no frame, and ships flat.', false],
  ['Subscribe to a skein a month: join our yarn club, get 15% off every order and cancel any time.', false],
  ['A newsletter template with watercolour flowers. Works with every e-mail service; sign-up form included.', false],
  ['Nine stones of soapstone. For those of legal drinking age who enter the world of single malts.', false],
  ['Links to the ropes we purchase are affiliate links, but the pattern itself is free.', false],
  ['Mockups for web designers: browser windows, devices, a cookie banner in three styles.', false],
  ['We and our 843 partners store information on a device, and process personal data for personalised ads.', true],
  ['This site is protected by reCAPTCHA, and the privacy policy of its makers applies.', true],
])('%s is a notice: %s', (text, isNotice) => {
  expect(looksLikeNotice(text)).toBe(isNotice);
});

test('a text about cookies is no notice on a page about cookies', () => {
  expect(looksLikeNotice('We accept all cookies with consent of the baker.', 'Cookies of the world')).toBe(false);
});

test.each([
  ['Plum cake | The Garden', 'Plum cake'],
  ['The Garden - Plum cake', 'Plum cake'],
  ['Plum cake - with almonds', 'Plum cake - with almonds'],
  ['Plum cake ⋆ The Garden', 'Plum cake'],
  ['Plum cake // Garden', 'Plum cake'],
  ['Plum cake → By The Garden', 'Plum cake'],
  ['Plum cake (The Garden)', 'Plum cake'],
  ['Plum cake, Garden', 'Plum cake'],
  ['Garden: plum cake', 'plum cake'],
  ['Plum cake: from the garden', 'Plum cake: from the garden'],
  ['A plum & Garden', 'A plum & Garden'],
  ['Plum cake | Recipes | The Garden', 'Plum cake | Recipes'],
  ['Well-known words', 'Well-known words'],
])('%j without the site name is %j', (title, stripped) => {
  expect(stripSiteName(title, ['The Garden', 'garden'])).toBe(stripped);
});

test('similarity counts shared words', () => {
  expect(similarity('plum cake', 'Plum Cake!')).toBe(1);
  expect(similarity('plum cake', 'pear tart')).toBe(0);
});
