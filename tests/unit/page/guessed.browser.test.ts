import { expect, test } from 'vitest';
import { listAddresses } from '../../../lib/page/facts';
import { find, readHtml } from './read-html';

const head = (image = '') =>
  `<head><title>Rust dress</title>${image && `<meta property="og:image" content="${image}">`}</head><h1>Rust dress</h1>`;

test('merges the src, srcset and og:image of a picture into renditions of one candidate', async () => {
  const img =
    '<img width="600" height="900" src="/p/dress-600x900.jpg" srcset="/p/dress-600x900.jpg 600w, /p/dress-1200x1800.jpg 1200w">';
  const facts = await readHtml(`${head('https://www.craft.test/p/dress-300x450.jpg')}<main>${img}</main>`);
  expect(facts.candidates).toHaveLength(1);
  expect(facts.candidates[0]).toMatchObject({ url: 'https://www.craft.test/p/dress-1200x1800.jpg' });
  expect(facts.candidates[0]!.variants).toContain('https://www.craft.test/p/dress-600x900.jpg');
  expect(facts.candidates[0]!.guessed).toBeUndefined();
});

test('merges two shown pictures that match only by address, but never pins one in place of the other', async () => {
  const facts = await readHtml(
    `${head()}<main><img width="300" height="450" src="/p/rust-linen-dress-300x450.jpg"><p>Words.</p><img width="600" height="900" src="/p/rust-linen-dress-600x900.jpg"></main>`,
  );
  expect(facts.candidates).toHaveLength(1);
  const [dress] = facts.candidates;
  expect(dress!.guessed).toHaveLength(1);
  expect(listAddresses(dress!)).toEqual([dress!.url]);
  expect([dress!.url, ...dress!.variants].map((url) => url.replace(/^.*-/, '')).sort()).toEqual([
    '300x450.jpg',
    '600x900.jpg',
  ]);
});

test('pins the shown picture when a linked file is only a guess at a larger rendition', async () => {
  const guess = 'https://media.craft.test/social/rust-linen-dress-2024a1b2.jpg';
  const img =
    '<img width="600" height="900" src="https://static.craft.test/posts/7/rust-linen-dress-2024a1b2.jpg?w=600" alt="Rust dress">';
  const facts = await readHtml(`${head()}<main>${img}<p><a href="${guess}">A picture</a></p></main>`);
  const dress = find(facts, '/posts/7/');
  expect(dress.text).toBe('Rust dress');
  expect(listAddresses(dress)).not.toContain(guess);
  expect(dress.guessed).toEqual([guess]);
});

test('takes what the metadata names for the picture that is shown from another host under the same path', async () => {
  const path = '/wp-content/uploads/2017/10/salmon-1-of-1.jpg';
  const shown = `<img width="600" height="900" src="https://s6655.cdn.test${path}" alt="Salmon">`;
  const facts = await readHtml(`${head(`https://www.craft.test${path}`)}<main>${shown}</main>`);
  expect(facts.candidates.map(({ text }) => text)).toEqual(['Salmon']);
  const other = await readHtml(`${head(`https://www.craft.test${path.replace('/10/', '/11/')}`)}<main>${shown}</main>`);
  expect(other.candidates).toHaveLength(2);
});

const record = (...images: string[]) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Recipe', name: 'Rust dress', image: images })}</script>`;
const twoShown =
  '<main><img width="600" height="900" src="/p/dress.jpg" alt="On the hanger"><p>Words.</p><div><img width="500" height="500" src="/p/dress-500x500.jpg" alt="Worn in a garden"></div></main>';

test('merges two sizes of one file that a record lists together, even with different alt texts', async () => {
  const facts = await readHtml(`${head()}${record('/p/dress.jpg', '/p/dress-500x500.jpg')}${twoShown}`);
  expect(facts.candidates.map(({ url }) => url)).toEqual(['https://www.craft.test/p/dress.jpg']);
  expect(facts.candidates[0]!.guessed).toBeUndefined();
});

test('keeps pictures apart when their alt texts differ and no record lists them, or when the record lists two files', async () => {
  expect((await readHtml(`${head()}${twoShown}`)).candidates).toHaveLength(2);
  const two = twoShown.replace('dress-500x500', 'back-500x500');
  expect((await readHtml(`${head()}${record('/p/dress.jpg', '/p/back-500x500.jpg')}${two}`)).candidates).toHaveLength(
    2,
  );
});
