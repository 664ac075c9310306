import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Form } from '../../lib/composer/form-model';
import { SlideRow } from './slide-row';
import './slide-list.css';

type Direction = 'earlier' | 'later';

/** The chosen pictures in the order of the carousel. Moved by buttons, and by dragging once that part has been loaded. */
export function SlideList({ form }: { form: Form }) {
  const slides = form.draft.slides.value;
  const list = useRef<HTMLOListElement>(null);
  const moved = useSignal<{ id: string; to: Direction } | null>(null);
  const canMove = slides.length > 1;

  useEffect(() => {
    if (!canMove || !list.current) return;
    const element = list.current;
    let stop: (() => void) | undefined;
    let isGone = false;
    void import('./slide-drag').then(({ dragSlides }) => {
      if (!isGone) stop = dragSlides(element, form.slides.moveTo);
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [canMove, slides.map(({ id }) => id).join()]);

  // The button that was pressed moves with its row, and may have become the one that can go no further.
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
    <div class="slides">
      <h2 id="slides-label">
        Slides {slides.length > 1 && <span class="slides-kind">a carousel of {slides.length}</span>}
      </h2>
      {slides.length === 0 && <p class="slides-none">Tick one image, or two to five for a carousel.</p>}
      <ol aria-label="Slides" ref={list} class="slide-rows">
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
      </ol>
    </div>
  );
}
