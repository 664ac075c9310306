import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Slide } from '../../lib/pin/slide';
import { formatHost, formatSize } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Icon, IconButton } from '../ui/button';
import { Lazy } from '../ui/screen';
import { canAskHost } from './first-draft';
import type { Form } from './form-model';
import { SlidePicture } from './pin-preview';

/** Few slides are cropped: load the editor on demand. */
const loadMendEditor = () => import('./mend-editor').then(({ MendEditor }) => MendEditor);

/** One chosen picture: what it is, which rung of the ladder holds it and why, and everything that can be done to it. */
function SlideRow({
  form,
  slide,
  place,
  total,
  onMove,
}: {
  form: Form;
  slide: Slide;
  place: number;
  total: number;
  onMove: (to: 'earlier' | 'later') => void;
}) {
  const isMending = useSignal(false);
  const name = t('composer.slides.name', { place: place + 1, total });
  return (
    <li class="slide" aria-label={name} data-slide={slide.id}>
      {total > 1 && (
        <span class="slide-grip" data-grip aria-hidden="true">
          <Icon name="drag" />
        </span>
      )}
      <span class="slide-picture">
        <SlidePicture form={form} slide={slide} />
      </span>
      <div class="slide-words">
        <strong>{name}</strong>
        <RungLine form={form} slide={slide} />
        {slide.text && (
          <span class="slide-text" dir="auto" title={slide.text}>
            {slide.text}
          </span>
        )}
      </div>
      <div class="slide-acts">
        <IconButton
          icon="up"
          label={t('composer.slides.earlier')}
          data-move="earlier"
          disabled={place === 0}
          onClick={() => onMove('earlier')}
        />
        <IconButton
          icon="down"
          label={t('composer.slides.later')}
          data-move="later"
          disabled={place === total - 1}
          onClick={() => onMove('later')}
        />
        {canAskHost(slide) ? (
          <IconButton
            icon="lock"
            label={t('composer.slides.allow', { host: formatHost(slide.url) })}
            onClick={() => form.slides.askHost(slide)}
          />
        ) : (
          <IconButton
            icon="crop"
            label={t('composer.slides.crop')}
            disabled={slide.original === null && form.draft.isStored.value}
            onClick={() => {
              // Nothing is read before something is stored; the editor opens once the picture is known.
              if (slide.original === null) form.draft.change({});
              isMending.value = true;
            }}
          />
        )}
        <IconButton icon="trash" label={t('composer.slides.remove')} onClick={() => form.slides.remove(slide.id)} />
      </div>
      {isMending.value && slide.original !== null && (
        <Lazy
          load={loadMendEditor}
          props={{
            form,
            slide,
            onClose: () => {
              isMending.value = false;
            },
          }}
        />
      )}
    </li>
  );
}

/** The picture's size and what holds it. Nothing is read before the draft is stored. */
function RungLine({ form, slide }: { form: Form; slide: Slide }) {
  const { width, height } = slide.ready ?? slide.original ?? slide;
  const { word, why } = RUNGS[slide.rung];
  const wasMended = slide.ready !== null && slide.mends.length > 0;
  const size = width > 0 ? formatSize({ width, height }) : '';
  if (!form.draft.isStored.value) return <span class="slide-rung">{size}</span>;
  const held = wasMended ? t('composer.rung.mended', { rung: t(word) }) : t(word);
  return (
    <span class={`slide-rung rung-${slide.rung}`} title={t(why)}>
      {size ? t('composer.slides.sizeAndRung', { size, rung: held }) : held}
      <span class="seen-by-readers-only"> {t(why)}</span>
    </span>
  );
}

const RUNGS = {
  reading: { word: 'composer.rung.reading', why: 'composer.rung.readingWhy' },
  bytes: { word: 'composer.rung.bytes', why: 'composer.rung.bytesWhy' },
  address: { word: 'composer.rung.address', why: 'composer.rung.addressWhy' },
  screenshot: { word: 'composer.rung.screenshot', why: 'composer.rung.screenshotWhy' },
  none: { word: 'composer.rung.none', why: 'composer.rung.noneWhy' },
} as const satisfies Record<Slide['rung'], { word: string; why: string }>;

