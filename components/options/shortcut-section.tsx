import { Button } from '../ui/button';
import type { OptionsDesk } from './options-desk';

/** The keys as they are set now, and where the browser lets them be changed. */
export function ShortcutSection({ desk }: { desk: OptionsDesk }) {
  const { shortcuts } = desk.model;
  return (
    <div class="part-body">
      <ul class="rows">
        {shortcuts.value.map(({ name, description, keys }) => (
          <li key={name} class="row">
            <span class="row-words">{description}</span>
            {keys ? <kbd>{keys}</kbd> : <span class="soft">No keys set</span>}
          </li>
        ))}
      </ul>
      <div class="part-acts">
        <Button icon="external" onClick={desk.openShortcuts}>
          Change shortcuts
        </Button>
      </div>
    </div>
  );
}
