import { defineBackground } from 'wxt/utils/define-background';
import { onEngineAlarm } from '../lib/browser/alarms';
import { onQuickPin } from '../lib/browser/commands';
import { keepStorageFromPages, listenToKey } from '../lib/browser/key';
import { onInstall, onStartup } from '../lib/browser/life';
import { createMenu, onMenuClick } from '../lib/browser/menus';
import { answerMessages } from '../lib/browser/messages';
import { onNoticeClick } from '../lib/browser/notifications';
import { listenToHosts, onGrant } from '../lib/browser/permissions';
import { reopenComposer } from '../lib/browser/screens';
import { composeFromMenu } from '../lib/worker/composer';
import { takeNewsClick, wake } from '../lib/worker/engine';
import { runQuickPin, takeQuickPinClick } from '../lib/worker/quick-pin';
import { prepareInTab, resumeSlides } from '../lib/worker/slides';

/** Every listener is registered at once: one added after an `await` would miss the event that woke the worker. */
export default defineBackground({
  type: 'module',
  main() {
    onInstall(() => void createMenu());
    onInstall(() => wake('install'));
    onStartup(() => wake('startup'));
    onEngineAlarm(() => wake('alarm'));
    listenToKey(() => wake('key'));
    listenToHosts(() => resumeSlides());
    onGrant(() => reopenComposer());
    onMenuClick((click) => composeFromMenu(click));
    onQuickPin(({ id }) => runQuickPin(id));
    onNoticeClick(async (id, button) => (await takeQuickPinClick(id, button)) || takeNewsClick(id));
    answerMessages({
      wake: () => wake('message'),
      look: () => wake('look'),
      prepare: ({ pinId, slideId, tabId }) => prepareInTab(pinId, slideId, tabId),
    });
    void keepStorageFromPages();
    void resumeSlides();
    void wake('start');
  },
});
