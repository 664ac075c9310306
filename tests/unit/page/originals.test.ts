import { describe, expect, test } from 'vitest';
import { learnRewrites, proposeOriginals, rewrite } from '../../../lib/page/identity/originals';
import { parseCssImages } from '../../../lib/page/sources/background';

test.each([
  ['https://a.test/uploads/photo-300x200.jpg', 'https://a.test/uploads/photo.jpg'],
  ['https://a.test/uploads/photo.jpg?w=300&q=80', 'https://a.test/uploads/photo.jpg'],
  ['https://cdn.shop.test/files/shoe_400x.jpg?v=17', 'https://cdn.shop.test/files/shoe.jpg?v=17'],
  [
    'https://res.cdn.test/demo/image/upload/w_300,c_fill/v17/photo.jpg',
    'https://res.cdn.test/demo/image/upload/v17/photo.jpg',
  ],
  ['https://bp.blogspot.com/-a/b/s320/photo.jpg', 'https://bp.blogspot.com/-a/b/s0/photo.jpg'],
  [
    'https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Plum.jpg/300px-Plum.jpg',
    'https://upload.wikimedia.org/wikipedia/commons/a/ab/Plum.jpg',
  ],
  ['https://a.test/_next/image?url=%2Fphotos%2Fplum.jpg&w=640&q=75', 'https://a.test/photos/plum.jpg'],
  // Ghost, Craft, Drupal's WebP, Webflow, Framer, ImageKit, Uploadcare, Storyblok, Strapi, VTEX, Silverstripe
  [
    'https://a.test/content/images/size/w600/format/webp/2024/05/jug.jpg',
    'https://a.test/content/images/2024/05/jug.jpg',
  ],
  ['https://a.test/images/_600xAUTO_crop_center-center_none/jug.jpg', 'https://a.test/images/jug.jpg'],
  ['https://a.test/files/styles/large/public/jug.jpg.webp', 'https://a.test/files/jug.jpg'],
  ['https://a.test/65b_jug-p-500.jpg', 'https://a.test/65b_jug.jpg'],
  ['https://a.test/AbC.jpg?scale-down-to=512', 'https://a.test/AbC.jpg'],
  ['https://a.test/demo/tr:w-300/jug.jpg', 'https://a.test/demo/jug.jpg'],
  ['https://a.test/2f1e4c0a/-/resize/300x/-/quality/smart/jug.jpg', 'https://a.test/2f1e4c0a/jug.jpg'],
  [
    'https://a.test/f/88751/3000x2000/1a2b3c4d5e/jug.jpg/m/300x200/filters:quality(80)',
    'https://a.test/f/88751/3000x2000/1a2b3c4d5e/jug.jpg',
  ],
  ['https://a.test/uploads/large_jug_0a1b2c3d4e.jpg', 'https://a.test/uploads/jug_0a1b2c3d4e.jpg'],
  ['https://a.test/arquivos/ids/155393-300-auto/jug.jpg?v=6', 'https://a.test/arquivos/ids/155393/jug.jpg?v=6'],
  ['https://a.test/assets/jug__FillWzMwMCwyMDBd.jpg', 'https://a.test/assets/jug.jpg'],
  // Parameters by the ends of their names, by their values, and behind a semicolon
  ['https://a.test/jug.jpg?odnHeight=300&output-quality=auto&im_w=720', 'https://a.test/jug.jpg'],
  ['https://a.test/jug.jpg?f=xs', 'https://a.test/jug.jpg'],
  ['https://a.test/jug.jpg?f=g', 'https://a.test/jug.jpg'],
  ['https://shop.scene7.test/is/image/shop/5086490?%24pdp-640%24', 'https://shop.scene7.test/is/image/shop/5086490'],
  ['https://a.test/jug.jpg;maxHeight=200;maxWidth=300', 'https://a.test/jug.jpg'],
  ['https://a.test/v1/files/ab12/image;s=644x461', 'https://a.test/v1/files/ab12/image'],
  // Sizes at the end of a folder, and behind a folder that says no more
  ['https://a.test/rx-il1b03fw-w1200-h1200/jug.jpg', 'https://a.test/rx-il1b03fw/jug.jpg'],
  ['https://a.test/r/2000x2000/p/blue-jug.jpg', 'https://a.test/p/blue-jug.jpg'],
  // Nuxt Image, Cloudflare Images, Netlify, Astro
  ['https://a.test/_ipx/w_384,q_75/photos/lavender.jpg', 'https://a.test/photos/lavender.jpg'],
  ['http://a.test:8080/cdn-cgi/image/width=384,quality=75/photos/bee.jpg', 'http://a.test:8080/photos/bee.jpg'],
  ['https://a.test/cdn-cgi/image/width=80/https://b.test/bee.jpg', 'https://b.test/bee.jpg'],
  ['https://a.test/.netlify/images?url=/photos/bee.jpg&w=300', 'https://a.test/photos/bee.jpg'],
  ['https://www.a.test/_image?href=%2Fphotos%2Fbee.jpg&w=300&f=webp', 'https://www.a.test/photos/bee.jpg'],
  // Amazon and IMDb
  ['https://m.test/images/M/MV5B@._V1_QL75_UX380_CR0,0,380,562_.jpg', 'https://m.test/images/M/MV5B@.jpg'],
  ['https://m.test/images/I/71abc._AC_SL1500_.jpg', 'https://m.test/images/I/71abc.jpg'],
  // Magento, Drupal, Symfony, PrestaShop, BigCommerce, OpenCart, Shopware
  [
    'https://a.test/media/catalog/product/cache/f9c7fbe9b524c081a3ccf800cbd963eb/j/u/jug.jpg',
    'https://a.test/media/catalog/product/j/u/jug.jpg',
  ],
  [
    'https://a.test/media/catalog/product/cache/1/image/300x/9df78eab33525d08d6e5fb8d27136e95/j/u/jug.jpg',
    'https://a.test/media/catalog/product/j/u/jug.jpg',
  ],
  [
    'https://a.test/sites/default/files/styles/teaser_large/public/2024-05/jug.jpg',
    'https://a.test/sites/default/files/2024-05/jug.jpg',
  ],
  ['https://a.test/media/cache/resolve/thumb_300/uploads/jug.jpg', 'https://a.test/uploads/jug.jpg'],
  ['https://a.test/1234-home_default/jug.jpg', 'https://a.test/1234/jug.jpg'],
  [
    'https://a.test/images/stencil/500x659/products/1/2/jug.jpg',
    'https://a.test/images/stencil/original/products/1/2/jug.jpg',
  ],
  ['https://a.test/image/cache/catalog/jug-300x400.jpg', 'https://a.test/image/catalog/jug.jpg'],
  ['https://a.test/thumbnail/ab/cd/ef/jug_400x400.jpg', 'https://a.test/media/ab/cd/ef/jug.jpg'],
  [
    'https://a.test/dw/image/v2/AB_PRD/on/demandware.static/-/Sites-catalog/default/dw1/large/jug.jpg?sw=200&sh=300&sm=fit',
    'https://a.test/on/demandware.static/-/Sites-catalog/default/dw1/large/jug.jpg',
  ],
  // Wix, Squarespace, Etsy, eBay, Shopify
  [
    'https://static.test/media/ab12~mv2.jpg/v1/fill/w_147,h_220,al_c,q_80,blur_2/jug.jpg',
    'https://static.test/media/ab12~mv2.jpg',
  ],
  [
    'https://images.squarespace-cdn.com/content/v1/ab/cd/jug.jpg?format=300w',
    'https://images.squarespace-cdn.com/content/v1/ab/cd/jug.jpg?format=2500w',
  ],
  [
    'https://i.etsystatic.com/1/r/il/ab12/3/il_340x270.3_ab.jpg',
    'https://i.etsystatic.com/1/r/il/ab12/3/il_fullxfull.3_ab.jpg',
  ],
  ['https://i.ebayimg.com/images/g/AbC/s-l300.jpg', 'https://i.ebayimg.com/images/g/AbC/s-l1600.jpg'],
  ['https://cdn.shop.test/files/shoe_400x600_crop_center@2x.jpg?v=17', 'https://cdn.shop.test/files/shoe.jpg?v=17'],
  // Contentful, Sanity, imgix, Photon, Cloudinary with a signature, Fandom, Adobe
  ['https://images.test/space/id/hash/jug.jpg?w=300&fm=webp&q=80', 'https://images.test/space/id/hash/jug.jpg'],
  ['https://a.imgix.test/jug.jpg?auto=format&fit=crop&w=300&h=200', 'https://a.imgix.test/jug.jpg'],
  ['https://i0.wp.com/a.test/uploads/jug.jpg?resize=300%2C200&ssl=1', 'https://a.test/uploads/jug.jpg'],
  [
    'https://res.test/demo/image/upload/s--AbC12345--/w_300/v17/jug.jpg',
    'https://res.test/demo/image/upload/v17/jug.jpg',
  ],
  [
    'https://static.test/w/images/a/ab/Jug.jpg/revision/latest/scale-to-width-down/340',
    'https://static.test/w/images/a/ab/Jug.jpg',
  ],
  ['https://a.test/content/dam/jug.jpg.transform/w300/image.jpg', 'https://a.test/content/dam/jug.jpg'],
  // Thumbor with a signature, Wagtail, Escenic, a ratio with its hash, a ratio alone
  [
    'https://a.test/thmb/WvIYGpT4jV7kynU9HtMMY4oEFVs=/1500x0/filters:no_upscale():focal(1159x699:1161x701)/jug.jpg',
    'https://a.test/thmb/jug.jpg',
  ],
  ['https://a.test/t/kOeU4X_9erya_4EHeAex8MHWdgI=/1600x/2016/05/jug.jpg', 'https://a.test/t/2016/05/jug.jpg'],
  [
    'https://a.test/img/GkcoVrRpxt9AAzmSAgiNsvvac8x/0x76:1456x804/fit-in/728xorig/2024/jug.jpg',
    'https://a.test/img/2024/jug.jpg',
  ],
  ['https://a.test/media/images/Jug.2e16d0ba.fill-220x140.jpg', 'https://a.test/media/original_images/Jug.jpg'],
  ['https://a.test/media/images/Jug.width-800.format-webp.webp', 'https://a.test/media/original_images/Jug.webp'],
  ['https://a.test/incoming/jug-52867/ALTERNATES/w300/jug.jpg', 'https://a.test/incoming/jug-52867/BINARY/jug.jpg'],
  [
    'https://a.test/image/1284/16x9/450/253/8908492a408f547dd54f8a33d4b15203/Fb/jug.jpg',
    'https://a.test/image/1284/jug.jpg',
  ],
  ['https://a.test/__image/a/475/ar/16-9/jug.jpg', 'https://a.test/__image/a/475/jug.jpg'],
  // folders before the path, suffixes and prefixes of the name
  ['https://cdn.test/mnresize/415/622/ty89/p/jug.jpg', 'https://cdn.test/ty89/p/jug.jpg'],
  ['https://cdn.test/fit-in/300x200/filters:quality(80)/p/jug.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/thumbs/jug.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug-blurred.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/thumb_jug.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/size/w600/p/jug.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/v2/resize:fit:700/format:webp/1*jug.jpg', 'https://cdn.test/1*jug.jpg'],
  ['https://cdn.test/p/_300x450_crop_center-center_none/jug.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/imagecache/teaser/p/jug.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/t/p/w500/jug.jpg', 'https://cdn.test/t/p/original/jug.jpg'],
  ['https://cdn.test/236x/3f/2a/1b/3f2a1b9c8d7e.jpg', 'https://cdn.test/originals/3f/2a/1b/3f2a1b9c8d7e.jpg'],
  ['https://cdn.test/65535/52210_9a8b7c6d5e_z.jpg', 'https://cdn.test/65535/52210_9a8b7c6d5e_b.jpg'],
  ['https://cdn.test/aB3dE=w400-h600-rw', 'https://cdn.test/aB3dE=s0'],
  ['https://cdn.test/p/jug_SL300_.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug-w320-h480-b0-p0.jpg', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug_hu3a1b2c3d4e5f6a7b_100_480x720_resize_q75_box.jpg', 'https://cdn.test/p/jug.jpg'],
  // behind the file's own end
  ['https://cdn.test/p/jug.jpg!w320', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug.jpg@200w_300h.webp', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug.jpg_220x330q90.jpg_.webp', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug.jpg.300x450_q85_crop.jpg', 'https://cdn.test/p/jug.jpg'],
  // parameters by what they say
  ['https://cdn.test/p/jug.jpg?x-oss-process=image/resize,w_400', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug.jpg?imageView2/2/w/400', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug.jpg?tr=w-300,h-450&v=2', 'https://cdn.test/p/jug.jpg?v=2'],
  ['https://cdn.test/p/jug.jpg?_ex=300x300', 'https://cdn.test/p/jug.jpg'],
  ['https://cdn.test/p/jug?$tile_320$&wid=320', 'https://cdn.test/p/jug'],
  // proxies that leave the scheme out
  ['https://proxy.test/?url=a.test/p/jug.jpg&w=300', 'https://a.test/p/jug.jpg'],
  ['https://a.test/thumb.php?src=p/jug.jpg&w=300', 'https://a.test/p/jug.jpg'],
])('from %s proposes the original %s', (address, original) => {
  expect(proposeOriginals(address)).toContain(original);
});

test('takes a number for a size only when it matches the loaded picture', () => {
  expect(proposeOriginals('https://a.test/id/237/600/900', [], { width: 600, height: 900 })).toEqual([
    'https://a.test/id/237',
  ]);
  expect(proposeOriginals('https://a.test/p/jug-640.jpg', [], { width: 640, height: 960 })).toEqual([
    'https://a.test/p/jug.jpg',
  ]);
  expect(proposeOriginals('https://a.test/storage/45/1201/jug-640.jpg', [], { width: 700, height: 1050 })).toEqual([]);
});

describe('a picture that the page names twice teaches how another is had larger', () => {
  test.each([
    ['folder and end of the name', '/t/star_s.jpg', '/o/star_l.jpg', '/t/moon_s.jpg', '/o/moon_l.jpg'],
    ['folder and format', '/small/star.webp', '/large/star.jpg', '/small/moon.webp', '/large/moon.jpg'],
    ['end of the name', '/star-kl.jpg', '/star-gr.jpg', '/moon-kl.jpg', '/moon-gr.jpg'],
  ])('%s', (_, ...paths) => {
    const [smaller, larger, other, wanted] = paths.map((path) => `https://a.test${path}`) as [
      string,
      string,
      string,
      string,
    ];
    expect(learnRewrites([[smaller, larger]]).map((rule) => rewrite(other, rule))).toEqual([wanted]);
  });

  test('a width in the place of another', () => {
    const [rule] = learnRewrites([['https://a.test/dyn/width-300/star.jpg', 'https://a.test/dyn/width-1200/star.jpg']]);
    expect(rewrite('https://a.test/dyn/width-300/moon.jpg', rule!)).toBe('https://a.test/dyn/width-1200/moon.jpg');
  });

  test('another host of the site', () => {
    const [rule] = learnRewrites([['https://thumbs.a.test/g/star.jpg', 'https://full.a.test/g/star.jpg']]);
    expect(rewrite('https://thumbs.a.test/g/moon.jpg', rule!)).toBe('https://full.a.test/g/moon.jpg');
  });

  test.each([
    ['https://a.test/g/star-1.jpg', 'https://a.test/full/star-2.jpg'],
    ['https://a.test/g/IMG_1001.jpg', 'https://a.test/full/IMG_1002.jpg'],
    ['https://a.test/g/star_s.jpg', 'https://a.test/9f8e7d6c/star_l.jpg'],
    ['https://a.test/g/star.jpg', 'https://b.test/g/star.jpg'],
  ])('but not %s and %s', (smaller, larger) => {
    expect(learnRewrites([[smaller, larger]])).toEqual([]);
  });
});

test('proposes no original for a signed, a plain or a data: address', () => {
  expect(proposeOriginals('https://a.test/photo.jpg?w=300&s=0a1b')).toEqual([]);
  expect(proposeOriginals('https://a.test/photo.jpg')).toEqual([]);
  for (const plain of ['/plan-p-50.jpg', '/jug.jpg?variant=large', '/cup.jpg?type=a101', '/ids/155393/jug.jpg'])
    expect(proposeOriginals(`https://a.test${plain}`)).toEqual([]);
  expect(proposeOriginals('data:image/png;base64,AA==')).toEqual([]);
});

test.each([
  ['none', []],
  ['linear-gradient(red, blue)', []],
  ['url("a.png"), url(b.png)', [['a.png'], ['b.png']]],
  ["image-set(url('a.png') 1x, url('b.png') 2x)", [['b.png', 'a.png']]],
  ['image-set("a.png" 1x, "b.png" 3dppx)', [['b.png', 'a.png']]],
  ['linear-gradient(red, blue), url( c.png ) no-repeat', [['c.png']]],
])('%s shows %j', (value, layers) => {
  expect(parseCssImages(value).map((layer) => layer.map(({ url }) => url))).toEqual(layers);
});
