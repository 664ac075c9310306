import { openShortcutSettings } from '../../lib/browser/commands';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { OptionsModel } from './model';

/** The shortcuts as they are set now, and the way to the browser's page that changes them. */
export function ShortcutSection({ options }: { options: OptionsModel }) {
  const { shortcuts } = options;
  return (
    <div class="part-body">
      <ul class="rows">
        {shortcuts.value.map(({ name, description, keys }) => (
          <li key={name} class="row">
            <span class="row-words">{description}</span>
            {keys ? <kbd>{keys}</kbd> : <span class="soft">{t('options.shortcuts.none')}</span>}
          </li>
        ))}
      </ul>
      <div class="part-acts">
        <Button icon="external" onClick={() => void openShortcutSettings()}>
          {t('options.shortcuts.change')}
        </Button>
      </div>
    </div>
  );
}
