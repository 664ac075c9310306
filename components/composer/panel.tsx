import './panel-bar.css';
import { signal } from '@preact/signals';
import { findActiveTab } from '../../lib/browser/active-page';
import { listenToPanelAsks, listenToTabInView } from '../../lib/browser/screens';
import { readSettings, updateSettings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { Composer } from './composer-model';

type PanelModel = ReturnType<typeof createPanelModel>;

/** Which tab the side panel shows: it stays with one page, or goes along to the tab in view. */
export function createPanelModel(composer: Composer) {
  const follows = signal(false);
  /** Whether another page is in view than the one that is composed from. */
  const isElsewhere = signal(false);
  let shownTab: number | undefined;

  async function show(tabId: number | undefined): Promise<void> {
    shownTab = tabId;
    isElsewhere.value = false;
    await composer.open({ tabId: tabId ?? null, imageUrl: null });
  }

  async function look(): Promise<void> {
    const inView = await findActiveTab();
    if (inView === undefined) return;
    if (follows.peek()) await show(inView);
    else isElsewhere.value = inView !== shownTab;
  }

  return {
    follows,
    isElsewhere,
    start: async () => {
      listenToTabInView(() => void look());
      // A click on the toolbar button reads the page in view, whether or not the panel goes along.
      listenToPanelAsks(async (tabId) => {
        if ((await findActiveTab()) === tabId) await show(tabId);
      });
      follows.value = (await readSettings()).panelFollows;
      await show(await findActiveTab());
    },
    showTabInView: async () => show(await findActiveTab()),
    follow: async (isOn: boolean) => {
      follows.value = isOn;
      await updateSettings({ panelFollows: isOn });
      if (isOn && isElsewhere.peek()) await show(await findActiveTab());
    },
  };
}

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
