import { openShortcutSettings } from '../../lib/browser/commands';
import { IS_SANDBOX } from '../../lib/browser/key';
import { ownHosts } from '../../lib/browser/permissions';
import { openTab } from '../../lib/browser/screens';
import { DASHBOARD } from '../../lib/postbreeze/dashboard';
import { createOptions } from './model';
import type { OptionsDesk } from './options-desk';
import { createRealWorld } from './real-world';

/** The options as they are in the extension. */
export function openOptionsDesk(document: Document): OptionsDesk {
  return {
    model: createOptions(createRealWorld(document), IS_SANDBOX),
    access: ownHosts,
    openDashboard: () => void openTab(DASHBOARD),
    openShortcuts: () => void openShortcutSettings(),
  };
}
