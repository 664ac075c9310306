import { memo } from 'preact/compat';
import { DESCRIPTION_LIMIT, TITLE_LIMIT } from '../../lib/pin/limits';
import type { Pin } from '../../lib/pin/pin';
import { fromFieldValue, toFieldValue } from '../../lib/time';
import { t } from '../../lib/words/t';
import { Button, IconButton } from '../ui/button';
import { TextArea, TextField } from '../ui/field';
import { PinThumb } from '../ui/thumb';
import { BoardCell } from './board-cell';
import type { PlanModel } from './plan-model';
import type { RowProblem } from './plan-rows';

/** No `<table>`: laid out as a card, its rows and cells would lose their roles. */
const CELL = { role: 'gridcell', tabIndex: -1 } as const;

/** One pin of the plan, editable in place. */
export const PlanRow = memo(function PlanRow({
  plan,
  pin,
  place,
  count,
  isSelected,
  problems = NONE,
}: {
  plan: PlanModel;
  pin: Pin;
  place: number;
  count: number;
  isSelected: boolean;
  problems: RowProblem[] | undefined;
}) {
  const put = (change: Parameters<PlanModel['change']>[1] extends (pin: Pin) => infer Change ? Change : never) =>
    void plan.change([pin.id], () => change);
  const row = { role: 'row', 'aria-rowindex': place + 2, 'aria-selected': isSelected } as const;
  return (
    <div {...row} class="plan-row">
      <div {...CELL} class="plan-cell plan-picture" tabIndex={place === 0 ? 0 : -1}>
        <input
          type="checkbox"
          class="plan-select"
          aria-label={t('plan.select', { place: place + 1 })}
          checked={isSelected}
          onChange={() => {
            const chosen = new Set(plan.selected.peek());
            if (!chosen.delete(pin.id)) chosen.add(pin.id);
            plan.selected.value = chosen;
          }}
        />
        <Picture plan={plan} pin={pin} />
      </div>
      <div {...CELL} class="plan-cell">
        <TextField
          label={t('plan.fields.title')}
          limit={TITLE_LIMIT}
          value={pin.title}
          onValue={(title) => put({ title })}
        />
        <TextArea
          label={t('plan.fields.description')}
          limit={DESCRIPTION_LIMIT}
          rows={2}
          value={pin.description}
          onValue={(description) => put({ description })}
        />
      </div>
      <div {...CELL} class="plan-cell">
        <TextField
          label={t('plan.fields.link')}
          value={pin.link}
          onValue={(link) => put({ link })}
          dir="ltr"
          spellcheck={false}
        />
        <div class="plan-pair">
          <BoardCell plan={plan} pin={pin} />
          <TextField
            label={t('plan.fields.time')}
            type="datetime-local"
            value={pin.publishAt === null ? '' : toFieldValue(pin.publishAt)}
            onValue={(value) => put({ when: 'time', publishAt: fromFieldValue(value) })}
          />
        </div>
      </div>
      <div {...CELL} class="plan-cell plan-side">
        <span class="plan-acts">
          <IconButton
            icon="up"
            label={t('plan.moveEarlier', { place: place + 1 })}
            disabled={place === 0}
            onClick={() => void plan.move(pin.id, -1)}
          />
          <IconButton
            icon="down"
            label={t('plan.moveLater', { place: place + 1 })}
            disabled={place === count - 1}
            onClick={() => void plan.move(pin.id, 1)}
          />
          <IconButton
            icon="trash"
            label={t('plan.remove', { place: place + 1 })}
            onClick={() => void plan.remove([pin.id])}
          />
        </span>
        <Problems plan={plan} pin={pin} problems={problems} />
      </div>
    </div>
  );
});

const NONE: RowProblem[] = [];

const TONES = { error: 'tone-danger', pending: 'tone-quiet', warning: 'tone-warn' };

function Problems({ plan, pin, problems }: { plan: PlanModel; pin: Pin; problems: RowProblem[] }) {
  const [first, ...others] = problems;
  if (!first) return null;
  const label = first.mend?.label ?? (first.isShift ? t('plan.shift') : first.isTellApart ? t('plan.tellApart') : '');
  return (
    <div class={`plan-problem ${TONES[first.severity]}`}>
      <p {...(first.severity === 'error' && { 'aria-invalid': true as const, tabIndex: -1 })}>{first.words}</p>
      {label && (
        <Button small kind="quiet" onClick={() => void plan.mend(pin, first)}>
          {label}
        </Button>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('plan.more', { count: others.length })}</summary>
          <ul>
            {others.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Picture({ plan, pin }: { plan: PlanModel; pin: Pin }) {
  const slide = pin.slides[0];
  return (
    <span class="plan-thumb" aria-busy={slide?.rung === 'reading'}>
      <PinThumb pin={pin} findThumbnail={plan.findThumbnail} alt={slide?.text ?? ''} />
      {pin.slides.length > 1 && <span class="plan-slides">{pin.slides.length}</span>}
    </span>
  );
}
