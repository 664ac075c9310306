import type { OptionsModel } from '../../lib/options/model';

/** What the parts of the options share. */
export interface OptionsDesk {
  model: OptionsModel;
  openDashboard: () => void;
  /** Where the browser lets its user change an extension's keys. */
  openShortcuts: () => void;
}
