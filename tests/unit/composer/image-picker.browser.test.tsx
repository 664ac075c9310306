import { computed, signal } from '@preact/signals';
import { options, render, type VNode } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import '../../../assets/tokens.css';
import '../../../assets/base.css';
import '../../../components/composer/composer.css';
import type { Form } from '../../../components/composer/form-model';
import { ImagePicker } from '../../../components/composer/image-picker';
import { ImageTile } from '../../../components/composer/image-tile';
import {
  createHugePictures,
  createPageImages,
  findPlace,
  type ImageChoice,
} from '../../../components/composer/page-images';
import { answerHere } from '../../../lib/browser/messages';
import type { Candidate } from '../../../lib/page/facts';
import type { Slide } from '../../../lib/pin/slide';
import { candidate, page, slide } from './samples';

/** A picture of any size, without a request. */
const draw = (width: number, height: number, hue: number) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: width / 10, height: height / 10 });
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = `hsl(${hue} 60% 55%)`;
  pen.fillRect(0, 0, width, height);
  return canvas.toDataURL('image/png');
};

const SHAPES = [
  [1000, 1500],
  [1600, 900],
  [1200, 1200],
  [800, 2000],
] as const;

function makeCandidates(count: number): Candidate[] {
  const pictures = SHAPES.map(([width, height], index) => draw(width, height, index * 80));
  return Array.from({ length: count }, (_, index) => {
    const [naturalWidth, naturalHeight] = SHAPES[index % 4]!;
    const url = `${pictures[index % 4]}#${index}`;
    return candidate(`${'ABCD'[index % 4]} picture ${index}`, { url, naturalWidth, naturalHeight });
  });
}

/** The picker over a page of these or so many pictures, with a list of what is chosen in place of a draft. */
function show(pictures: number | Candidate[]) {
  const candidates = typeof pictures === 'number' ? makeCandidates(pictures) : pictures;
  const slides = signal<Slide[]>([]);
  const images = createPageImages(page({ candidates }), undefined, () => true);
  const toggle = (choices: readonly ImageChoice[], isPicked: boolean) => {
    for (const choice of choices) {
      const others = slides.value.filter((_, index) => index !== findPlace(choice, slides.value));
      if (!isPicked) slides.value = others;
      else if (others.length === slides.value.length)
        slides.value = [...others, slide(choice.key, { url: choice.url })];
    }
  };
  const facts = page({ candidates });
  const form = {
    images,
    huge: createHugePictures('', null),
    facts,
    pageWords: '',
    toggle,
    others: { describe: () => '' },
    draft: { slides: computed(() => slides.value) },
  };
  document.documentElement.dataset.mode = 'popup';
  const box = document.createElement('div');
  Object.assign(box.style, { inlineSize: '300px', blockSize: '560px', display: 'grid' });
  document.body.append(box);
  render(<ImagePicker form={form as unknown as Form} />, box);
  return { slides, box };
}

afterEach(() => {
  for (const box of [...document.body.children]) {
    render(null, box);
    box.remove();
  }
});

const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.tile input')];
const focused = () => document.activeElement?.closest('label')?.title;
/** Until the grid knows its width, and what was asked for is drawn. */
const settle = () => vi.waitFor(() => expect(boxes().length).toBeGreaterThan(0));

test('each picture is a checkbox named by its text, in its own shape', async () => {
  const { slides } = show(12);
  await settle();
  await screen.getByRole('checkbox', { name: 'B picture 1', exact: true }).click();
  expect(slides.value.map(({ id }) => id)).toEqual(['1']);
  const { width, height } = document.querySelectorAll('.tile-picture')[1]!.getBoundingClientRect();
  expect(width / height).toBeCloseTo(16 / 9, 0);
});

