import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Form } from './form-model';
import { SlideRow } from './slide-row';

type Direction = 'earlier' | 'later';

/** The rows of the slide list: moved by buttons, and by dragging once that part has been loaded. */
export function SlideRows({ form, list }: { form: Form; list: RefObject<HTMLOListElement | null> }) {
  const slides = form.draft.slides.value;
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
