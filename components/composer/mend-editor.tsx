import './mend-editor.css';
import { useSignal } from '@preact/signals';
import type { Rendering } from '../../lib/pin/mends';
import { CENTER, type Point, type Size, type Slide } from '../../lib/pin/slide';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { Dialog } from '../ui/overlays';
import type { Form } from './form-model';
import { describeResult, moveFocus, readShape, type Shape, toMends } from './shape';

interface MendEditorProps {
  form: Form;
  slide: Slide;
  onClose: () => void;
}

/** Brings one slide to a ratio, by cutting around a focal point or by a border, with the outcome in view. */
export function MendEditor({ form, slide, onClose }: MendEditorProps) {
  const shape = useSignal(readShape(slide));
  const { original } = slide;
  if (!original) return null;
  const detail = slide.focus ?? CENTER;
  const mends = toMends(slide.mends, shape.value);
  const { rendering, words } = describeResult({ ...slide, original }, mends, detail);
  const change = (patch: Partial<Shape>) => {
    shape.value = { ...shape.value, ...patch };
  };
  const isCrop = shape.value.ratio !== 'as-is' && shape.value.how === 'crop';
  return (
    <Dialog
      title={t('composer.mend.title')}
      onClose={onClose}
      actions={
        <>
          <p class="mend-outcome" role="status">
            {words}
          </p>
          <Button onClick={onClose}>{t('composer.mend.cancel')}</Button>
          <Button
            kind="primary"
            onClick={() => {
              form.slides.mend(slide.id, mends);
              onClose();
            }}
          >
            {t('composer.mend.apply')}
          </Button>
        </>
      }
    >
      <div class="mend">
        <Stage
          address={form.pictures.addressOf(original.hash).value ?? ''}
          ground={original.transparent ? (shape.value.background ?? '#ffffff') : null}
          size={original}
          rendering={rendering}
          focus={isCrop ? (shape.value.focus ?? detail) : null}
          onFocus={(focus) => change({ focus })}
        />
        <div class="mend-choices">
          <RadioGroup
            label={t('composer.mend.shape')}
            value={shape.value.ratio}
            onValue={(ratio) => change({ ratio })}
            choices={[
              { value: 'as-is', label: t('composer.mend.asIs') },
              { value: '2:3', label: t('composer.mend.portrait'), detail: t('composer.mend.portraitDetail') },
              { value: '1:1', label: t('composer.mend.square') },
            ]}
          />
          {shape.value.ratio !== 'as-is' && (
            <RadioGroup
              label={t('composer.mend.how')}
              value={shape.value.how}
              onValue={(how) => change({ how })}
              choices={[
                { value: 'crop', label: t('composer.mend.crop'), detail: t('composer.mend.cropDetail') },
                { value: 'edge', label: t('composer.mend.edge') },
                { value: 'blur', label: t('composer.mend.blur') },
              ]}
            />
          )}
          {isCrop && shape.value.focus && (
            <Button small kind="quiet" onClick={() => change({ focus: null })}>
              {t('composer.mend.resetFocus')}
            </Button>
          )}
          {original.transparent && (
            <label class="mend-enlarge">
              <input
                type="color"
                value={shape.value.background ?? '#ffffff'}
                onInput={(event) => change({ background: event.currentTarget.value })}
              />
              {t('composer.mend.background')}
            </label>
          )}
          <label class="mend-enlarge">
            <input
              type="checkbox"
              checked={shape.value.enlarge}
              onChange={(event) => change({ enlarge: event.currentTarget.checked })}
            />
            {t('composer.mend.enlarge')}
          </label>
        </div>
      </div>
    </Dialog>
  );
}

const STEP = 0.02;
const STEPS: Record<string, Point | undefined> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** The picture with the frame of what is kept; the frame follows the pointer and the arrow keys. */
function Stage({
  address,
  ground,
  size,
  rendering,
  focus,
  onFocus,
}: {
  address: string;
  /** What shows through transparent parts; null where there are none. */
  ground: string | null;
  size: Size;
  rendering: Rendering;
  focus: Point | null;
  onFocus: (focus: Point) => void;
}) {
  const follow = (event: PointerEvent) => {
    const stage = event.currentTarget as HTMLElement;
    if (!focus || (event.type === 'pointermove' && !stage.hasPointerCapture(event.pointerId))) return;
    if (event.type === 'pointerdown') stage.setPointerCapture(event.pointerId);
    const { left, top, width, height } = stage.getBoundingClientRect();
    onFocus(moveFocus({ x: (event.clientX - left) / width, y: (event.clientY - top) / height }, { x: 0, y: 0 }));
  };
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (!by || !focus) return;
    event.preventDefault();
    const { from } = rendering;
    // From where the frame is, not from a focus it could not follow to the edge.
    const middle = { x: (from.left + from.width / 2) / size.width, y: (from.top + from.height / 2) / size.height };
    onFocus(moveFocus(middle, by));
  };
  if (!focus) return <Outcome address={address} ground={ground} rendering={rendering} />;
  return (
    // The arrow keys move it both ways, which no native control does.
    <div
      class="stage"
      role="slider"
      tabIndex={0}
      aria-label={t('composer.mend.focus')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(focus.x * 100)}
      aria-valuetext={t('composer.mend.focusAt', { x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) })}
      style={{ ...frameOf(size), ...groundOf(ground) }}
      onPointerDown={follow}
      onPointerMove={follow}
      onKeyDown={step}
    >
      {address && <img src={address} alt="" draggable={false} />}
      <span class="stage-frame" style={within(rendering.from, size)} />
    </div>
  );
}

/** The finished picture: drawn in place of the canvas that it will be. */
function Outcome({ address, ground, rendering }: { address: string; ground: string | null; rendering: Rendering }) {
  const { to, fill } = rendering;
  return (
    <div class="stage" style={{ ...frameOf(rendering), ...groundOf(ground) }}>
      {address && fill === 'blur' && <img class="stage-blur" src={address} alt="" draggable={false} />}
      {address && <img class="stage-part" style={within(to, rendering)} src={address} alt="" draggable={false} />}
    </div>
  );
}

/** As wide as its column, as high as the dialog lets it, in its own ratio. */
function frameOf({ width, height }: Size) {
  return { aspectRatio: `${width} / ${height}`, '--wide': String(width / height) };
}

function groundOf(ground: string | null) {
  return ground === null ? {} : { background: ground };
}

function within(box: { left: number; top: number } & Size, whole: Size) {
  const share = (part: number, all: number) => `${(part / all) * 100}%`;
  return {
    left: share(box.left, whole.width),
    top: share(box.top, whole.height),
    width: share(box.width, whole.width),
    height: share(box.height, whole.height),
  };
}
