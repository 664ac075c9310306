import { useSignal } from '@preact/signals';
import type { Board } from '../../lib/store/books';
import { formatList, formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { SelectField, TextField } from '../ui/field';
import { BoardBox } from './board-cell';
import type { PlanModel } from './plan-model';
import type { BoardPlan } from './plan-times';

/** How many boards are preselected where pins go to several. */
const FIRST_BOARDS = 3;

/** Settings for the selected rows, or for all if none is. */
export function PlanBulk({ plan }: { plan: PlanModel }) {
  const chosen = plan.selected.value.size;
  return (
    <div class="plan-group">
      <p class="plan-group-head">{chosen > 0 ? t('plan.forChosen', { count: chosen }) : t('plan.forAll')}</p>
      <Boards plan={plan} />
      <Words plan={plan} />
      {chosen > 0 && (
        <Button small icon="trash" onClick={() => void plan.remove([...plan.selected.peek()])}>
          {t('plan.removeChosen', { count: chosen })}
        </Button>
      )}
    </div>
  );
}

function Boards({ plan }: { plan: PlanModel }) {
  const { kind, boards, days } = plan.boardPlan.value;
  const put = (change: Partial<BoardPlan>) => void plan.putOnBoards({ ...plan.boardPlan.peek(), ...change });
  const rows = plan.targets.value;
  const { accountId = null, board: first } = rows[0] ?? {};
  const isOneBoard = rows.every(({ board }) => board?.id === first?.id);
  const choose = (next: BoardPlan['kind']) => {
    if (next === 'one') return put({ kind: next, boards: boards.slice(0, 1) });
    put({ kind: next, boards: boards.length > 1 ? boards : pickBoards(plan, accountId) });
  };
  const isSame = ({ accountId, id }: Board, other: Board) => accountId === other.accountId && id === other.id;
  return (
    <>
      <RadioGroup
        row
        label={t('plan.boards.label')}
        value={kind}
        onValue={choose}
        choices={[
          { value: 'one', label: t('plan.boards.one') },
          { value: 'turns', label: t('plan.boards.turns') },
          { value: 'each', label: t('plan.boards.each') },
        ]}
      />
      {kind !== 'one' && boards.length > 0 && (
        <ul class="plan-chips" aria-label={t('plan.boards.chosen')}>
          {boards.map((board) => (
            <li key={`${board.accountId} ${board.id}`}>
              <Button
                small
                kind="quiet"
                icon="close"
                aria-label={t('plan.boards.drop', { name: board.name })}
                onClick={() => put({ boards: boards.filter((one) => !isSame(one, board)) })}
              >
                <bdi>{board.name}</bdi>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <BoardBox
        plan={plan}
        label={kind === 'one' ? t('plan.boards.forAll') : t('plan.boards.add')}
        name={kind === 'one' && isOneBoard ? (first?.name ?? '') : ''}
        accountId={accountId}
        onBoard={(board) =>
          put({ boards: kind === 'one' ? [board] : [...boards.filter((one) => !isSame(one, board)), board] })
        }
      />
      {kind === 'each' && boards.length > 1 && (
        <TextField
          label={t('plan.boards.days')}
          type="number"
          min={0}
          max={365}
          value={String(days)}
          onValue={(value) => {
            const next = Number(value);
            if (value !== '' && Number.isInteger(next) && next >= 0 && next <= 365) put({ days: next });
          }}
          hint={days < 1 ? t('plan.boards.tooSoon') : <Sentence plan={plan} />}
        />
      )}
    </>
  );
}

/** Says when the first pin's picture goes to each board: "3 pins: Today, 9:00, Sun, Dec 6, 9:00 and Sun, Dec 13, 9:00". */
function Sentence({ plan }: { plan: PlanModel }) {
  const pins = plan.rows.drafts.value;
  const first = pins.find(({ isCopy }) => !isCopy);
  const address = first?.slides[0]?.url;
  const times = pins
    .filter(({ id, isCopy, slides }) => id === first?.id || (isCopy && slides[0]?.url === address))
    .flatMap(({ publishAt }) => publishAt ?? []);
  if (times.length < 2) return null;
  const now = plan.now();
  return (
    <>{t('plan.boards.sentence', { count: times.length, times: formatList(times.map((at) => formatTime(at, now))) })}</>
  );
}

/** The boards preselected for several: those used last. */
function pickBoards(plan: PlanModel, accountId: string | null): Board[] {
  const own = plan.boards.peek().filter((board) => accountId === null || board.accountId === accountId);
  return [...own].sort((a, b) => b.lastUsedAt - a.lastUsedAt).slice(0, FIRST_BOARDS);
}

function Words({ plan }: { plan: PlanModel }) {
  const told = useSignal('');
  const templates = plan.settings.value?.templates ?? [];
  const use = async (id: string) => {
    const template = templates.find((one) => one.id === id);
    if (!template) return;
    const notes = await plan.useTemplate(template);
    told.value = notes
      .map(({ kind, field }) =>
        t(kind === 'unknown' ? 'plan.template.unknown' : 'plan.template.empty', { field: `{${field}}` }),
      )
      .join(' ');
  };
  return (
    <div class="plan-pair">
      {templates.length > 0 && (
        <SelectField
          label={t('plan.template.label')}
          value=""
          options={[['', t('plan.template.choose')], ...templates.map(({ id, name }) => [id, name] as const)]}
          onValue={(id) => void use(id)}
          hint={told.value || undefined}
        />
      )}
      <SelectField
        label={t('plan.crop.label')}
        value=""
        options={[
          ['', t('plan.crop.choose')],
          ['2:3', t('plan.crop.tall')],
          ['1:1', t('plan.crop.square')],
        ]}
        onValue={(ratio) => (ratio === '2:3' || ratio === '1:1') && void plan.crop(ratio)}
      />
    </div>
  );
}
