import type { Signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import type { Access } from '../ui/access-banner';
import type { QueueModel } from './model';
import type { Thumbnails } from './thumbnails';

/** What the parts of the queue share: its model, its pictures, the open dialog, and the ways out of the screen. */
export interface QueueDesk {
  model: QueueModel;
  thumbnails: Thumbnails;
  /** The pins that are being given another time; null: the dialog is closed. */
  rescheduling: Signal<readonly Pin[] | null>;
  view: Signal<'list' | 'calendar'>;
  access: Access;
  openOptions: () => void;
  openDashboard: () => void;
}
