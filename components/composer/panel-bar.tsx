import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { PanelModel } from './panel-model';
import './panel-bar.css';

/** Which page the side panel composes from. */
export function PanelBar({ panel }: { panel: PanelModel }) {
  return (
    <div class="panel-bar">
      <label>
        <input
          type="checkbox"
          checked={panel.follows.value}
          onChange={(event) => void panel.follow(event.currentTarget.checked)}
        />
        {t('composer.panel.follow')}
      </label>
      {panel.isElsewhere.value && (
        <Button small icon="retry" onClick={() => void panel.showTabInView()}>
          {t('composer.panel.showTab')}
        </Button>
      )}
    </div>
  );
}
