import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { TransferButtons } from '../ui/transfer-buttons';
import type { QueueDesk } from './queue-desk';

/** The screen's heading, the two views, the search, and what concerns the whole queue. */
export function QueueHead({ desk }: { desk: QueueDesk }) {
  const { verbs } = desk.model;
  return (
    <header class="queue-head">
      <h1>Queue</h1>
      <ViewSwitch desk={desk} />
      <TextField
        label="Search"
        type="search"
        placeholder="Title, text, board or link"
        value={desk.model.search.value}
        onValue={desk.model.showSearch}
      />
      <div class="queue-head-acts">
        <TransferButtons kind="quiet" onExport={verbs.exportAll} onImport={verbs.importAll} />
        <Button kind="quiet" icon="settings" onClick={desk.openOptions}>
          Options
        </Button>
      </div>
    </header>
  );
}

const VIEWS = { list: 'List', calendar: 'Calendar' } as const;

function ViewSwitch({ desk }: { desk: QueueDesk }) {
  return (
    <div role="radiogroup" aria-label="View" class="chips">
      {(['list', 'calendar'] as const).map((view) => (
        <label key={view} class="chip">
          <input
            type="radio"
            name="view"
            class="chip-input"
            value={view}
            checked={desk.view.value === view}
            onChange={() => {
              desk.view.value = view;
            }}
          />
          {VIEWS[view]}
        </label>
      ))}
    </div>
  );
}
