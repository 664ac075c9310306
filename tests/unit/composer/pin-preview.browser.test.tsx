import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { page as screen } from 'vitest/browser';
import '../../../assets/tokens.css';
import '../../../assets/base.css';
import type { Form } from '../../../components/composer/form-model';
import { PinPreview } from '../../../components/composer/pin-preview';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide } from '../../../lib/pin/slide';

const draw = (width: number, height: number, colour: string) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: width / 10, height: height / 10 });
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);
  return canvas.toDataURL('image/png');
};

const SIZES = [
  [1000, 1500],
  [1000, 3000],
  [1200, 1200],
] as const;

function show(count: number) {
  const source = { pageUrl: 'https://kitchen.test/', pageTitle: '', collectedAt: 0 };
  const slides = SIZES.slice(0, count).map(([width, height], index) =>
    createSlide({
      id: String(index),
      url: draw(width, height, ['#369', '#c63', '#396'][index]!),
      text: '',
      width,
      height,
    }),
  );
  const words = { title: 'Soup for the week', description: 'Warm. '.repeat(60), link: 'https://www.kitchen.test/soup' };
  const pin = signal<Pin>({ ...createDraft({ id: 'p', source, handOver: 'at-time', now: 0 }), ...words, slides });
  const draft = { pin, slides: computed(() => pin.value.slides) };
  const box = document.createElement('div');
  box.style.inlineSize = '240px';
  document.body.append(box);
  render(<PinPreview form={{ draft, pictures: { addressOf: () => signal('') } } as unknown as Form} />, box);
}

afterEach(() => {
  for (const box of [...document.body.children]) {
    render(null, box);
    box.remove();
  }
});

test('in the feed there are picture, title and host; opened there are also the description and the way out', async () => {
  show(1);
  const preview = document.querySelector('.preview')!;
  expect(preview.textContent).toContain('Soup for the week');
  expect(preview.textContent).not.toContain('Warm.');
  await screen.getByRole('radio', { name: 'Opened' }).click();
  expect(preview.textContent).toContain('kitchen.test Visit');
  expect(preview.textContent).toContain('Warm.');
});

test('a carousel is turned by its buttons, with a dot for each slide', async () => {
  show(3);
  expect(document.querySelectorAll('.preview-dot')).toHaveLength(3);
  await screen.getByRole('button', { name: 'Previous slide' }).click();
  const spoken = () => document.querySelector('.preview [aria-live]')?.textContent;
  await expect.poll(spoken).toBe('Slide 3 of 3');
  await screen.getByRole('button', { name: 'Next slide' }).click();
  await expect.poll(spoken).toBe('Slide 1 of 3');
});

test('the feed cuts a pin longer than 1:2.1 off, and says where; opened it is whole', async () => {
  show(3);
  await screen.getByRole('button', { name: 'Next slide' }).click();
  const frame = () => document.querySelector('.preview-picture')!.getBoundingClientRect();
  await expect.element(screen.getByText('The feed cuts it off here.')).toBeVisible();
  expect(frame().height / frame().width).toBeCloseTo(2.1, 1);
  await screen.getByRole('radio', { name: 'Opened' }).click();
  expect(document.querySelector('.preview-cut')).toBeNull();
});
