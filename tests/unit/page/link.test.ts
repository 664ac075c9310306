// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { resolvePage } from '../../../lib/page/identity/address';
import { articleLink, chooseLink, ownersLink } from '../../../lib/page/judge/link';
import { declaredLinks, findMainEntities } from '../../../lib/page/sources/main-entity';
import { readMetadata } from '../../../lib/page/sources/metadata';
import { readScript } from '../../../lib/page/sources/structured-data';

interface Declared {
  canonical?: string;
  og?: string;
  /** `url` of the page's Article in JSON-LD. */
  record?: string;
}

function linkOf(address: string, { canonical, og, record }: Declared): string {
  document.head.innerHTML = '';
  const add = (name: string, attributes: Record<string, string>) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.head.append(element);
  };
  if (canonical !== undefined) add('link', { rel: 'canonical', href: canonical });
  if (og !== undefined) add('meta', { property: 'og:url', content: og });
  const metadata = readMetadata(document);
  const article = { '@type': 'Article', headline: 'A walnut bowl', image: 'a.jpg', url: record };
  if (record !== undefined) readScript(JSON.stringify(article), metadata.graph);
  const entities = findMainEntities(metadata.graph, address, ['A walnut bowl']);
  return chooseLink({ address, declared: declaredLinks(metadata, entities, address), served: address }).link.url;
}

const BOWL = 'https://store.turner.test/bowls/walnut-bowl';
const SITE = 'https://store.turner.test';

describe('a canonical or og:url is ignored when it is', () => {
  test.each([
    ['the host without a scheme', 'store.turner.test/bowls/walnut-bowl'],
    ['the host without a scheme, with www', 'www.store.turner.test/bowls/walnut-bowl'],
    ['the host alone', 'store.turner.test'],
    ['the host without a scheme, from the root', '/store.turner.test/bowls/walnut-bowl'],
    ['a neighbouring host without a scheme', 'shop.turner.test/bowls/walnut-bowl'],
    ['a scheme without its colon', 'https//store.turner.test/bowls/walnut-bowl'],
    ['a scheme with one slash', 'https:/store.turner.test/bowls/walnut-bowl'],
    ['the site put before a whole address', `${SITE}/${BOWL}`],
    ['the site put before a whole address without a slash', `${SITE}${BOWL}`],
    ['two hosts joined', 'https://store.turner.teststore.turner.test/bowls/walnut-bowl'],
    ['two hosts joined by a dot', 'https://store.turner.test.store.turner.test/bowls/walnut-bowl'],
    ['an escaped address within the path', `${SITE}/${encodeURIComponent(BOWL)}`],
    ['two addresses in a list', `${SITE}/bowls, ${SITE}/bowls/walnut-bowl`],
    ['an unfilled template', `${SITE}/bowls/{{ slug }}`],
    ['an undefined value', `${SITE}/bowls/undefined`],
    ['a template’s own name', `${SITE}/bowls/:slug`],
    ['a template’s own name in brackets', `${SITE}/bowls/[slug]`],
    ['a variable', `${SITE}/bowls/$slug`],
    ['a stray quotation mark', `${SITE}/bowls/walnut-bowl%22`],
    ['a path from the root without its slash', 'bowls/walnut-bowl'],
    ['its own path twice', `${BOWL}/bowls/walnut-bowl`],
    ['a part of its path twice', `${SITE}/bowls/bowls/walnut-bowl`],
    ['a template’s own name between underscores', `${SITE}/bowls/__SLUG__/`],
    ['a template’s own name in escaped brackets', `${SITE}/bowls/%5Bslug%5D`],
    ['a template’s own name between per cents', `${SITE}/%%slug%%`],
    ['escaped markup', `${SITE}/bowls/&lt;slug&gt;`],
    ['a stray apostrophe', `${BOWL}'`],
    ['a star for all pages', `${SITE}/bowls/*`],
    ['a blank in the place of a name', `${SITE}/bowls/%20`],
    ['the page for lost visitors', `${SITE}/page-not-found`],
    ['a path that begins with two slashes', `${SITE}//bowls/walnut-bowl`],
    ['on the host where the site is tried', 'https://staging.turner.test/bowls/walnut-bowl'],
    ['on a host made for trying', 'https://store-dev.turner.test/bowls/walnut-bowl'],
    ['a preview', `${BOWL}?preview=true`],
    ['what only editors see', `${SITE}/wp-admin/post.php?post=12`],
    ['the reduced view of it', `${SITE}/amp/bowls/walnut-bowl`],
    ['markup', `${SITE}/bowls/<a href=walnut-bowl`],
    ['on the developer’s machine', 'http://localhost:3000/bowls/walnut-bowl'],
    ['in a private network', 'http://192.168.1.20/bowls/walnut-bowl'],
    ['a private name', 'http://store.internal/bowls/walnut-bowl'],
    ['on the port of a server behind the public one', 'http://store.turner.test:8080/bowls/walnut-bowl'],
    ['on another site', 'https://agency.test/bowls/walnut-bowl'],
    ['not the address of a page', 'javascript:void(0)'],
    ['empty', ''],
  ])('%s', (_, declared) => {
    expect(linkOf(BOWL, { canonical: declared })).toBe(BOWL);
    expect(linkOf(BOWL, { og: declared })).toBe(BOWL);
  });
});

