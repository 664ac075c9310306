import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { moveInGrid } from './grid-keys';
import type { PlanModel } from './plan-model';
import { PlanRow } from './plan-row';

/** So many rows are drawn at once without a window over them. */
const ALL_DRAWN = 60;
/** Height of a row in CSS pixels while only those in view are drawn; `plan.css` holds rows to it. */
const ROW_HEIGHT = 176;
const OVERSCAN = 6;

/** Elements of their own: laid out as cards, a table's rows and cells would lose their meaning. */
const HEAD = { role: 'row', 'aria-rowindex': 1 } as const;
const HEADER = { role: 'columnheader' } as const;

/** The grid *Pins*. Of many rows only those in view are in the document. */
export function PlanGrid({ plan }: { plan: PlanModel }) {
  const pins = plan.rows.drafts.value;
  const box = useRef<HTMLDivElement>(null);
  const view = useSignal({ top: 0, height: 800 });
  const isWindowed = pins.length > ALL_DRAWN;
  const look = () => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {};
    view.value = { top: scrollTop, height: clientHeight };
  };
  useLayoutEffect(look, [isWindowed]);
  const first = isWindowed ? Math.max(0, Math.floor(view.value.top / ROW_HEIGHT) - OVERSCAN) : 0;
  const last = isWindowed ? Math.ceil((view.value.top + view.value.height) / ROW_HEIGHT) + OVERSCAN : pins.length;
  const shown = pins.slice(first, last);

  useEffect(() => {
    if (plan.refusals.value === 0) return;
    const place = pins.findIndex(({ id }) => plan.problems.peek().get(id)?.[0]?.severity === 'error');
    if (place < 0) return;
    if (isWindowed) box.current?.scrollTo({ top: place * ROW_HEIGHT });
    setTimeout(() => {
      const row = box.current?.querySelector<HTMLElement>(`[aria-rowindex="${place + 2}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    }, 50);
  }, [plan.refusals.value]);

  const grid = {
    role: 'grid',
    'aria-label': t('plan.grid'),
    'aria-rowcount': pins.length + 1,
    onKeyDown: moveInGrid,
  } as const;
  const all = pins.length > 0 && pins.every(({ id }) => plan.selected.value.has(id));
  return (
    <div
      class={isWindowed ? 'plan-grid plan-grid-windowed' : 'plan-grid'}
      ref={box}
      onScroll={isWindowed ? look : undefined}
    >
      <div {...grid}>
        <div {...HEAD} class="plan-grid-head">
          <div {...HEADER}>
            <label class="plan-all">
              <input
                type="checkbox"
                checked={all}
                onChange={() => {
                  plan.selected.value = new Set(all ? [] : pins.map(({ id }) => id));
                }}
              />
              {t('plan.selectAll')}
            </label>
          </div>
          <div {...HEADER} class="seen-by-readers-only">
            {t('plan.columns.words')}
          </div>
          <div {...HEADER} class="seen-by-readers-only">
            {t('plan.columns.place')}
          </div>
        </div>
        {isWindowed && <div style={{ blockSize: `${first * ROW_HEIGHT}px` }} role="presentation" />}
        {shown.map((pin, index) => (
          <PlanRow
            key={pin.id}
            plan={plan}
            pin={pin}
            place={first + index}
            count={pins.length}
            isSelected={plan.selected.value.has(pin.id)}
            problems={plan.problems.value.get(pin.id)}
          />
        ))}
        {isWindowed && (
          <div style={{ blockSize: `${Math.max(0, pins.length - last) * ROW_HEIGHT}px` }} role="presentation" />
        )}
      </div>
    </div>
  );
}
