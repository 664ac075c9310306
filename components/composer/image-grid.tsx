import { useSignal } from '@preact/signals';
import { useCallback, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { useIsPainted } from '../ui/screen';
import { Thumb } from '../ui/thumb';
import type { Form } from './form-model';
import { findByName, findNext, findVisible, type GridModel, layOut } from './grid-model';
import { ImageTile } from './image-tile';
import type { ImageChoice } from './page-images';

/** A page with so many pictures is in the document as a whole; of larger ones only what is near the screen. */
const WHOLE = 120;
/** CSS pixels above and below the screen that are kept ready; of a composer that has just opened, a row beyond what can be seen. */
const MARGIN = 900;
const FIRST_MARGIN = 200;
/** How long typing counts as one word. Milliseconds. */
const WORD = 800;
const MOVES = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

/** All pictures in columns, each a checkbox named by its text. One tab stop; see `composer.grid.keys` for the keys. */
export function ImageGrid({ form, grid }: { form: Form; grid: GridModel }) {
  const choices = grid.shown.value;
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 0, columnWidth: 100, from: 0, to: 0 });
  const isPainted = useIsPainted();
  const activeKey = useSignal('');
  const anchor = useRef('');
  const typed = useRef({ text: '', at: 0 });
  const large = useSignal<ImageChoice | null>(null);
  const ratios = useRef(new Map<string, number>());
  const hintId = useId();
  const { width, columnWidth, from, to } = size.value;

  useLayoutEffect(() => {
    const element = box.current!;
    const zone = element.closest('.zone') ?? document.documentElement;
    const look = () => {
      const style = getComputedStyle(element);
      const top = zone.getBoundingClientRect().top - element.getBoundingClientRect().top;
      const steps = (pixels: number) => Math.floor(pixels / 200) * 200;
      const next = {
        width: element.clientWidth,
        columnWidth: Number.parseFloat(style.getPropertyValue('--column')) || 100,
        from: steps(top),
        to: steps(top + innerHeight) + 200,
      };
      if (JSON.stringify(next) !== JSON.stringify(size.peek())) size.value = next;
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', look, { capture: true });
    };
  }, []);

  // The place of a picture whose size nobody knew stays as it was when it loads: nothing jumps.
  const ratioOf = (choice: ImageChoice) => {
    const known = ratios.current.get(choice.key) ?? guessRatio(choice);
    ratios.current.set(choice.key, known);
    return known;
  };
  const layout = useMemo(
    () => layOut(choices.map(ratioOf), { width: Math.max(1, width), columnWidth, gap: 8, captionHeight: 34 }),
    [choices.map(({ key }) => key).join(), width, columnWidth],
  );
  const active = Math.max(0, findIndex(choices, activeKey.value));
  const margin = isPainted ? MARGIN : FIRST_MARGIN;
  const isWhole = isPainted && choices.length <= WHOLE;
  const visible = width === 0 ? [] : isWhole ? [...choices.keys()] : findVisible(layout, from - margin, to + margin);
  const rendered = visible.includes(active) || width === 0 || choices.length === 0 ? visible : [...visible, active];

  function focus(index: number): void {
    const choice = choices[index];
    if (!choice) return;
    activeKey.value = choice.key;
    // The tile may not be in the document yet.
    requestAnimationFrame(() => {
      const input = box.current?.querySelector<HTMLInputElement>(`[data-key="${CSS.escape(choice.key)}"]`);
      input?.focus({ preventScroll: true });
      input?.closest('.tile')?.scrollIntoView({ block: 'nearest' });
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (MOVES.includes(event.key)) {
      event.preventDefault();
      const isTurned = getComputedStyle(box.current!).direction === 'rtl';
      focus(findNext(layout, active, isTurned ? turn(event.key) : event.key));
    } else if (event.key === 'Enter' || event.key === 'Escape') {
      const shown = event.key === 'Enter' && large.peek() === null ? (choices[active] ?? null) : null;
      if (event.key === 'Enter' || large.peek()) event.preventDefault();
      large.value = shown;
    } else if (event.key.length === 1 && event.key !== ' ') {
      const now = performance.now();
      const text = now - typed.current.at < WORD ? typed.current.text + event.key : event.key;
      typed.current = { text, at: now };
      const found = findByName(choices, text, active);
      if (found >= 0) focus(found);
    }
  }

  // A tile is drawn again only when one of its own properties has changed, so these stay the same.
  const onFocus = useCallback(({ key }: ImageChoice) => {
    activeKey.value = key;
  }, []);
  const onLarge = useCallback((choice: ImageChoice | null) => {
    large.value = choice;
  }, []);
  /** With Shift, everything between the last picture that was ticked and this one becomes like this one. */
  const onToggle = useCallback(
    (choice: ImageChoice, isPicked: boolean, isRange: boolean) => {
      const all = grid.shown.peek();
      const [start, end] = [findIndex(all, anchor.current), findIndex(all, choice.key)];
      const range = isRange && start >= 0 ? all.slice(Math.min(start, end), Math.max(start, end) + 1) : [choice];
      form.toggle(range, isPicked);
      anchor.current = choice.key;
      activeKey.value = choice.key;
    },
    [form, grid],
  );

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the checkboxes within */}
      <div class="tiles" ref={box} style={{ blockSize: `${layout.height}px` }} onKeyDown={onKeyDown}>
        {rendered.map((index) => {
          const choice = choices[index]!;
          return (
            <ImageTile
              key={choice.key}
              form={form}
              choice={choice}
              place={layout.places[index]!}
              isActive={index === active}
              hintId={hintId}
              onToggle={onToggle}
              onFocus={onFocus}
              onLarge={onLarge}
            />
          );
        })}
      </div>
      <p id={hintId} hidden>
        {t('composer.grid.keys')}
      </p>
      {large.value && (
        <div class="large-look" aria-hidden="true">
          <Thumb src={large.value.url} pageUrl={form.pageUrl} fit="contain" />
        </div>
      )}
    </>
  );
}

function findIndex(choices: readonly ImageChoice[], key: string): number {
  return choices.findIndex((choice) => choice.key === key);
}

/** The shape a picture will have: by its own size, by the size it has on the page, else upright. */
function guessRatio({ width, height, candidate }: ImageChoice): number {
  if (width > 0 && height > 0) return width / height;
  const { shownWidth = 0, shownHeight = 0 } = candidate ?? {};
  return shownWidth > 0 && shownHeight > 0 ? shownWidth / shownHeight : 3 / 4;
}

function turn(key: string): string {
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}