describe('a canonical of an unusual shape is accepted', () => {
  test.each([
    [`${BOWL}?colour=red`, '/bowls/walnut-bowl', BOWL],
    [`${BOWL}?colour=red`, 'walnut-bowl', BOWL],
    [`${BOWL}?colour=red`, '//store.turner.test/bowls/walnut-bowl', BOWL],
    [
      'https://m.turner.test/bowls/walnut-bowl',
      'https://www.turner.test/bowls/walnut-bowl',
      'https://www.turner.test/bowls/walnut-bowl',
    ],
    [
      'https://docs.test/guide/https/setup?v=1',
      'https://docs.test/guide/https/setup',
      'https://docs.test/guide/https/setup',
    ],
    ['https://docs.test/guide/http/?v=1', 'https://docs.test/guide/http/', 'https://docs.test/guide/http/'],
    ['https://docs.test/node.js/start?v=1', 'https://docs.test/node.js/start', 'https://docs.test/node.js/start'],
    ['https://whois.test/of/bread.test?a', 'https://whois.test/of/bread.test', 'https://whois.test/of/bread.test'],
    [
      'https://save.test/2020/https://bread.test/rye?a',
      'https://save.test/2020/https://bread.test/rye',
      'https://save.test/2020/https://bread.test/rye',
    ],
    ['http://192.168.1.20/rye?a', 'http://192.168.1.20/rye', 'http://192.168.1.20/rye'],
    ['http://localhost:3000/rye?a', 'http://localhost:3000/rye', 'http://localhost:3000/rye'],
    ['https://shop.test:8443/rye?a', 'https://shop.test:8443/rye', 'https://shop.test:8443/rye'],
    ['https://staging.bread.test/rye?a', 'https://staging.bread.test/rye', 'https://staging.bread.test/rye'],
    ['https://bread.test/rye?a', 'https://shop.bread.test/rye', 'https://shop.bread.test/rye'],
    ['https://bread.test/rye?a', 'https://bread.test/en/rye', 'https://bread.test/en/rye'],
    ['https://bread.test/%22rye%22?a', 'https://bread.test/%22rye%22', 'https://bread.test/%22rye%22'],
  ])('%s declares %s', (address, canonical, link) => {
    expect(linkOf(address, { canonical })).toBe(link);
  });
});

