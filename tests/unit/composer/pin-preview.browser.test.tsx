import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { page as screen } from 'vitest/browser';
import '../../../assets/tokens.css';
import '../../../assets/base.css';
import type { Form } from '../../../components/composer/form-model';
import { createHugePictures } from '../../../components/composer/page-images';
import { PinPreview } from '../../../components/composer/pin-preview';
import { answerHere } from '../../../lib/browser/messages';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';

const draw = (width: number, height: number, colour: string) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: width / 10, height: height / 10 });
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);
  return canvas.toDataURL('image/png');
};

const SOURCE = { pageUrl: 'https://kitchen.test/', pageTitle: '', collectedAt: 0 };

const SIZES = [
  [1000, 1500],
  [1000, 3000],
  [1200, 1200],
] as const;

function show(count: number) {
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
  const pin = signal<Pin>({
    ...createDraft({ id: 'p', source: SOURCE, handOver: 'at-time', now: 0 }),
    ...words,
    slides,
  });
  const draft = { pin, slides: computed(() => pin.value.slides) };
  const box = document.createElement('div');
  box.style.inlineSize = '240px';
  document.body.append(box);
  render(<PinPreview form={{ draft, pictures: { addressOf: () => signal('') } } as unknown as Form} />, box);
}

test('of a picture of twelve megapixels the thumbnail is shown until it has been read, then what is kept', async () => {
  const [url, kept, thumbnail] = ['#111', '#222', '#333'].map((colour) => draw(1000, 1500, colour)) as [
    string,
    string,
    string,
  ];
  const nothing = async () => {};
  const asked = vi.fn(async () => ({ src: thumbnail, width: 3000, height: 4000 }));
  answerHere({ wake: nothing, look: nothing, prepare: nothing, thumbnail: asked });
  const slide = createSlide({ id: 's', url, text: '', width: 3000, height: 4000 });
  const slides = signal<Slide[]>([slide]);
  const pin = signal<Pin>({
    ...createDraft({ id: 'p', source: SOURCE, handOver: 'at-time', now: 0 }),
    slides: [slide],
  });
  const address = signal<string | null>('');
  render(
    <PinPreview
      form={
        {
          draft: { pin, slides },
          huge: createHugePictures(SOURCE.pageUrl, null),
          pictures: { addressOf: () => address },
        } as unknown as Form
      }
    />,
    document.body.appendChild(document.createElement('div')),
  );
  const shown = () => document.querySelector<HTMLImageElement>('.preview img')?.src;
  await expect.poll(shown).toBe(thumbnail);
  const facts = {
    hash: 'h',
    type: 'image/jpeg',
    width: 3000,
    height: 4000,
    bytes: 1,
    animated: false,
    transparent: false,
  };
  slides.value = [{ ...slide, rung: 'bytes', original: facts, ready: facts }];
  // Its bytes are on their way from the store: the picture itself is not asked for meanwhile.
  await expect.poll(shown).toBe(thumbnail);
  address.value = kept;
  await expect.poll(shown).toBe(kept);
  address.value = null;
  await expect.poll(shown).toBe(url);
  expect(asked).toHaveBeenCalledOnce();
});

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
