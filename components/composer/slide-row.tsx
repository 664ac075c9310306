import { type Signal, useSignal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import type { Form } from '../../lib/composer/form-model';
import { canAskHost, hostOf, RUNGS } from '../../lib/composer/words';
import { explainPicture } from '../../lib/pin/picture-problem';
import type { Slide } from '../../lib/pin/slide';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import type { MendEditorProps } from './mend-editor';
import { SlidePicture } from './slide-picture';

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
  const editor = useSignal<FunctionComponent<MendEditorProps> | null>(null);
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
            onClick={() => void openEditor(editor)}
          />
        )}
        <IconButton icon="trash" label="Remove" onClick={() => form.slides.remove(slide.id)} />
      </div>
      {editor.value && (
        <editor.value
          form={form}
          slide={slide}
          onClose={() => {
            editor.value = null;
          }}
        />
      )}
    </li>
  );
}

function RungLine({ slide }: { slide: Slide }) {
  const { width, height } = slide.ready ?? slide.original ?? slide;
  const rung = RUNGS[slide.rung];
  const why = slide.problem ? explainPicture(slide.problem).words : rung.why;
  const wasMended = slide.ready !== null && slide.mends.length > 0;
  return (
    <span class={`slide-rung rung-${slide.rung}`} title={why}>
      {width > 0 && `${width} × ${height} · `}
      {wasMended && 'mended · '}
      {rung.word}
      <span class="seen-by-readers-only"> {why}</span>
    </span>
  );
}

/** Cropping is for few slides: its code comes when it is asked for. */
async function openEditor(editor: Signal<FunctionComponent<MendEditorProps> | null>): Promise<void> {
  const { MendEditor } = await import('./mend-editor');
  editor.value = MendEditor;
}
