import './composer.css';
import './panel-bar.css';
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { findActiveTab } from '../../lib/browser/in-page';
import {
  listenToPanelAsks,
  listenToTabInView,
  openComposerWindow,
  openOptions,
  openQueue,
} from '../../lib/browser/screens';
import { readSettings, updateSettings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { Empty, StatusLine } from '../ui/banner';
import { Button, Icon, IconButton } from '../ui/button';
import { Lazy } from '../ui/screen';
import { ComposerForm } from './composer-form';
import type { Composer, ComposerState } from './composer-model';

const loadPlan = () => import('../plan/plan-review').then(({ PlanReview }) => PlanReview);

/** Where the composer is shown: the toolbar's popup, the browser's side panel, or a page of its own. */
export type ComposerPlace = 'popup' | 'panel' | 'page';

/** The composer, whatever it was opened for. `bar` stands beneath its head. */
export function ComposerScreen({
  composer,
  place,
  bar,
}: {
  composer: Composer;
  place: ComposerPlace;
  bar?: ComponentChildren;
}) {
  const state = composer.state.value;
  const pin = state.kind === 'form' ? state.form.draft.pin.value : null;
  // A plan has its own heading, which counts its pins.
  const heading = state.kind === 'plan' ? null : pin?.editOf ? t('composer.edit') : t('composer.new');
  useEffect(() => {
    if (heading !== null) document.title = t('general.pageTitle', { title: heading });
  }, [heading]);
  return (
    <main class="composer">
      <header class="composer-head">
        <span class="composer-mark">
          <Icon name="pin" />
        </span>
        {heading !== null && <h1>{heading}</h1>}
        <p class="composer-source" dir="auto" title={pin?.source.pageUrl}>
          {pin?.source.pageTitle || pin?.source.pageUrl}
        </p>
        {place === 'popup' && (
          <IconButton icon="external" label={t('composer.openWindow')} onClick={() => void moveToWindow()} />
        )}
        <Button small kind="quiet" icon="queue" onClick={() => void openQueue()}>
          {t('composer.planner')}
        </Button>
        <Button small kind="quiet" icon="settings" onClick={() => void openOptions()}>
          {t('composer.options')}
        </Button>
      </header>
      {bar}
      {state.kind === 'form' && <ComposerForm key={state.form} form={state.form} composer={composer} />}
      {state.kind === 'opening' && (
        <div class="composer-quiet" aria-busy="true">
          <StatusLine words={t('composer.opening')} />
        </div>
      )}
      {state.kind === 'plan' && (
        <Lazy load={loadPlan} props={{ planId: state.planId, tabId: state.tabId, onBack: state.goBack ?? undefined }} />
      )}
      {state.kind === 'closed' && <Closed {...state} />}
    </main>
  );
}

function Closed({ title, words, offer }: Extract<ComposerState, { kind: 'closed' }>) {
  return (
    // The pressed button may have gone with the form: keep the keyboard's place.
    <div class="composer-quiet" tabIndex={-1} ref={(panel) => panel?.focus()}>
      <Empty
        icon="info"
        title={title}
        actions={
          <>
            {offer && (
              <Button kind="primary" onClick={offer.act}>
                {offer.words}
              </Button>
            )}
            <Button icon="queue" onClick={() => void openQueue()}>
              {t('composer.openPlanner')}
            </Button>
          </>
        }
      >
        <p role="status">{words}</p>
      </Empty>
    </div>
  );
}

/** Opens the same page's composer in a window of its own, in place of the popup. */
export async function moveToWindow(): Promise<void> {
  const tabId = await findActiveTab();
  if (tabId === undefined) return;
  await openComposerWindow(`?tab=${tabId}`);
  window.close();
}

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
