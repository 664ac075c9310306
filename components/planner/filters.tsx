import type { QueueModel } from './model';
import { FILTERS } from './view';
import { FILTER_WORDS } from './words';

/** Selects all that was found, or none; half checked while some are. */
export function SelectAll({ model }: { model: QueueModel }) {
  const found = model.found.value.length;
  const chosen = model.chosen.value.length;
  if (found === 0) return null;
  return (
    <label class="select-all">
      <input
        type="checkbox"
        checked={chosen === found}
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && chosen < found;
        }}
        onChange={model.toggleAll}
      />
      Select all
    </label>
  );
}

/** The filter by state, as one radio group of chips with their counts. */
export function Filters({ model }: { model: QueueModel }) {
  return (
    <div role="radiogroup" aria-label="Filter by state" class="chips">
      {FILTERS.map((filter) => (
        <label key={filter} class={model.counts.value[filter] === 0 ? 'chip chip-empty' : 'chip'}>
          <input
            type="radio"
            name="filter"
            class="chip-input"
            value={filter}
            checked={model.filter.value === filter}
            onChange={() => model.showFilter(filter)}
          />
          {FILTER_WORDS[filter]} <span class="chip-count">{model.counts.value[filter]}</span>
        </label>
      ))}
    </div>
  );
}
