import { computed } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { formatSize } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Icon } from '../ui/button';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';
import { nameFormat, nameRatio, type Place } from './grid-model';
import { findPlace, type ImageChoice, useTilePicture } from './page-images';

/** How long a pointer rests or presses before the picture is shown large. Milliseconds. */
const LONG = 900;

/** One picture to choose: a checkbox named by its text. A pointer that rests or presses on it shows it large. */
export function ImageTile({
  form,
  choice,
  place,
  isActive,
  hintId,
  onToggle,
  onFocus,
  onLarge,
}: {
  form: Form;
  choice: ImageChoice;
  place: Place;
  isActive: boolean;
  hintId: string;
  onToggle: (choice: ImageChoice, isPicked: boolean, isRange: boolean) => void;
  onFocus: (choice: ImageChoice) => void;
  /** Null: no longer. */
  onLarge: (choice: ImageChoice | null) => void;
}) {
  const id = useId();
  const tile = useRef<HTMLDivElement>(null);
  const src = useTilePicture(choice, form.huge, tile);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isRange = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Computed, so that a choice draws those tiles again that look different afterwards, and no other.
  const slidePlace = useMemo(() => computed(() => findPlace(choice, form.draft.slides.value)), [form, choice]).value;
  const earlier = useMemo(() => computed(() => form.others.describe(choice)), [form, choice]).value;
  const isPicked = slidePlace >= 0;
  const [size, format] = [choice.width > 0 ? formatSize(choice) : '', nameFormat(choice.url)];
  const startLook = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onLarge(choice), LONG);
  };
  const endLook = () => {
    clearTimeout(timer.current);
    onLarge(null);
  };
  return (
    <div
      ref={tile}
      class={isPicked ? 'tile tile-picked' : 'tile'}
      style={{
        insetInlineStart: `${place.left}px`,
        insetBlockStart: `${place.top}px`,
        inlineSize: `${place.width}px`,
        blockSize: `${place.height}px`,
      }}
    >
      <label
        title={earlier ? `${choice.name}\n${earlier}` : choice.name}
        onPointerEnter={startLook}
        onPointerDown={startLook}
        onPointerLeave={endLook}
      >
        <input
          type="checkbox"
          checked={isPicked}
          data-key={choice.key}
          tabIndex={isActive ? 0 : -1}
          aria-describedby={[size && id, earlier && `${id}-earlier`, hintId].filter(Boolean).join(' ')}
          onFocus={() => onFocus(choice)}
          onBlur={endLook}
          onClick={(event) => {
            isRange.current = event.shiftKey;
          }}
          onKeyUp={(event) => {
            isRange.current = event.shiftKey;
          }}
          onChange={(event) => {
            endLook();
            onToggle(choice, event.currentTarget.checked, isRange.current);
          }}
        />
        <span class="tile-picture">
          <Thumb
            src={src}
            pageUrl={form.pageUrl}
            fit={choice.width > 0 ? 'cover' : 'contain'}
            onFail={() => form.images.fail(choice)}
            onSize={(...loaded) => {
              const { width, height } = form.huge.sizeOf(choice.url) ?? { width: loaded[0], height: loaded[1] };
              form.images.measure(choice, width, height);
            }}
          />
          {format && (
            <span class="tile-format" aria-hidden="true">
              {format}
            </span>
          )}
          {earlier && (
            <span class="tile-earlier" aria-hidden="true">
              <Icon name="check" />
            </span>
          )}
          {isPicked && (
            <span class="tile-place" aria-hidden="true">
              {slidePlace + 1}
            </span>
          )}
        </span>
        <span class="tile-name" dir="auto">
          {choice.name}
        </span>
      </label>
      {earlier && (
        <span id={`${id}-earlier`} hidden>
          {earlier}
        </span>
      )}
      {size && (
        <>
          <span class="tile-size" aria-hidden="true">
            {size}
          </span>
          <span id={id} hidden>
            {format
              ? t('composer.grid.marks', { size, ratio: nameRatio(choice), format })
              : t('composer.grid.marksWithoutFormat', { size, ratio: nameRatio(choice) })}
          </span>
        </>
      )}
    </div>
  );
}
