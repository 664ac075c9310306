import { expect, test } from 'vitest';
import { unwrap } from '../../../lib/page/identity/address';
import { hintOf, keyOf } from '../../../lib/page/identity/picture-key';
import { sizeHintOf } from '../../../lib/page/identity/renditions';

const isSame = (a: string, b: string): boolean => {
  const [x, y] = [hintOf(a), hintOf(b)];
  return keyOf(a).file === keyOf(b).file || x.place === y.place || (x.name !== '' && x.name === y.name);
};

const ONE = 'https://www.site.test/uploads/2024/05/plum-cake-on-table.jpg';

test.each([
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-300x200.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-scaled.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-1024x683.webp',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table@2x.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table.jpg?w=300&h=200&fit=crop',
  'https://i0.wp.com/www.site.test/uploads/2024/05/plum-cake-on-table.jpg?resize=300%2C200&ssl=1',
  'https://www.site.test/_next/image?url=%2Fuploads%2F2024%2F05%2Fplum-cake-on-table.jpg&w=640&q=75',
  'https://cdn.other.test/w_300,h_200,c_fill/f_auto/uploads/2024/05/plum-cake-on-table.jpg',
  'https://images.test/fit-in/800x600/https://www.site.test/uploads/2024/05/plum-cake-on-table.jpg',
  'https://cdn.other.test/thumbor/5UHVh564x9p5=/0x0:2040x1360/1200x628/filters:focal(1046x614:1047x615)/www.site.test/uploads/2024/05/plum-cake-on-table.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table_extract=67,0,1867,1050_resize=720,405_.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-videoSixteenByNineJumbo1600.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-thumbStandard.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-superJumbo-v2.jpg',
  'https://www.site.test/uploads/2024/05/plum-cake-on-table-mediumSquareAt3X.jpg',
  `https://img.test/insecure/rs:fit:300:200/${btoa(ONE).replaceAll('=', '')}.jpg`,
])('%s shows the same picture', (address) => {
  expect(isSame(ONE, address)).toBe(true);
});

test.each([
  ['width/1280/height/720', 'scale-to-width-down/1200'],
  ['thumbnail-down/width/400', ''],
])('ignores size folders (%s, %s) when it compares pictures', (a, b) => {
  const picture = 'https://static.test/1fb5ee36-d9ae-4125-96d9-f52eb403f1c9';
  expect(isSame(`${picture}/${a}`, b ? `${picture}/${b}` : picture)).toBe(true);
  expect(isSame(`${picture}/${a}`, `https://static.test/e80dae8a-b955-43f6-8ada-f023385e622b/${a}`)).toBe(false);
});

test.each([
  [
    'https://a.test/bilder/1508325/crop-958x539/plum-cake.jpg',
    'https://a.test/bilder/1508325/crop-640x360/plum-cake.jpg',
  ],
  ['https://a.test/radio/plum-164~_v-gseagaleriexl.jpg', 'https://a.test/radio/plum-164~_v-Podcast.jpg'],
  [
    'https://a.test/clip/48ed3189-5109-4cf0_facebook-aspect-ratio_default_0.jpg',
    'https://a.test/clip/48ed3189-5109-4cf0_source-aspect-ratio_1600w_0.jpg',
  ],
  [
    'https://a.test/fileadmin/_processed_/3/5/csm_plum_bc6ebee245.png',
    'https://a.test/fileadmin/_processed_/3/5/csm_plum_17bd707962.png',
  ],
  ['https://a.test/i/plum-cake.jpg?w=655&blur=200&px=28&colorquant=16', 'https://a.test/i/plum-cake.jpg?w=1200'],
  [
    'https://a.test/video/7529-c4b535107ecca677499c1c35b417dd75a1f1189d-d?f=webp&region=us',
    'https://a.test/video/7529-c4b535107ecca677499c1c35b417dd75a1f1189d-d?mw=80&q=85',
  ],
])('%s and %s name one file', (one, other) => {
  expect(keyOf(one).file).toBe(keyOf(other).file);
});

test.each([
  [
    'https://a.test/doc/c4b535107ecca677499c1c35b417dd75?page=1&w=300',
    'https://a.test/doc/c4b535107ecca677499c1c35b417dd75?page=2&w=300',
  ],
  ['https://a.test/i/plum-cake-v2.jpg', 'https://a.test/i/plum-cake-v3.jpg'],
  ['https://a.test/i/plum.jpg?f=back', 'https://a.test/i/plum.jpg?f=side'],
])('%s and %s name two files', (one, other) => {
  expect(keyOf(one).file).not.toBe(keyOf(other).file);
});

