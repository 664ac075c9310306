import { IS_THOROUGH } from '../setup/thorough';

/** Pages made to hurt a collector. Each is written when it is asked for: some are megabytes long. */

/** Images of the longest list, and a tenth of the nodes of the longest page. A browser takes seconds to open a page of 20,000. */
export const MANY = IS_THOROUGH ? 20_000 : 5_000;

const head = (title: string, extra = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${extra}</head><body>`;
const picture = (name: string): string => `<img src="/img/800x600/${name}.jpg" width="800" height="600" alt="${name}">`;
const times = (count: number, write: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => write(n)).join('');

export const HOSTILE_PAGES = {
  /** `MANY` images, each in a list item with a link. */
  manyImages: () =>
    `${head('Many images')}<main><h1>Many images</h1><ul>${times(MANY, (n) => `<li><a href="/items/${n}"><img loading="lazy" src="/img/400x600/item-number-${n}.jpg" width="400" height="600" alt="Item ${n}"></a></li>`)}</ul></main>`,
  /** Ten times as many nodes, and one picture. */
  manyNodes: () =>
    `${head('Many nodes')}<main><h1>Many nodes</h1>${picture('the-one-picture')}${times(MANY, (n) => `<div class="row r${n}"><p><b>a</b><i>b</i></p><p><span>c</span><a href="/x/${n}">d</a></p><u></u><s></s></div>`)}</main>`,
  /** 2,000 nested elements around a picture. */
  deepNesting: () =>
    `${head('Deep')}<main><h1>Deep</h1>${'<div class="x">'.repeat(2_000)}${picture('at-the-bottom')}${'</div>'.repeat(2_000)}</main>`,
  /** Twice as many nodes under 300 nested elements, and again in a shadow tree; pictures before, within and behind. */
  bulkBelow: () =>
    `${head('Bulk')}<main><h1>Bulk</h1>${picture('before-the-bulk')}${'<div>'.repeat(300)}${times(MANY, () => '<p><b>a</b></p>')}${picture('within-the-bulk')}<p style="background:url(/img/800x600/behind-the-bulk.jpg)">b</p>${'</div>'.repeat(300)}<x-bulk></x-bulk></main><script>const root = document.querySelector('x-bulk').attachShadow({ mode: 'open' }); for (let n = 0; n < ${MANY}; n++) root.append(Object.assign(document.createElement('p'), { innerHTML: '<b>a</b>' })); const img = new Image(800, 600); img.alt = 'in-the-shadow'; img.src = '/img/800x600/in-the-shadow.jpg'; root.append(img)</script>`,
  /** 300 shadow trees, each in the one before. */
  deepShadow: () =>
    `${head('Shadows')}<main><h1>Shadows</h1><x-top></x-top></main><script>let host = document.querySelector('x-top'); for (let n = 0; n < 300; n++) { const root = host.attachShadow({ mode: 'open' }); const img = new Image(800, 600); img.src = '/img/800x600/in-shadow-number-' + n + '.jpg'; host = document.createElement('x-deep'); root.append(img, host); }</script>`,
  /** A `srcset` of 5 MB, and one that never ends a parenthesis. */
  endlessSrcset: () =>
    `${head('Endless')}<main><h1>Endless</h1><img alt="a" width="800" height="600" src="/img/800x600/endless-first.jpg" srcset="${times(100_000, (n) => `/img/800x600/endless-first-${n}.jpg ${n + 1}w, `)}"><img alt="b" width="800" height="600" src="/img/800x600/endless-second.jpg" srcset="/img/800x600/endless-second.jpg ${'('.repeat(100_000)}">${picture('after-the-endless')}</main>`,
  /** 12 MB of `data:` pictures. */
  dataUrls: () =>
    `${head('Data')}<main><h1>Data</h1>${times(12, (n) => `<img alt="${n}" width="800" height="600" src="data:image/png;base64,${'A'.repeat(990_000)}${n}">`)}<img src="data:image/png;base64,${'B'.repeat(3_000_000)}">${picture('beside-the-data')}</main>`,
  /** Elements named as what a collector reads: on forms and on the document. */
  clobbered: () =>
    `${head('Clobbered')}<img name="querySelectorAll" src="/img/800x600/named-query.jpg" width="800" height="600"><img name="title"><img name="head"><img name="defaultView"><form name="styleSheets"></form><form name="baseURI"></form><form class="post"><input name="parentElement"><input name="parentNode"><input name="getAttribute"><input name="attributes"><input name="className"><input name="shadowRoot"><input name="localName"><input name="querySelector"><main><h1>Clobbered</h1>${picture('inside-the-form')}</main></form>`,
  /** Prototypes and globals overwritten, getters that throw: the page's own world only. */
  overwritten: () =>
    `${head('Overwritten')}<main><h1>Overwritten</h1>${picture('behind-the-getters')}</main><script>for (const name of ['src', 'srcset', 'currentSrc', 'naturalWidth', 'alt']) Object.defineProperty(HTMLImageElement.prototype, name, { get() { throw new Error(name) } }); Element.prototype.getAttribute = () => { throw new Error('getAttribute') }; Array.prototype.map = () => []; Array.prototype.filter = undefined; window.URL = null; window.Map = null; JSON.parse = () => { throw new Error('parse') }; Document.prototype.querySelectorAll = () => ({ length: 1e9 });</script>`,
  /** `javascript:` and credentials wherever an address may stand, and names made of script. */
  evilAddresses: () =>
    head(
      '&lt;script&gt;alert(1)&lt;/script&gt; Evil',
      '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="http://me:secret@www.evil.test/page"><meta property="og:image" content="javascript:alert(2)"><meta property="og:description" content="&lt;img src=x onerror=alert(3)&gt;A text.">',
    ) +
    `<main><h1>Evil</h1><a href="javascript:alert(4)"><img alt="&lt;svg onload=alert(5)&gt;" src="/img/800x600/linked-to-script.jpg" width="800" height="600"></a><img src="vbscript:x" alt=""><img width="800" height="600" src="http://me:secret@www.evil.test/img/800x600/with-credentials.jpg" data-pin-url="javascript:alert(6)"></main>`,
  /** JSON-LD: endless depth, endless breadth, a reference to itself, and 3 MB. */
  jsonBombs: () =>
    `${head(
      'Bombs',
      [
        `${'{"@type":"Recipe","image":['.repeat(5_000)}"x"${']}'.repeat(5_000)}`,
        `{"@graph":[${times(50_000, (n) => `${n ? ',' : ''}{"@type":"Product","image":"/img/800x600/bomb-${n}.jpg"}`)}]}`,
        '{"@type":"Recipe","@id":"#a","name":"Bombs","image":{"@id":"#a"}}',
        `{"@type":"Recipe","image":"${'x'.repeat(3_000_000)}"}`,
      ]
        .map((json) => `<script type="application/ld+json">${json}</script>`)
        .join(''),
    )}<main><h1>Bombs</h1>${picture('unharmed')}</main>`,
  /** Styles, noscripts and texts that make careless patterns run for ever. */
  slowPatterns: () =>
    `${head('Slow', `<style>${`a{background:url(${' '.repeat(50_000)}`}</style><style>${'url('.repeat(50_000)}</style>`)}<main><h1>${'- '.repeat(20_000)}Slow</h1><noscript>${'<img '.repeat(50_000)}</noscript><noscript><img src="${'"'.repeat(50_000)}</noscript><div style="background:${'url('.repeat(20_000)}"></div><img data-src="${'a '.repeat(100_000)}" alt="${'&amp;lt;'.repeat(50_000)}" src="/img/800x600/${'a'.repeat(3_000)}.jpg" width="800" height="600">${picture('through-all-that')}</main>`,
} as const;