describe('a declared address that differs from the page’s own', () => {
  const CAP = 'https://wool.test/blog/2024/sailors-cap';
  test.each([
    'https://wool.test/blog',
    'https://wool.test/blog/',
    'https://wool.test/blog/2024',
    '/',
    'https://wool.test/archive',
    'https://wool.test/blog/all',
  ])('loses when it is the index %s and the page declares its own address', (canonical) => {
    expect(linkOf(CAP, { canonical, og: CAP })).toBe(CAP);
    expect(linkOf(CAP, { canonical, og: `${CAP}/?utm_source=feed` })).toBe(`${CAP}/`);
    expect(linkOf(CAP, { canonical, record: CAP })).toBe(CAP);
    expect(linkOf(`${CAP}?fbclid=1`, { canonical, og: CAP })).toBe(CAP);
  });

  test('an index has no word in common with a page because both end in .html', () => {
    const page = 'https://wool.test/blog/sailors-cap.html';
    for (const canonical of ['https://wool.test/blog/archive.html', 'https://wool.test/blog/index.html'])
      expect(linkOf(page, { canonical, og: page })).toBe(page);
  });

  test('loses to the address bar when it is an index that only a record names', () => {
    expect(linkOf(CAP, { record: 'https://wool.test/blog' })).toBe(CAP);
  });

  test('loses when it is a list whose items are selected by a parameter', () => {
    for (const query of ['pattern_id=7&id=7', 'recipe_id=7', 'productId=7', 'artikel=7', 'item_no=7']) {
      const item = `https://wool.test/patterns?${query}`;
      expect(linkOf(item, { canonical: 'https://wool.test/patterns', og: item })).toBe(item);
    }
  });

  test('wins over an id of the visitor or of who sent them', () => {
    for (const query of ['affiliate_id=7', 'session_id=7', 'click-id=7', 'user_id=7'])
      expect(linkOf(`https://wool.test/cap.html?${query}`, { canonical: 'https://wool.test/cap.html' })).toBe(
        'https://wool.test/cap.html',
      );
  });

  test.each([
    ['an AMP page', 'https://wool.test/sailors-cap/amp', 'https://wool.test/sailors-cap'],
    ['a printed page', 'https://wool.test/sailors-cap/print', 'https://wool.test/sailors-cap'],
    ['the second part of a post', 'https://wool.test/sailors-cap/2', 'https://wool.test/sailors-cap'],
    [
      'a product in a collection',
      'https://wool.test/collections/winter/products/sailors-cap',
      'https://wool.test/products/sailors-cap',
    ],
    ['a variant', 'https://wool.test/caps/blue-sailors-cap', 'https://wool.test/caps/sailors-cap'],
    ['a colour', 'https://wool.test/sailors-cap?colour=blue', 'https://wool.test/sailors-cap'],
    ['a moved page', 'https://wool.test/en/sailors-cap', 'https://wool.test/sailors-cap'],
    ['an id within a name', 'https://wool.test/p/4711', 'https://wool.test/sailors-cap-p4711'],
    ['an id that became a name', 'https://wool.test/p/4711', 'https://wool.test/sailors-cap-4711'],
  ])('wins on %s even when og:url is the page’s own address', (_, address, canonical) => {
    expect(linkOf(address, { canonical, og: address })).toBe(canonical);
  });

  test('wins when it is higher up the path and the page does not declare its own address', () => {
    expect(linkOf('https://wool.test/cap/sizes', { canonical: 'https://wool.test/cap' })).toBe('https://wool.test/cap');
  });
});

test.each([
  ['/p/1', 'https://shop.test/p/1'],
  ['/p/1?utm_source=x&size=m', 'https://shop.test/p/1?size=m'],
  ['https://shop.test/https://shop.test/p/1', ''],
  ['shop.test/p/1', ''],
  ['/', ''],
  ['/list', ''],
  ['/p/1.jpg', ''],
  ['https://other.test/p/1', ''],
  ['http://localhost/p/1', ''],
])('a card with the href %s links to %j', (href, link) => {
  const list = 'https://shop.test/list';
  expect(articleLink(resolvePage(href, list), list)).toBe(link);
});

test('the owner’s link may lead anywhere but to a private host', () => {
  const page = 'https://shop.test/list';
  expect(ownersLink('https://other.test/a?utm_source=x', page)).toBe('https://other.test/a');
  expect(ownersLink(resolvePage('/p/1', page), page)).toBe('https://shop.test/p/1');
  expect(ownersLink('http://localhost:3000/p/1', page)).toBe('');
  expect(ownersLink('http://10.0.0.1/p/1', page)).toBe('');
});
