import { IllegalMove, retry } from './moves';
import { isUnsettled, type Pin } from './pin';

/** What a person decides about a pin, apart from its slides. */
export const CONTENT = [
  'accountId',
  'board',
  'title',
  'description',
  'link',
  'template',
  'when',
  'publishAt',
  'handOver',
] as const satisfies (keyof Pin)[];
export type Content = Pick<Pin, (typeof CONTENT)[number]>;

/** Whether `changeContent` would take it. */
export function canChangeContent(pin: Pin): boolean {
  return pin.state !== 'published' && pin.request !== 'remove' && pin.request !== 'take-back' && !isUnsettled(pin);
}

/**
 * Other content for a pin; the engine changes it at Postbreeze too, where that holds it. A failed pin is tried again with it, as
 * after an edit. Drafts, canceled pins and pins that wait for the user stay what they are.
 */
export function changeContent(pin: Pin, content: Partial<Content>, now: number): Pin {
  if (!canChangeContent(pin)) throw new IllegalMove('It cannot be changed any more.');
  if (content.handOver !== undefined && pin.state !== 'queued' && pin.state !== 'draft')
    throw new IllegalMove('It has left this browser already.');
  const isAtRest = pin.state === 'draft' || pin.state === 'canceled' || (pin.state === 'queued' && pin.held);
  if (isAtRest) return { ...pin, ...content, updatedAt: now };
  const changed = pin.state === 'failed' ? retry(pin, now) : pin;
  const fresh = { attempts: 0, nextAttemptAt: null, lastError: null, updatedAt: now };
  return { ...changed, ...content, ...fresh, request: changed.state === 'queued' ? null : 'update' };
}
