import '../../assets/base.css';
import { render } from 'preact';
import { createComposer } from '../../components/composer/composer-model';
import { ComposerScreen } from '../../components/composer/composer-screen';
import { extensionWorld } from '../../components/composer/extension-world';
import { readTarget } from '../../components/composer/target';
import { findActiveTab } from '../../lib/browser/active-page';
import { openComposerWindow, openOptions, openQueue } from '../../lib/browser/screens';

const isPopup = location.search === '';
document.documentElement.dataset.mode = isPopup ? 'popup' : 'page';

const composer = createComposer(extensionWorld);
void composer.open(readTarget(location.search));

const exits = {
  openOptions: () => void openOptions(),
  openQueue: (pinId?: string) => void openQueue(pinId),
  openWindow: isPopup ? () => void moveToWindow() : null,
};
const screen = document.querySelector('#screen');
if (screen) render(<ComposerScreen composer={composer} exits={exits} />, screen);

async function moveToWindow(): Promise<void> {
  const tabId = await findActiveTab();
  if (tabId === undefined) return;
  await openComposerWindow(`?tab=${tabId}`);
  window.close();
}
