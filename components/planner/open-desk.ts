import { effect, signal } from '@preact/signals';
import { ownHosts } from '../../lib/browser/permissions';
import { openOptions, openTab } from '../../lib/browser/screens';
import type { Pin } from '../../lib/pin/pin';
import { DASHBOARD } from '../../lib/postbreeze/dashboard';
import { readBlob } from '../../lib/store/blobs';
import { createQueue, type QueueModel } from './model';
import type { QueueDesk } from './queue-desk';
import { createRealWorld } from './real-world';
import { createThumbnails } from './thumbnails';

/** The queue as it is in the extension, at one pin where `pinId` is given. */
export function openQueueDesk(document: Document, pinId: string | null): QueueDesk {
  const model = createQueue(createRealWorld(document));
  if (pinId !== null) showOnceRead(model, pinId);
  return {
    model,
    thumbnails: createThumbnails({
      readBlob,
      createUrl: (blob) => URL.createObjectURL(blob),
      revokeUrl: (url) => URL.revokeObjectURL(url),
    }),
    rescheduling: signal<readonly Pin[] | null>(null),
    view: signal<'list' | 'calendar'>('list'),
    access: ownHosts,
    openOptions: () => void openOptions(),
    openDashboard: () => void openTab(DASHBOARD),
  };
}

function showOnceRead(model: QueueModel, pinId: string): void {
  const stop = effect(() => {
    if (model.pins.value === null) return;
    queueMicrotask(() => {
      stop();
      model.showPin(pinId);
    });
  });
}
