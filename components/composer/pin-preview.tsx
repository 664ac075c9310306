import { useSignal } from '@preact/signals';
import { IconButton } from '../ui/button';
import type { Form } from './form-model';
import { SlidePicture } from './slide-picture';
import { hostOf } from './words';
import './pin-preview.css';

/** The pin as it will look on Pinterest: the picture in its ratio, title, description and where it leads. */
export function PinPreview({ form }: { form: Form }) {
  const at = useSignal(0);
  const { title, description, link, board } = form.draft.pin.value;
  const slides = form.draft.slides.value;
  const place = Math.min(at.value, Math.max(0, slides.length - 1));
  const slide = slides[place];
  const go = (by: number) => {
    at.value = (place + by + slides.length) % slides.length;
  };
  return (
    <section class="preview" aria-label="The pin as Pinterest will show it">
      <div class="preview-picture">
        {slide ? (
          <SlidePicture form={form} slide={slide} whole />
        ) : (
          <span class="preview-nothing">Choose an image</span>
        )}
        {slides.length > 1 && (
          <div class="preview-turn">
            <IconButton icon="back" label="Previous slide" onClick={() => go(-1)} />
            <span>
              {place + 1}/{slides.length}
            </span>
            <IconButton icon="forward" label="Next slide" onClick={() => go(1)} />
          </div>
        )}
      </div>
      <div class="preview-words">
        {hostOf(link) && <span class="preview-host">{hostOf(link)}</span>}
        <strong dir="auto">{title || 'Title'}</strong>
        {description && (
          <p class="preview-text preview-more" dir="auto">
            {description}
          </p>
        )}
        {board && (
          <span class="preview-board preview-more" dir="auto">
            {board.name}
          </span>
        )}
      </div>
    </section>
  );
}
