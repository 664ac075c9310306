import { expect, test } from 'vitest';
import { mergeDraft } from '../../../components/composer/merge';
import { draft, readBytes, slide } from './samples';

const base = draft({ title: 'Soup', description: 'Warm.', slides: [slide('a'), slide('b')] });

test('what only one side changed is taken from that side', () => {
  const ours = { ...base, title: 'Pumpkin soup' };
  const theirs = { ...base, description: 'Very warm.' };
  const pin = mergeDraft(base, ours, theirs);
  expect(pin).toMatchObject({ title: 'Pumpkin soup', description: 'Very warm.' });
});

test('where both changed the same field, what is typed here stays', () => {
  const pin = mergeDraft(base, { ...base, title: 'Ours' }, { ...base, title: 'Theirs' });
  expect(pin.title).toBe('Ours');
});

test('a slide that the worker has read is taken in while the words are being typed', () => {
  const theirs = { ...base, slides: [readBytes(slide('a')), slide('b')] };
  const pin = mergeDraft(base, { ...base, title: 'Typing' }, theirs);
  expect(pin.title).toBe('Typing');
  expect(pin.slides[0]?.rung).toBe('bytes');
});

test('what the worker made of older mends does not undo newer ones; the picture need not be read again', () => {
  const mended = slide('a', { mends: [{ kind: 'shrink' }] });
  const theirs = { ...base, slides: [readBytes(slide('a')), slide('b')] };
  const pin = mergeDraft(base, { ...base, slides: [mended, slide('b')] }, theirs);
  expect(pin.slides[0]).toEqual({ ...mended, original: readBytes(slide('a')).original });
});

test('slides moved here stay moved, with what the worker knows of them', () => {
  const ours = { ...base, slides: [slide('b'), slide('a')] };
  const theirs = { ...base, slides: [readBytes(slide('a')), slide('b')] };
  const pin = mergeDraft(base, ours, theirs);
  expect(pin.slides.map(({ id, rung }) => `${id} ${rung}`)).toEqual(['b reading', 'a bytes']);
});

test('a slide removed in the other window is gone here too', () => {
  expect(mergeDraft(base, base, { ...base, slides: [slide('b')] }).slides.map(({ id }) => id)).toEqual(['b']);
});

test('what the engine wrote into the row is never replaced by what this window held', () => {
  const theirs = { ...base, attempts: 3 };
  expect(mergeDraft(base, { ...base, title: 'Typing' }, theirs).attempts).toBe(3);
});
