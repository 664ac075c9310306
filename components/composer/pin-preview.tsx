import './pin-preview.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LONG_PIN_RATIO } from '../../lib/pin/limits';
import { type Box, CENTER, cropBox, type Mend, type Size, type Slide } from '../../lib/pin/slide';
import { formatHost } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { IconButton } from '../ui/button';
import { isHuge, Thumb } from '../ui/thumb';
import type { Form } from './form-model';

/** A slide's picture: the mended bytes once they are there, until then the original shown as the mends will make it. */
export function SlidePicture({ form, slide, whole = false }: { form: Form; slide: Slide; whole?: boolean }) {
  const facts = slide.ready ?? slide.original;
  const kept = facts && form.pictures.addressOf(facts.hash).value;
  const isUnread = isHuge(slide) && slide.rung === 'reading';
  useEffect(() => {
    if (isUnread && whole) form.huge.ask(slide.url);
  }, [isUnread, slide.url]);
  const own = isUnread || (isHuge(slide) && kept === '') ? form.huge.addressOf(slide.url) : slide.url;
  const reshape = slide.ready ? undefined : slide.mends.find(isReshape);
  const size = slide.ready ?? slide.original ?? slide;
  const ratio = reshape ? RATIOS[reshape.ratio] : sayRatio(size);
  const frame = (
    <Thumb
      src={kept || own}
      pageUrl={form.pageUrl}
      alt=""
      fit={reshape?.kind === 'pad' ? 'contain' : 'cover'}
      {...(reshape?.kind === 'crop'
        ? { position: sayPosition(cropBox(size, reshape.ratio, reshape.focus ?? slide.focus ?? CENTER), size) }
        : {})}
    />
  );
  return whole ? (
    <span class="slide-whole" style={{ aspectRatio: ratio }}>
      {frame}
    </span>
  ) : (
    frame
  );
}

const RATIOS = { '2:3': '2 / 3', '1:1': '1 / 1' };

function isReshape(mend: Mend): mend is Extract<Mend, { ratio: unknown }> {
  return mend.kind === 'crop' || mend.kind === 'pad';
}

function sayRatio({ width, height }: Size): string {
  return width > 0 && height > 0 ? `${width} / ${height}` : RATIOS['2:3'];
}

/** The `object-position` at which a covered box shows exactly this part: how far it is along the room it has. */
function sayPosition(box: Box, size: Size): string {
  const along = (start: number, room: number) => `${room > 0 ? (start / room) * 100 : 50}%`;
  return `${along(box.left, size.width - box.width)} ${along(box.top, size.height - box.height)}`;
}

const VIEWS = ['feed', 'closeUp'] as const;
/** A finger that moves this far turns to the next slide. CSS pixels. */
const SWIPE = 30;

/** The pin as it will look on Pinterest, in the feed or opened: picture in its ratio, words as far as they are shown, link. */
export function PinPreview({ form }: { form: Form }) {
  const view = useSignal<(typeof VIEWS)[number]>('feed');
  const at = useSignal(0);
  const { title, description, link, board } = form.draft.pin.value;
  const isOpened = view.value === 'closeUp';
  return (
    <section class={`preview preview-${view.value}`} aria-label={t('composer.preview')}>
      <fieldset class="preview-views">
        <legend class="seen-by-readers-only">{t('composer.preview.as')}</legend>
        {VIEWS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="preview"
              checked={view.value === one}
              onChange={() => {
                view.value = one;
              }}
            />
            {t(`composer.preview.${one}`)}
          </label>
        ))}
      </fieldset>
      <div class="preview-card">
        <Pictures
          form={form}
          at={at.value}
          isOpened={isOpened}
          onTurn={(to) => {
            at.value = to;
          }}
        />
        <div class="preview-words">
          {isOpened && formatHost(link) && (
            <span class="preview-visit">
              <span class="preview-host">{formatHost(link)}</span> <b>{t('composer.preview.visit')}</b>
            </span>
          )}
          <strong dir="auto">{title || t('composer.preview.title')}</strong>
          {!isOpened && formatHost(link) && <span class="preview-host">{formatHost(link)}</span>}
          {isOpened && description && (
            <p class="preview-text" dir="auto">
              {description}
            </p>
          )}
          {isOpened && board && (
            <span class="preview-board" dir="auto">
              {t('composer.preview.board', { board: board.name })}
            </span>
          )}
        </div>
      </div>
    </section>
  );
}

/** The pin's slides, one at a time: dots, buttons, swipe. The feed cuts a long one off. */
function Pictures({
  form,
  at,
  isOpened,
  onTurn,
}: {
  form: Form;
  at: number;
  isOpened: boolean;
  onTurn: (to: number) => void;
}) {
  const slides = form.draft.slides.value;
  const total = slides.length;
  const place = Math.min(at, Math.max(0, total - 1));
  const slide = slides[place];
  const swipeFrom = useRef<number | null>(null);
  if (!slide) return <span class="preview-nothing">{t('composer.preview.nothing')}</span>;
  const { width, height } = slide.ready ?? slide;
  const isCut = !isOpened && width > 0 && height / width > LONG_PIN_RATIO;
  const turn = (by: number) => onTurn((place + by + total) % total);
  const onPointerUp = ({ clientX }: PointerEvent) => {
    const moved = clientX - (swipeFrom.current ?? clientX);
    swipeFrom.current = null;
    if (total > 1 && Math.abs(moved) > SWIPE) turn(moved < 0 ? 1 : -1);
  };
  return (
    <div
      class={isCut ? 'preview-picture preview-cut' : 'preview-picture'}
      onPointerDown={({ clientX }) => {
        swipeFrom.current = clientX;
      }}
      onPointerUp={onPointerUp}
    >
      <SlidePicture form={form} slide={slide} whole />
      {isCut && <span class="preview-cut-note">{t('composer.preview.cut')}</span>}
      {total > 1 && (
        <div class="preview-turn">
          <IconButton icon="back" label={t('composer.preview.previous')} onClick={() => turn(-1)} />
          <span class="seen-by-readers-only" aria-live="polite">
            {t('composer.preview.place', { place: place + 1, total })}
          </span>
          <span class="preview-dots" aria-hidden="true">
            {slides.map(({ id }, index) => (
              <i key={id} class={index === place ? 'preview-dot preview-dot-now' : 'preview-dot'} />
            ))}
          </span>
          <IconButton icon="forward" label={t('composer.preview.next')} onClick={() => turn(1)} />
        </div>
      )}
    </div>
  );
}
