import './add-picture.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { captureTab } from '../../lib/browser/in-page';
import { cutScreenshot } from '../../lib/images/drawing';
import { readHeader } from '../../lib/images/header';
import { describeBytes } from '../../lib/images/picture';
import { isSafePicture } from '../../lib/images/svg';
import { type Box, createSlide, type Size, type Slide } from '../../lib/pin/slide';
import { putBlob } from '../../lib/store/blobs';
import { formatSize } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { Dialog } from '../ui/overlays';
import type { Form } from './form-model';

/**
 * Adds pictures that came from no page: files, what was dropped or pasted, a part of the screen. Stores their bytes before the
 * draft names them; then the worker prepares them like any other. Reports what was added.
 */
export async function addFiles(files: readonly Blob[], form: Form, patch: Partial<Slide> = {}): Promise<void> {
  const slides: Slide[] = [];
  let refused = 0;
  try {
    for (const file of files) {
      const slide = await keep(file);
      if (slide) slides.push({ ...slide, ...patch });
      else refused++;
    }
  } catch {
    form.say('danger', t('composer.add.notKept'));
  }
  if (slides.length > 0) form.slides.add(slides);
  if (refused > 0) form.say('warn', t('composer.add.notPictures', { count: refused }));
  else if (slides.length > 0) form.say('good', t('composer.add.added', { count: slides.length }));
}

/** Undefined when the file is no picture, or one that no browser could hold. */
async function keep(file: Blob): Promise<Slide | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isSafePicture(bytes)) return undefined;
  const header = readHeader(bytes);
  const blob = file.slice(0, file.size, header.type);
  const original = await describeBytes(blob, { ...header, transparent: header.hasAlpha });
  await putBlob(original.hash, blob);
  const { width, height } = header;
  const url = `file:${original.hash}`;
  return { ...createSlide({ id: crypto.randomUUID(), url, text: '', width, height }), original };
}

/** Ways to add a picture that the page does not offer: files, drop, paste, or a part of what the tab shows. */
export function AddPicture({ form, onClose }: { form: Form; onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const shot = useSignal<Blob | null>(null);
  const trouble = useSignal('');
  const count = form.draft.slides.value.length;
  const before = useRef(count);
  useEffect(() => {
    // Dropped or pasted while this is open.
    if (count > before.current) onClose();
  }, [count]);
  if (shot.value) return <ScreenCrop shot={shot.value} form={form} onClose={onClose} />;

  async function takeScreen(): Promise<void> {
    trouble.value = '';
    shot.value = form.tabId === null ? null : await captureTab(form.tabId);
    if (!shot.value) trouble.value = t('composer.add.screenUnavailable');
  }

  return (
    <Dialog title={t('composer.add')} onClose={onClose}>
      <div class="add-picture">
        <p class="add-picture-drop">{t('composer.add.hint')}</p>
        <div class="add-picture-ways">
          <Button icon="upload" onClick={() => input.current?.click()}>
            {t('composer.add.files')}
          </Button>
          <Button icon="image" disabled={form.tabId === null} onClick={() => void takeScreen()}>
            {t('composer.add.screen')}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/*"
          multiple
          hidden
          aria-label={t('composer.add.files')}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            void addFiles(files, form).then(onClose);
          }}
        />
        <p aria-live="polite">{trouble.value}</p>
      </div>
    </Dialog>
  );
}

const STEP = 0.02;
const ARROWS: Record<string, { x: number; y: number } | undefined> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** Smallest part that can be chosen, as a share of the screen. */
const LEAST = 0.05;

/** Chooses a part of a screenshot, by pointer or keys. The frame is in fractions (0–1) of the screenshot. */
function ScreenCrop({ shot, form, onClose }: { shot: Blob; form: Form; onClose: () => void }) {
  const address = useSignal('');
  const size = useSignal<Size>({ width: 1, height: 1 });
  const frame = useSignal<Box>({ left: 0.1, top: 0.1, width: 0.8, height: 0.8 });
  const start = useRef({ x: 0, y: 0 });
  useEffect(() => {
    const url = URL.createObjectURL(shot);
    address.value = url;
    return () => URL.revokeObjectURL(url);
  }, [shot]);

  const pointOf = (event: PointerEvent) => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: clamp((event.clientX - left) / width), y: clamp((event.clientY - top) / height) };
  };
  const onPointerDown = (event: PointerEvent) => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    start.current = pointOf(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const [from, to] = [start.current, pointOf(event)];
    const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
    if (width >= LEAST && height >= LEAST)
      frame.value = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width, height };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    const { left, top, width, height } = frame.value;
    frame.value = event.shiftKey
      ? {
          left,
          top,
          width: Math.min(1 - left, Math.max(LEAST, width + by.x)),
          height: Math.min(1 - top, Math.max(LEAST, height + by.y)),
        }
      : {
          left: Math.min(1 - width, Math.max(0, left + by.x)),
          top: Math.min(1 - height, Math.max(0, top + by.y)),
          width,
          height,
        };
  };

  async function use(): Promise<void> {
    const { left, top, width, height } = frame.value;
    const { width: across, height: down } = size.value;
    const part = await cutScreenshot(shot, {
      left: left * across,
      top: top * down,
      width: width * across,
      height: height * down,
    });
    await addFiles([part], form, { fromScreen: true });
    onClose();
  }

  const { left, top, width, height } = frame.value;
  const percent = (share: number) => `${share * 100}%`;
  return (
    <Dialog
      title={t('composer.add.cropTitle')}
      onClose={onClose}
      actions={
        <>
          <p class="add-picture-hint">{t('composer.add.cropHint')}</p>
          <Button onClick={onClose}>{t('composer.add.cancel')}</Button>
          <Button kind="primary" onClick={() => void use()}>
            {t('composer.add.use')}
          </Button>
        </>
      }
    >
      {/* The arrow keys move it both ways, which no native control does. */}
      <div
        class="screen-crop"
        role="slider"
        tabIndex={0}
        aria-label={t('composer.add.frame')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((left + width / 2) * 100)}
        aria-valuetext={formatSize({
          width: Math.round(width * size.value.width),
          height: Math.round(height * size.value.height),
        })}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      >
        {address.value && (
          <img
            src={address.value}
            alt=""
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              size.value = { width: naturalWidth, height: naturalHeight };
            }}
          />
        )}
        <span
          class="screen-crop-frame"
          style={{ left: percent(left), top: percent(top), width: percent(width), height: percent(height) }}
        />
      </div>
    </Dialog>
  );
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
