import { findNews, lateness, type NewsKind } from '../pin/next-step';
import type { Pin } from '../pin/pin';
import { explain } from '../pin/problem';
import type { Settings } from '../store/settings';
import { formatDuration } from '../words/format';
import { t } from '../words/t';
import type { Notification, World } from './world';

/** After this many of a kind, one summary replaces them. */
const ONE_BY_ONE = 3;
const AT_ONCE = 200;

/**
 * Shows what the rows have to tell and have not told yet, and sets the badge. Only the rows decide, so it is exact after
 * any restart; a notification that was shown but not noted is shown again under the same id and replaces itself.
 */
export async function notify(world: World, settings: Settings): Promise<void> {
  await notifyPauses(world);
  const counts = new Map<NewsKind, number>();
  for (let pins = await world.store.listNews(AT_ONCE); pins.length > 0; pins = await world.store.listNews(AT_ONCE)) {
    const isWanted = (pin: Pin) => findNews(pin)?.kind !== 'published' || settings.notifyPublished;
    const kindOf = (pin: Pin) => findNews(pin)?.kind;
    for (const notification of compose(pins.filter(isWanted), kindOf, counts, world.now()))
      await world.notify(notification);
    for (const pin of pins)
      await world.store.updatePin(pin.id, (row) => ({ ...row, told: findNews(pin)?.id ?? row.told }));
  }
  await notifyOverdue(world);
  await showBadge(world);
}

/** Tells of a pin that is some hours past its time, whatever it waits for. */
async function notifyOverdue(world: World): Promise<void> {
  const overdue = await world.store.listOverdue(world.now(), AT_ONCE);
  const untold = overdue.filter(({ toldOverdue, publishAt }) => toldOverdue !== publishAt);
  for (const notification of compose(untold, () => 'overdue', new Map(), world.now())) await world.notify(notification);
  for (const { id, publishAt } of untold)
    if (publishAt !== null) await world.store.updatePin(id, (row) => ({ ...row, toldOverdue: publishAt }));
}

/** The badge counts pins that need the user or are overdue, and each pause. */
async function showBadge({ store, now, setBadge }: World): Promise<void> {
  const pauses = await store.readPauses();
  await setBadge((await store.countNeedsUser()) + (await store.countOverdue(now())) + pauses.length);
}

async function notifyPauses(world: World): Promise<void> {
  for (const pause of await world.store.readPauses()) {
    if (pause.told) continue;
    const { title, fix } = explain({ ...pause, statusCode: null });
    const account = pause.accountId === null ? undefined : await world.store.readAccount(pause.accountId);
    await world.notify({
      id: pause.accountId === null ? 'pause' : `pause:${pause.accountId}`,
      kind: 'paused',
      pinId: null,
      title: account
        ? t('notices.accountPaused', { account: account.handle || account.displayName, reason: title })
        : t('notices.paused', { reason: title }),
      message: fix,
    });
    await world.store.updatePause(pause.accountId, (stands) => stands && { ...stands, told: true });
  }
}

/** After this many failed runs in a row we tell the user. */
const FAILED_TURNS = 3;

/** Tells the user that the engine cannot work at all. `failures`: failed runs in a row. */
export async function notifyProblem(world: World, error: unknown, failures: number): Promise<void> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const isNewer = name === 'VersionError';
  if (isNewer ? failures !== 1 : failures !== FAILED_TURNS) return;
  const code = isNewer ? 'NEWER_DATABASE' : name === 'StoreFull' ? 'STORE_FULL' : 'STORE_BROKEN';
  const { title, fix } = explain({ code, statusCode: null, message: '' });
  const reason = t('notices.trouble', { reason: title });
  await world.notify({ id: 'trouble', kind: 'trouble', pinId: null, title: reason, message: fix });
  await world.setBadge(1);
}

/** `counts`: what this run has said so far, by kind. A summary replaces and counts it. */
function compose(
  pins: Pin[],
  kindOf: (pin: Pin) => NewsKind | undefined,
  counts: Map<NewsKind, number>,
  now: number,
): Notification[] {
  return KINDS.flatMap((kind): Notification[] => {
    const about = pins.filter((pin) => kindOf(pin) === kind);
    const count = (counts.get(kind) ?? 0) + about.length;
    counts.set(kind, count);
    if (about.length === 0) return [];
    const describe = (title: string) => t(`notices.${kind}`, { count, title });
    if (count > ONE_BY_ONE)
      return [{ id: `news:${kind}`, kind, pinId: null, title: describe(''), message: t('notices.many') }];
    return about.map((pin) => ({
      id: `pin:${pin.id}`,
      kind,
      pinId: pin.id,
      title: t(`notices.${kind}`, { count: 1, title: pin.title || t('notices.untitled') }),
      message: DETAILS[kind](pin, now),
    }));
  });
}

const KINDS: NewsKind[] = ['failed', 'held', 'late', 'published', 'overdue'];

const DETAILS: Record<NewsKind, (pin: Pin, now: number) => string> = {
  failed: (pin) => {
    const { title, fix } = explain(pin.lastError ?? { code: 'NOT_PUBLISHED', statusCode: null, message: '' }, pin);
    return `${title} ${fix}`;
  },
  held: () => t('notices.held.fix'),
  late: (pin, now) => t('notices.late.by', { duration: formatDuration(lateness(pin, now)) }),
  published: () => t('notices.published.where'),
  overdue: (pin, now) => t('notices.overdue.by', { duration: formatDuration(now - (pin.publishAt ?? now)) }),
};
