import type { ComponentChildren } from 'preact';
import { nameAccount } from '../../lib/store/books';
import { formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { FACETS, type Facet, NO_FILTER, SORTS, type Sort, STATES } from './arrange';
import type { Planner } from './planner-model';

/** All filters, with how many pins each choice would show. */
export function Filters({ planner }: { planner: Planner }) {
  const isNarrowed = planner.filter.value !== NO_FILTER && !isNothing(planner);
  return (
    <div class="planner-tools">
      <StateFilter planner={planner} />
      {planner.view.value === 'list' && <SelectAll planner={planner} />}
      <fieldset aria-label={t('planner.filters')} class="facets">
        {FACETS.map((facet) => (
          <FacetFilter key={facet} facet={facet} planner={planner} />
        ))}
        {planner.view.value === 'list' && <SortChoice planner={planner} />}
        {isNarrowed && (
          <Button small kind="quiet" icon="close" onClick={() => planner.narrow(NO_FILTER)}>
            {t('planner.clearFilters')}
          </Button>
        )}
      </fieldset>
    </div>
  );
}

function isNothing({ filter }: Planner): boolean {
  return (Object.keys(NO_FILTER) as (keyof typeof NO_FILTER)[]).every((key) => filter.value[key] === NO_FILTER[key]);
}

/** A radio group as a row of chips. */
export function Chips<Value extends string>({
  label,
  choices,
  value,
  onValue,
  name,
  isEmpty = () => false,
}: {
  label: string;
  choices: readonly Value[];
  value: Value;
  onValue: (value: Value) => void;
  name: (choice: Value) => ComponentChildren;
  /** Whether a choice would show nothing. */
  isEmpty?: (choice: Value) => boolean;
}) {
  return (
    <div role="radiogroup" aria-label={label} class="chips">
      {choices.map((choice) => (
        <label key={choice} class={isEmpty(choice) ? 'chip chip-empty' : 'chip'}>
          <input
            type="radio"
            name={label}
            class="chip-input"
            value={choice}
            checked={choice === value}
            onChange={() => onValue(choice)}
          />
          {name(choice)}
        </label>
      ))}
    </div>
  );
}

function StateFilter({ planner }: { planner: Planner }) {
  const { states } = planner.found.value;
  return (
    <Chips
      label={t('planner.filterByState')}
      choices={STATES}
      value={planner.filter.value.state}
      onValue={(state) => planner.narrow({ state })}
      name={(state) => (
        <>
          {t(`planner.filter.${state}`)}{' '}
          <span class="chip-count">{planner.isComplete.value ? states[state] : '…'}</span>
        </>
      )}
      isEmpty={(state) => states[state] === 0}
    />
  );
}

/** One filter; absent while there is nothing to choose. */
function FacetFilter({ facet, planner }: { facet: Facet; planner: Planner }) {
  const counts = planner.found.value.facets[facet];
  const chosen = planner.filter.value[facet];
  if (!chosen && counts.size < (facet === 'planId' ? 1 : 2)) return null;
  const keys = chosen && !counts.has(chosen) ? [chosen, ...counts.keys()] : [...counts.keys()];
  const named = keys
    .map((key) => ({ key, name: nameKey(facet, key, planner) }))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (
    <select
      class={chosen ? 'input facet facet-chosen' : 'input facet'}
      aria-label={t(`planner.facet.${facet}`)}
      value={chosen}
      onChange={(event) => planner.narrow({ [facet]: event.currentTarget.value })}
    >
      <option value="">{t(`planner.facetAll.${facet}`)}</option>
      {named.map(({ key, name }) => (
        <option key={key} value={key}>
          {t('planner.facetChoice', { name, count: counts.get(key) ?? 0 })}
        </option>
      ))}
    </select>
  );
}

function nameKey(facet: Facet, key: string, planner: Planner): string {
  const pins = planner.pins.value ?? [];
  if (facet === 'boardId') return pins.find(({ board }) => board?.id === key)?.board?.name || key;
  if (facet === 'planId') {
    const first = pins.find(({ planId }) => planId === key);
    return first ? t('planner.planOf', { day: formatDay(first.createdAt, planner.now.value) }) : key;
  }
  const account = planner.accounts.value.get(key);
  return facet === 'accountId' && account ? nameAccount(account) : key;
}

function SortChoice({ planner }: { planner: Planner }) {
  return (
    <label class="sort">
      {t('planner.sort')}
      <select
        class="input facet"
        value={planner.sort.value}
        onChange={(event) => (planner.sort.value = event.currentTarget.value as Sort)}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`planner.sort.${sort}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Selects all found pins or none; half checked while some are. */
function SelectAll({ planner }: { planner: Planner }) {
  const found = planner.found.value.pins.length;
  const chosen = planner.selection.pins.value.length;
  if (found === 0) return null;
  return (
    <label class="select-all">
      <input
        type="checkbox"
        checked={chosen === found}
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && chosen < found;
        }}
        onChange={planner.selection.toggleAll}
      />
      {t('planner.selectAll')}
    </label>
  );
}