type Direction = 'earlier' | 'later';

/** The rows of the slide list, moved by buttons and by dragging. */
export function SlideRows({ form, list }: { form: Form; list: RefObject<HTMLOListElement | null> }) {
  const slides = form.draft.slides.value;
  const moved = useSignal<{ id: string; to: Direction } | null>(null);
  const canMove = slides.length > 1;

  useEffect(() => {
    if (!canMove || !list.current) return;
    return dragSlides(list.current, form.slides.moveTo);
  }, [canMove, slides.map(({ id }) => id).join()]);

  // The pressed button moves with its row, and may be disabled now.
  useLayoutEffect(() => {
    const last = moved.peek();
    moved.value = null;
    if (!last) return;
    const row = list.current?.querySelector(`[data-slide="${CSS.escape(last.id)}"]`);
    const buttons = [last.to, last.to === 'earlier' ? 'later' : 'earlier'].map((to) =>
      row?.querySelector<HTMLButtonElement>(`[data-move="${to}"]:not(:disabled)`),
    );
    (buttons[0] ?? buttons[1])?.focus();
  });

  return (
    <>
      {slides.map((slide, place) => (
        <SlideRow
          key={slide.id}
          form={form}
          slide={slide}
          place={place}
          total={slides.length}
          onMove={(to) => {
            moved.value = { id: slide.id, to };
            form.slides.moveTo(slide.id, place + (to === 'earlier' ? -1 : 1));
          }}
        />
      ))}
    </>
  );
}

/**
 * Lets the rows of the slide list be dragged by their grip (`[data-grip]`). `moveTo` gets the slide and the place it was
 * dropped at. Answers how to stop. The buttons beside each row do the same for keyboards and readers.
 */
function dragSlides(list: HTMLElement, moveTo: (slideId: string, place: number) => void): () => void {
  const rows = Array.from(list.querySelectorAll<HTMLElement>('[data-slide]'));
  return combine(...rows.map((row, place) => combine(makeSource(row), makeTarget(row, place, rows, moveTo))));
}

function makeSource(row: HTMLElement): () => void {
  return draggable({
    element: row,
    ...findGrip(row),
    getInitialData: () => ({ slideId: row.dataset.slide }),
    onDragStart: () => row.classList.add('slide-dragged'),
    onDrop: () => row.classList.remove('slide-dragged'),
  });
}

function findGrip(row: HTMLElement): { dragHandle?: Element } {
  const grip = row.querySelector('[data-grip]');
  return grip ? { dragHandle: grip } : {};
}

function makeTarget(
  row: HTMLElement,
  place: number,
  rows: readonly HTMLElement[],
  moveTo: (slideId: string, place: number) => void,
): () => void {
  const mark = (edge: 'before' | 'after' | null) => {
    row.classList.toggle('drop-before', edge === 'before');
    row.classList.toggle('drop-after', edge === 'after');
  };
  return dropTargetForElements({
    element: row,
    canDrop: ({ source }) => rows.includes(source.element as HTMLElement),
    onDrag: ({ location, source }) => mark(source.element === row ? null : edgeAt(row, location.current.input.clientY)),
    onDragLeave: () => mark(null),
    onDrop: ({ location, source }) => {
      mark(null);
      const from = rows.indexOf(source.element as HTMLElement);
      const gap = edgeAt(row, location.current.input.clientY) === 'before' ? place : place + 1;
      // Taking the row out of its old place moves everything behind it one up.
      moveTo(String(source.data.slideId), from < gap ? gap - 1 : gap);
    },
  });
}

function edgeAt(row: HTMLElement, clientY: number): 'before' | 'after' {
  const { top, height } = row.getBoundingClientRect();
  return clientY < top + height / 2 ? 'before' : 'after';
}
