import { lateness, needsUser } from './next-step';
import type { Pin } from './pin';

/** Something about a pin that a notification may tell. */
export type NewsKind = 'failed' | 'held' | 'late' | 'published' | 'overdue';

export interface News {
  kind: NewsKind;
  /** Differs for each event; equal to the pin's `told` once it has been told. */
  id: string;
}

/** What is to be told about a pin and has not been; undefined: nothing. From the row alone, so a restart forgets nothing. */
export function findNews(pin: Pin): News | undefined {
  const news = findLatest(pin);
  return news && news.id !== pin.told ? news : undefined;
}

function findLatest(pin: Pin): News | undefined {
  if (pin.state === 'failed') return { kind: 'failed', id: `failed:${pin.lastError?.at ?? 0}` };
  if (pin.state === 'queued' && pin.held) return { kind: 'held', id: `held:${pin.publishAt}` };
  if (pin.state === 'handed-over' && needsUser(pin)) return { kind: 'failed', id: `failed:${pin.lastError?.at ?? 0}` };
  if (pin.state === 'published') return { kind: 'published', id: 'published' };
  if (pin.state === 'handed-over' && lateness(pin, 0) > 0)
    return { kind: 'late', id: `late:${pin.done.sent?.scheduledFor}` };
  return undefined;
}
