import { describe, expect, test } from 'vitest';
import { readHtml } from './read-html';

describe('the title of a page', () => {
  const titleOf = async (title: string, body = '', address?: string) =>
    (
      await readHtml(
        `<head><title>${title}</title><meta property="og:site_name" content="Craftbook"></head><body>${body}<div><img src="/i/a.jpg" width="600" height="900"></div></body>`,
        address,
      )
    ).title;

  test.each([
    '(3) ',
    '(99+) ',
    '[12] ',
    '(1) ',
    '● ',
    '• ',
    '（3）',
    '(1.2K) ',
    '(٣) ',
    '【5】',
    '(3) | ',
    '🔔 (3) ',
    '(3 new) ',
    '2 unread messages | ',
    '(2 封私信 / 80 条消息) ',
    '🔴 ',
    '(2) (3) ',
    '(!) ',
    '(2) 🔔 ',
    '🔔 3 | ',
    '3 neue Nachrichten – ',
    '(3 ungelesene Nachrichten) ',
    '(5 nuevos mensajes) ',
    '(2 novas mensagens) ',
    '(3 nowe wiadomości) ',
    '(3 новых сообщения) ',
    '(3件の通知) ',
    '(새 메시지 3개) ',
    '(1) New message! | ',
    '▶ ',
  ])('drops the unread marker “%s” in front of it', async (counter) => {
    expect(await titleOf(`${counter}Weaving a willow basket - Craftbook`)).toBe('Weaving a willow basket');
    expect(await titleOf(`${counter}Weaving a willow basket`, '<h1>Weaving a willow basket</h1>')).toBe(
      'Weaving a willow basket',
    );
  });

  test.each([
    ['(500) Days of Summer', '<h1>(500) Days of Summer</h1>', undefined],
    ['(500) Days of Summer', '', 'https://film.test/500-days-of-summer'],
    ['(Almost) no-knead bread', '', undefined],
    ['(3-ingredient) pancakes', '', undefined],
    ['2 new messages in a bottle', '', undefined],
    ['100 new ideas | baskets', '', undefined],
    ['[5] ways to weave', '<h1>Five [5] ways to weave</h1>', undefined],
    ['(2 Zutaten) Kuchen', '', undefined],
    ['3 new ways to weave a basket', '', undefined],
    ['12 newborn – photo ideas', '', undefined],
    ['(4K) Willow basket wallpaper', '', undefined],
    [
      '(500) Days of Summer: the dresses',
      '<meta name="description" content="All that is worn in (500) Days of Summer, sewn again.">',
      undefined,
    ],
    ['5 nouveautés : paniers du printemps', '', undefined],
    ['3 ways to weave a basket', '', undefined],
    ['[Video] Weaving a basket', '', undefined],
    ['(2024) ', '', undefined],
    ['(2024) Calendar of baskets', '', undefined],
  ])('keeps “%s” as it is', async (title, body, address) => {
    expect(await titleOf(title, body, address)).toBe(title.trim());
  });

  test.each([
    ['the heading when the title begins with it', 'Margarita Recept - Goda drinkar', '<h1>Margarita</h1>', 'Margarita'],
    [
      'the heading when the title contains all of its words',
      'Blockhaus Typ 3 in Ludorf, für Sie',
      '<h1>Blockhaus 3</h1>',
      'Blockhaus 3',
    ],
    [
      'the heading when the title is one word of it',
      'Arbeit',
      '<h1>Wir kämpfen für gute Arbeit</h1>',
      'Wir kämpfen für gute Arbeit',
    ],
    [
      'the part of the title that is a heading',
      'Four Years » Archive » Small integers in Python',
      '<h1><a href="/">Four Years</a></h1><h2>Small integers in Python</h2>',
      'Small integers in Python',
    ],
    ['not the name of a section', 'Tomato soup | Recipes', '<h1>Recipes</h1>', 'Tomato soup | Recipes'],
    [
      'all of a title with a part that begins like the site’s name',
      'Tomato soup - Craftbooks we love - part two',
      '',
      'Tomato soup - Craftbooks we love - part two',
    ],
    ['no tagline that follows the site’s name', 'Tomato soup - Craftbook - Recipes', '', 'Tomato soup'],
    [
      'not the name of the service that hosts the site',
      'Tomato soup @ Craftbook :: Bloghost ::',
      '<h1>Bloghost</h1><h2>Tomato soup</h2>',
      'Tomato soup',
    ],
    [
      'not the name in the site’s logo',
      'Opening night: all new | Tips | Radio Nine',
      '<h1 class="logo">Radio Nine</h1>',
      'Opening night: all new | Tips | Radio Nine',
    ],
    [
      'no rest behind a number of messages that the heading has too',
      '100 messages - a wall of postcards',
      '<h1>100 messages</h1>',
      '100 messages',
    ],
    ['a heading about a logo', 'The logo | Radio Nine', '<h1 class="logo-story">The logo</h1>', 'The logo'],
    ['a title of two words without its kicker', 'Tomato soup', '<h1>Recipe of the dayTomato soup</h1>', 'Tomato soup'],
    ['not the date in front of it', '23.01.2022 - Dorothea darf noch jubeln', '', 'Dorothea darf noch jubeln'],
    [
      'the title without the kicker of the heading',
      'Blanket firm is in trouble',
      '<h1><span>Wool crisis</span> Blanket firm is in trouble</h1>',
      'Blanket firm is in trouble',
    ],
    [
      'the whole heading when the title was cut off',
      'Silo launches sources to unify all data in',
      '<h1>Silo launches sources to unify all data in minutes</h1>',
      'Silo launches sources to unify all data in minutes',
    ],
    [
      'a heading of two lines, joined by a space',
      'Tomato soup of summer',
      '<h1>Tomato soup<br>of summer</h1>',
      'Tomato soup of summer',
    ],
    [
      'a heading without its buttons, anchors and scripts',
      'Tomato soup of summer',
      '<h1>Tomato soup of summer<a aria-hidden="true">#</a><button>Share</button><script>1</script></h1>',
      'Tomato soup of summer',
    ],
  ])('is %s', async (_, title, body, expected) => {
    expect(await titleOf(title, body)).toBe(expected);
  });

  test('is the recipe’s name, not the headline of the post about it; so is the description', async () => {
    const records = JSON.stringify([
      {
        '@type': 'Article',
        headline: 'Stuffed dates wrapped in ham and pastry',
        mainEntityOfPage: 'https://www.craft.test/posts/a-page',
        image: 'a.jpg',
      },
      {
        '@type': 'Recipe',
        name: 'Stuffed Dates',
        description: 'Dates with a filling of soft cheese, baked until they are brown.',
      },
    ]);
    const facts = await readHtml(
      `<head><title>Stuffed dates wrapped in ham and pastry</title><meta name="description" content="Read how we came upon these."><script type="application/ld+json">${records}</script></head><h1>Stuffed dates wrapped in ham and pastry</h1>`,
    );
    expect(facts).toMatchObject({
      title: 'Stuffed Dates',
      description: 'Dates with a filling of soft cheese, baked until they are brown.',
    });
  });
});

describe('a relative address', () => {
  const imagesAt = async (base: string, address: string) =>
    (
      await readHtml(
        `<head><base href="${base}"><title>Basket</title></head><h1>Basket</h1><main><img src="/i/basket.jpg" width="600" height="900"></main>`,
        address,
      )
    ).candidates.map(({ url }) => url);

  test('resolves against <base>', async () => {
    expect(await imagesAt('https://static.craft.test/', 'https://www.craft.test/a')).toEqual([
      'https://static.craft.test/i/basket.jpg',
    ]);
  });

  test.each(['http://localhost:3000/', 'http://10.0.0.7/', 'http://build.internal/', 'http://[::1]/'])(
    'ignores the private <base> %s on a public page',
    async (base) => {
      expect(await imagesAt(base, 'https://www.craft.test/a')).toEqual(['https://www.craft.test/i/basket.jpg']);
    },
  );

  test('resolves against a private <base> on a private page', async () => {
    expect(await imagesAt('http://files.local/', 'http://wiki.local/a')).toEqual(['http://files.local/i/basket.jpg']);
  });
});