test('ignores a version parameter when it compares files', () => {
  expect(keyOf('https://a.test/f/plum-cake-on-table.jpg?itok=V5vZM_G3').file).toBe(
    keyOf('https://a.test/f/plum-cake-on-table.jpg').file,
  );
});

test('recognises a Squarespace upload on both of its hosts, but not across owners', () => {
  const at = (owner: string) => `http://static1.squarespace.com/static/${owner}/5e9499/5fa52d/1606903921091/jug.png`;
  const cdn =
    'https://images.squarespace-cdn.com/content/v1/5e10bdc20efb8f0d169f85f9/1604665871530-K5JPUPWR/jug.png?format=300w';
  expect(isSame(at('5e10bdc20efb8f0d169f85f9'), cdn)).toBe(true);
  expect(isSame(at('5285891ae4b09d15d955ce6c'), cdn)).toBe(false);
});

test.each([
  ['https://a.test/media/images/Jug.fill-220x140.jpg', 'https://a.test/media/images/Bowl.fill-220x140.jpg'],
  ['https://a.test/incoming/jug-1/ALTERNATES/w300/main.jpg', 'https://a.test/incoming/jug-2/ALTERNATES/w300/main.jpg'],
  ['https://a.test/a/475/ar/16-9/main.jpg', 'https://a.test/a/476/ar/16-9/main.jpg'],
  [
    'https://a.test/i/WvIYGpT4jV7kynU9HtMMY4oEFVs=/90x0/1/a.jpg',
    'https://a.test/i/WvIYGpT4jV7kynU9HtMMY4oEFVs=/90x0/2/a.jpg',
  ],
  ['https://a.test/sites/www.b.test/plum.jpg', 'https://a.test/sites/www.c.test/plum.jpg'],
  ['https://a.test/2023/img_1.jpg', 'https://a.test/2024/img_1.jpg'],
  ['https://a.test/image.php?id=17&w=300', 'https://a.test/image.php?id=18&w=300'],
  ['https://a.test/_processed_/3/5/csm_plum_bc6ebee245.png', 'https://a.test/_processed_/3/5/csm_pear_17bd707962.png'],
  ['https://a.test/plum-cake,id=7e976162,b=site.jpeg', 'https://a.test/plum-cake,id=7e976163,b=site.jpeg'],
  ['https://a.test/2023-10/plum.jpg', 'https://a.test/2023-11/plum.jpg'],
  ['https://a.test/photos/17/large.jpg', 'https://a.test/photos/18/large.jpg'],
  ['https://a.test/plum-cake-1.jpg', 'https://a.test/plum-cake-2.jpg'],
  ['https://a.test/format-a/cover.jpg', 'https://a.test/format-b/cover.jpg'],
  ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAB'],
])('%s and %s are two pictures', (a, b) => {
  expect(isSame(a, b)).toBe(false);
});

test('takes a key in the query for the name of a picture', () => {
  const of = (key: string) => keyOf(`https://a.test/display-image.jpg?key=${key}&w=300`).file;
  expect(of('4411')).not.toBe(of('4412'));
});

test('stops unwrapping an address that is wrapped too often', () => {
  let wrapped = 'https://a.test/x.jpg';
  for (let i = 0; i < 6; i++) wrapped = `https://p.test/?url=${encodeURIComponent(wrapped)}`;
  expect(unwrap(wrapped)).toMatch(/^https:\/\/p\.test\/\?url=/);
});

test.each([
  ['https://a.test/x-300x200.jpg', 300, 200],
  ['https://a.test/photo-300x200.jpg', 300, 200],
  ['https://a.test/big_TV_60x60.JPG', 60, 60],
  ['https://a.test/top-10-2024.jpg', 0, 0],
  ['https://a.test/x.jpg?w=1280', 1280, 0],
  ['https://a.test/w_640,h_480/x.jpg', 640, 480],
  ['https://a.test/s1600/x.jpg', 1600, 0],
  ['https://a.test/x-780w.jpg', 780, 0],
  ['https://a.test/photo-20240517.jpg', 0, 0],
  ['https://a.test/x.jpg', 0, 0],
])('%s hints at %i × %i', (address, width, height) => {
  expect(sizeHintOf(address)).toEqual({ width, height });
});
