import { useRef } from 'preact/hooks';
import { Lazy } from '../ui/lazy';
import type { Form } from './form-model';
import './slide-list.css';

const loadRows = () => import('./slide-rows').then(({ SlideRows }) => SlideRows);

/** The chosen pictures in the order of the carousel. */
export function SlideList({ form }: { form: Form }) {
  const count = form.draft.slides.value.length;
  const list = useRef<HTMLOListElement>(null);
  return (
    <div class="slides">
      <h2>Slides {count > 1 && <span class="slides-kind">a carousel of {count}</span>}</h2>
      {count === 0 && <p class="slides-none">Tick one image, or two to five for a carousel.</p>}
      <ol aria-label="Slides" ref={list} class="slide-rows">
        {count > 0 && <Lazy load={loadRows} props={{ form, list }} />}
      </ol>
    </div>
  );
}
