import { findNews, type NewsKind } from '../pin/news';
import { lateness } from '../pin/next-step';
import type { Pin } from '../pin/pin';
import { explain } from '../pin/problem';
import type { Settings } from '../store/settings';
import { formatDuration } from '../words/format';
import type { Notification, World } from './world';

/** More news of one kind than this are told as one. */
const ONE_BY_ONE = 3;
const AT_ONCE = 200;

/**
 * Tells the user what the rows say and was not told yet, and sets the badge. From the rows alone, so it is exact after any
 * restart; a notification that was shown but not noted as told is shown again under the same id, in its own place.
 */
export async function tell(world: World, settings: Settings): Promise<void> {
  await tellPause(world);
  const told = new Map<NewsKind, number>();
  for (let pins = await world.store.listNews(AT_ONCE); pins.length > 0; pins = await world.store.listNews(AT_ONCE)) {
    const isWanted = (pin: Pin) => findNews(pin)?.kind !== 'published' || settings.notifyPublished;
    for (const notification of compose(pins.filter(isWanted), told, world.now())) await world.notify(notification);
    for (const pin of pins)
      await world.store.updatePin(pin.id, (row) => ({ ...row, told: findNews(pin)?.id ?? row.told }));
  }
  await showBadge(world);
}

/** Pins that will not go on without the user, and one for a pause. */
export async function showBadge(world: World): Promise<void> {
  const pause = await world.store.readPause();
  await world.setBadge((await world.store.countNeedsUser()) + (pause ? 1 : 0));
}

async function tellPause(world: World): Promise<void> {
  const pause = await world.store.readPause();
  if (!pause || pause.told) return;
  const { title, fix } = explain({ ...pause, statusCode: null });
  await world.notify({
    id: 'pause',
    kind: 'paused',
    pinId: null,
    title: `Pinbreeze has paused. ${title}`,
    message: fix,
  });
  await world.store.updatePause((stands) => stands && { ...stands, told: true });
}

/** `told` counts what was told in this turn by kind: what comes after many takes their notification's place, and counts them too. */
function compose(pins: Pin[], told: Map<NewsKind, number>, now: number): Notification[] {
  return KINDS.flatMap((kind): Notification[] => {
    const about = pins.filter((pin) => findNews(pin)?.kind === kind);
    const count = (told.get(kind) ?? 0) + about.length;
    told.set(kind, count);
    if (about.length === 0) return [];
    if (count <= ONE_BY_ONE)
      return about.map((pin) => ({ id: `pin:${pin.id}`, kind, pinId: pin.id, ...SINGLE[kind](pin, now) }));
    return [
      {
        id: `news:${kind}`,
        kind,
        pinId: null,
        title: MANY[kind](count),
        message: 'Open the queue to see them.',
      },
    ];
  });
}

const KINDS: NewsKind[] = ['failed', 'held', 'late', 'published'];

const SINGLE: Record<NewsKind, (pin: Pin, now: number) => { title: string; message: string }> = {
  failed: (pin) => {
    const { title, fix } = explain(pin.lastError ?? { code: 'NOT_PUBLISHED', statusCode: null, message: '' }, pin);
    return { title: `${name(pin)} needs you`, message: `${title} ${fix}`.trim() };
  },
  held: (pin) => ({
    title: `${name(pin)} is late`,
    message: 'Its time has passed. Send it now, or choose another time.',
  }),
  late: (pin, now) => ({
    title: `${name(pin)} goes out late`,
    message: `${formatDuration(lateness(pin, now))} after its time.`,
  }),
  published: (pin) => ({ title: `${name(pin)} is published`, message: 'It is on Pinterest.' }),
};

const MANY: Record<NewsKind, (count: number) => string> = {
  failed: (count) => `${count} pins need you`,
  held: (count) => `${count} pins are late and wait for you`,
  late: (count) => `${count} pins go out late`,
  published: (count) => `${count} pins are published`,
};

function name(pin: Pin): string {
  return pin.title ? `“${pin.title}”` : 'A pin';
}
