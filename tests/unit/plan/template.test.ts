import { describe, expect, it } from 'vitest';
import { applyTemplate, fillIn, fillInParameters, type TemplateValues } from '../../../lib/pin/fill-template';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide } from '../../../lib/pin/slide';
import type { Template } from '../../../lib/pin/template';

const values: TemplateValues = {
  title: 'Pumpkin soup',
  description: 'Warm and quick.',
  alt: 'Soup in a blue bowl',
  site: 'Anna cooks',
  board: 'Autumn soups',
  date: 'Dec 6',
  price: '',
};
const rest = { site: values.site, date: values.date, price: values.price };

const template = (change: Partial<Template> = {}): Template => ({
  id: 't1',
  name: 'Blog',
  title: '',
  description: '',
  hashtags: '',
  utm: '',
  ...change,
});

function pin(change: Partial<Pin> = {}): Pin {
  const source = { pageUrl: 'https://a.example/', pageTitle: '', collectedAt: 0 };
  const slide = createSlide({ id: 's', url: 'https://a.example/1.jpg', text: values.alt, width: 0, height: 0 });
  return {
    ...createDraft({ id: 'p', source, handOver: 'at-time', now: 0 }),
    title: values.title,
    description: values.description,
    link: 'https://a.example/soup',
    board: { id: 'b', name: values.board },
    slides: [slide],
    ...change,
  };
}

describe('a template', () => {
  it('is filled in with what is known of the pin', () => {
    const filled = fillIn('{title} · {board} ({ Site }, {date})', values);
    expect(filled).toEqual({ text: 'Pumpkin soup · Autumn soups (Anna cooks, Dec 6)', notes: [] });
  });

  it('says which fields are unknown, and leaves them as they are written', () => {
    expect(fillIn('{tittle} by {author}', values)).toEqual({
      text: '{tittle} by {author}',
      notes: [
        { kind: 'unknown', field: 'tittle' },
        { kind: 'unknown', field: 'author' },
      ],
    });
  });

  it('says which fields are empty, and leaves no gap where they stood', () => {
    expect(fillIn('{title} – {price}', values)).toEqual({
      text: 'Pumpkin soup',
      notes: [{ kind: 'empty', field: 'price' }],
    });
    expect(fillIn('Now {price} only', values).text).toBe('Now only');
  });

  it('fills in no field that another brought along', () => {
    expect(fillIn('{title}', { ...values, title: 'Use {board} here' }).text).toBe('Use {board} here');
  });

  it('leaves alone what it says nothing about', () => {
    const { content } = applyTemplate(pin(), template({ title: '{title} | {site}' }), rest);
    expect(content).toMatchObject({
      title: 'Pumpkin soup | Anna cooks',
      description: 'Warm and quick.',
      link: 'https://a.example/soup',
    });
  });

  it('puts hashtags on a line of their own, and parameters into the link, encoded', () => {
    const { content } = applyTemplate(
      pin(),
      template({ hashtags: '#soup #fall', utm: 'utm_source=pinterest&utm_campaign={board}&utm_term={price}' }),
      rest,
    );
    expect(content.description).toBe('Warm and quick.\n#soup #fall');
    expect(content.link).toBe('https://a.example/soup?utm_source=pinterest&utm_campaign=Autumn+soups');
  });

  it('applied twice is applied once, and another takes its place', () => {
    const first = template({ title: '{title} | {site}', hashtags: '#soup', utm: 'utm_source=pin' });
    const once = { ...pin(), ...applyTemplate(pin(), first, rest).content };
    expect(applyTemplate(once, first, rest).content).toEqual(once && applyTemplate(pin(), first, rest).content);
    const other = applyTemplate(once, template({ id: 't2', title: 'New: {title}' }), rest).content;
    expect(other).toMatchObject({ title: 'New: Pumpkin soup', description: 'Warm and quick.', link: pin().link });
  });

  it('takes what was typed since for the pin’s own words', () => {
    const first = template({ title: '{title} | {site}' });
    const typed = { ...pin(), ...applyTemplate(pin(), first, rest).content, title: 'My soup' };
    expect(applyTemplate(typed, first, rest).content.title).toBe('My soup | Anna cooks');
  });

  it('keeps a pasted value’s own encoding, and survives one that is none', () => {
    expect(fillInParameters('?utm_campaign=early%20fall&utm_term=100%', values).text).toBe(
      'utm_campaign=early+fall&utm_term=100%25',
    );
  });
});