test('one tab stop; arrow keys, Home, End and letters move, Space chooses, Shift chooses a range', async () => {
  const { slides } = show(12);
  await settle();
  expect(boxes().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  boxes()[0]!.focus();
  await userEvent.keyboard('{End}');
  await vi.waitFor(() => expect(focused()).toBe('D picture 11'));
  await userEvent.keyboard('{Home}');
  await vi.waitFor(() => expect(focused()).toBe('A picture 0'));
  await userEvent.keyboard(' ');
  await userEvent.keyboard('{ArrowRight}');
  await vi.waitFor(() => expect(focused()).toBe('B picture 1'));
  await userEvent.keyboard('c');
  await vi.waitFor(() => expect(focused()).toBe('C picture 2'));
  await userEvent.keyboard('{Shift>} {/Shift}');
  expect(slides.value.map(({ id }) => id)).toEqual(['0', '1', '2']);
});

test('a filter and an order change what is shown, and all of it can be chosen at once', async () => {
  const { slides } = show(12);
  await settle();
  await screen.getByRole('combobox', { name: 'Show' }).selectOptions('Landscape');
  await vi.waitFor(() => expect(boxes()).toHaveLength(3));
  expect(document.querySelector('.image-count')?.textContent).toBe('3 of 12 images');
  await screen.getByRole('button', { name: 'Choose all' }).click();
  expect(slides.value.map(({ id }) => id)).toEqual(['1', '5', '9']);
  await screen.getByRole('button', { name: 'Choose none' }).click();
  expect(slides.value).toEqual([]);
});

test('of thousands only those near the screen are in the document, and the keys reach all', async () => {
  show(3000);
  await settle();
  expect(boxes().length).toBeLessThan(150);
  boxes()[0]!.focus();
  await userEvent.keyboard('{End}');
  await vi.waitFor(() => expect(focused()).toBe('D picture 2999'));
  expect(boxes().length).toBeLessThan(150);
});

test('Enter shows a picture at full size, and Escape takes it away', async () => {
  show(3);
  await settle();
  boxes()[0]!.focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.querySelector('.large-look img')).not.toBeNull());
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.querySelector('.large-look')).toBeNull());
});

test('a picture of twelve megapixels is shown by a thumbnail; where it cannot be read, by itself', async () => {
  const large = { naturalWidth: 3000, naturalHeight: 4000 };
  const [readable, unreadable] = [`${draw(3000, 4000, 1)}#large`, `${draw(3000, 4000, 2)}#closed`];
  const copy = draw(1500, 2000, 3);
  const asked = vi.fn(async ({ url }: { url: string }) =>
    url === readable ? { src: copy, width: 3000, height: 4000 } : null,
  );
  const nothing = async () => {};
  answerHere({ wake: nothing, look: nothing, prepare: nothing, thumbnail: asked });
  show([candidate('Large', { url: readable, ...large }), candidate('Closed', { url: unreadable, ...large })]);
  const sources = () => [...document.querySelectorAll<HTMLImageElement>('.tile img')].map(({ src }) => src);
  await vi.waitFor(() => expect(sources()).toEqual([copy, unreadable]));
  await vi.waitFor(() => expect(document.querySelector('.tile-size')?.textContent).toBe('3,000 × 4,000'));
  expect(asked).toHaveBeenCalledTimes(2);
});

test('of a large page the tiles in view come first, and a choice draws no others again', async () => {
  const drawn: string[] = [];
  // Preact's hook before each drawing of a component, as its developer tools use it.
  const hooks = options as { __r?: (node: VNode<{ choice: ImageChoice }>) => void };
  const before = hooks.__r;
  hooks.__r = (node) => {
    if ((node.type as unknown) === ImageTile) drawn.push(node.props.choice.name);
    before?.(node);
  };
  try {
    show(60);
    await settle();
    const first = boxes().length;
    await vi.waitFor(() => expect(boxes()).toHaveLength(60));
    expect(first).toBeLessThan(40);
    await new Promise((resolve) => setTimeout(resolve, 300));
    drawn.length = 0;
    await screen.getByRole('checkbox', { name: 'C picture 2', exact: true }).click();
    await vi.waitFor(() => expect(drawn).toContain('C picture 2'));
    // The first one had the tab stop.
    expect([...new Set(drawn)]).toEqual(['A picture 0', 'C picture 2']);
  } finally {
    hooks.__r = before!;
  }
});
