import type { Access } from '../ui/access-banner';
import type { OptionsModel } from './model';

/** What the parts of the options share. */
export interface OptionsDesk {
  model: OptionsModel;
  access: Access;
  openDashboard: () => void;
  /** Where the browser lets its user change an extension's keys. */
  openShortcuts: () => void;
}
