import { formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { SORTS, type Sort } from './arrange';
import { FACETS, type Facet, NO_FILTER, STATES } from './filter';
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

/** One radio group of chips with their counts. */
function StateFilter({ planner }: { planner: Planner }) {
  const { states } = planner.found.value;
  return (
    <div role="radiogroup" aria-label={t('planner.filterByState')} class="chips">
      {STATES.map((state) => (
        <label key={state} class={states[state] === 0 ? 'chip chip-empty' : 'chip'}>
          <input
            type="radio"
            name="filter"
            class="chip-input"
            value={state}
            checked={planner.filter.value.state === state}
            onChange={() => planner.narrow({ state })}
          />
          {t(`planner.filter.${state}`)}{' '}
          <span class="chip-count">{planner.isComplete.value ? states[state] : '…'}</span>
        </label>
      ))}
    </div>
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
    .sort((a, b) => a.name.localeCompare(b.name));
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
    const first = pins.find((pin) => 'planId' in pin && pin.planId === key);
    return first ? t('planner.planOf', { day: formatDay(first.createdAt, planner.now.value) }) : key;
  }
  const account = planner.accounts.value.get(key);
  return facet === 'accountId' && account ? account.displayName || account.handle : key;
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
