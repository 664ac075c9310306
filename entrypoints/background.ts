import { defineBackground } from 'wxt/utils/define-background';
import { keepStorageFromPages, listenToKey } from '../lib/browser/key';
import { onEngineAlarm, onInstall, onStartup } from '../lib/browser/life';
import { answerMessages } from '../lib/browser/messages';
import { onNoticeClick } from '../lib/browser/notifications';
import { listenToHosts, onGrant } from '../lib/browser/permissions';
import { openTab, reopenComposer } from '../lib/browser/screens';
import { keepMenu, keepToolbar, onQuickPin } from '../lib/browser/ways-in';
import { makeThumbnail, prepareSlide, prepareWaiting, takeNewsClick, wake } from '../lib/delivery/worker';
import { runQuickPin, takeQuickPinClick } from '../lib/quick-pin/run-quick-pin';

/** Every listener is registered at once: one added after an `await` would miss the event that woke the worker. */
export default defineBackground({
  type: 'module',
  main() {
    onInstall((isNew) => void Promise.all([isNew && openTab('/welcome.html'), wake('install')]));
    onStartup(() => wake('startup'));
    onEngineAlarm(() => wake('alarm'));
    listenToKey(() => wake('key'));
    listenToHosts(() => prepareWaiting());
    onGrant(() => reopenComposer());
    keepToolbar();
    keepMenu();
    onQuickPin(({ id }) => runQuickPin(id));
    onNoticeClick(async (id, button) => (await takeQuickPinClick(id, button)) || takeNewsClick(id));
    answerMessages({
      wake: () => wake('message'),
      look: () => wake('look'),
      prepare: ({ pinId, slideId, tabId }) => prepareSlide(pinId, slideId, tabId),
      thumbnail: ({ url, pageUrl, tabId }) => makeThumbnail(url, pageUrl, tabId),
    });
    void keepStorageFromPages();
    void prepareWaiting();
    void wake('start');
  },
});
