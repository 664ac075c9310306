import { useSignal } from '@preact/signals';
import type { Slide } from '../../lib/pin/slide';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { Lazy } from '../ui/lazy';
import type { Form } from './form-model';
import { SlidePicture } from './slide-picture';
import { canAskHost, hostOf, RUNGS } from './words';

/** Cropping is for few slides: its code comes when it is asked for. */
const loadMendEditor = () => import('./mend-editor').then(({ MendEditor }) => MendEditor);

/** One chosen picture: what it is, which rung of the ladder holds it and why, and everything that can be done to it. */
export function SlideRow({
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
  return (
    <li class="slide" aria-label={`Slide ${place + 1} of ${total}`} data-slide={slide.id}>
      {total > 1 && (
        <span class="slide-grip" data-grip aria-hidden="true">
          <Icon name="drag" />
        </span>
      )}
      <span class="slide-picture">
        <SlidePicture form={form} slide={slide} />
      </span>
      <div class="slide-words">
        <strong>
          Slide {place + 1} of {total}
        </strong>
        <RungLine slide={slide} />
        {slide.text && (
          <span class="slide-text" dir="auto" title={slide.text}>
            {slide.text}
          </span>
        )}
      </div>
      <div class="slide-acts">
        <IconButton
          icon="up"
          label="Move earlier"
          data-move="earlier"
          disabled={place === 0}
          onClick={() => onMove('earlier')}
        />
        <IconButton
          icon="down"
          label="Move later"
          data-move="later"
          disabled={place === total - 1}
          onClick={() => onMove('later')}
        />
        {canAskHost(slide) ? (
          <IconButton
            icon="lock"
            label={`Allow reading from ${hostOf(slide.url)}`}
            onClick={() => form.slides.askHost(slide)}
          />
        ) : (
          <IconButton
            icon="crop"
            label="Crop or pad"
            disabled={slide.original === null}
            onClick={() => {
              isMending.value = true;
            }}
          />
        )}
        <IconButton icon="trash" label="Remove" onClick={() => form.slides.remove(slide.id)} />
      </div>
      {isMending.value && (
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

function RungLine({ slide }: { slide: Slide }) {
  const { width, height } = slide.ready ?? slide.original ?? slide;
  const rung = RUNGS[slide.rung];
  const wasMended = slide.ready !== null && slide.mends.length > 0;
  return (
    <span class={`slide-rung rung-${slide.rung}`} title={rung.why}>
      {width > 0 && `${width} × ${height} · `}
      {wasMended ? `${rung.word}, mended` : rung.word}
      <span class="seen-by-readers-only"> {rung.why}</span>
    </span>
  );
}
