import { IllegalMove, isPostGone, retry, scheduleAgain } from '../pin/moves';
import { createDraft, isUnsettled, type Pin } from '../pin/pin';
import { t } from '../words/t';
import { changePins, changeWithEdit, readPin } from './pins';

/** What a person decides about a pin, besides its slides. */
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
 * Changes a pin's content; the engine then changes it at Postbreeze too if the pin is there. A failed pin is tried again,
 * as after an edit. Drafts, canceled pins and pins that wait for the user keep their state.
 */
export function changeContent(pin: Pin, content: Partial<Content>, now: number): Pin {
  if (!canChangeContent(pin)) throw new IllegalMove(t('general.refused.content'));
  if (content.handOver !== undefined && pin.state !== 'queued' && pin.state !== 'draft')
    throw new IllegalMove(t('general.refused.hasLeft'));
  const isAtRest = pin.state === 'draft' || pin.state === 'canceled' || (pin.state === 'queued' && pin.held);
  if (isAtRest) return { ...pin, ...content, updatedAt: now };
  const changed = pin.state === 'failed' ? retry(pin, now) : pin;
  const fresh = { attempts: 0, nextAttemptAt: null, lastError: null, updatedAt: now };
  return { ...changed, ...content, ...fresh, request: changed.state === 'queued' ? null : 'update' };
}

/** The edit comes too late. The working copy stays; `keepEditAsNew` turns it into a new pin. */
export class EditRefused extends IllegalMove {
  override name = 'EditRefused';
}

/**
 * The working copy in which a pin is edited: a draft with `editOf`, or the one already begun. The pin itself stays where
 * it is until the copy is scheduled. A time that has passed becomes "now". Throws `IllegalMove` for a published pin or a
 * draft.
 */
export async function startEdit(id: string, now: number, newId: string = crypto.randomUUID()): Promise<Pin> {
  let copy: Pin | undefined;
  await changeWithEdit(id, (pin, begun) => {
    copy = begun;
    if (begun) return {};
    if (!pin) throw new IllegalMove(t('general.refused.pinGone'));
    if (pin.state === 'published' || pin.state === 'draft') throw new IllegalMove(t('general.refused.move'));
    const isPast = pin.publishAt !== null && pin.publishAt <= now;
    const time = isPast
      ? ({ when: 'now', publishAt: null } as const)
      : ({ when: 'time', publishAt: pin.publishAt } as const);
    copy = { ...copyContent(pin, newId, now), ...time, editOf: id };
    return { put: [copy] };
  });
  return copy as Pin;
}

/** A draft with the same content and no time. */
export async function duplicatePin(id: string, now: number, newId: string = crypto.randomUUID()): Promise<Pin> {
  const pin = await readPin(id);
  if (!pin) throw new IllegalMove(t('general.refused.pinGone'));
  const copy: Pin = { ...copyContent(pin, newId, now), isCopy: true };
  await changePins([], () => ({ put: [copy] }));
  return copy;
}

/**
 * Moves a working copy's content into its pin and deletes the copy, in one transaction. A pin at Postbreeze is changed
 * there too (`request: 'update'`). Throws `EditRefused`; nothing has changed then.
 */
export async function applyEdit(draftId: string, now: number): Promise<Pin> {
  const draft = await readPin(draftId);
  if (!draft?.editOf) throw new IllegalMove(t('general.refused.editGone'));
  let result: Pin | undefined;
  await changePins([draftId, draft.editOf], ([copy, pin]) => {
    if (!copy?.editOf) throw new IllegalMove(t('general.refused.editGone'));
    if (!pin) throw new EditRefused(t('general.refused.editedPinGone'));
    if (pin.state === 'published') throw new EditRefused(t('general.refused.editTooLate'));
    result = mergeEdit(pin, copy, now);
    return { put: [result], remove: [draftId] };
  });
  return result as Pin;
}

/** Turns a working copy into a new pin, once its pin is published or gone. */
export async function keepEditAsNew(draftId: string, now: number): Promise<Pin> {
  let kept: Pin | undefined;
  await changePins([draftId], ([draft]) => {
    if (!draft) throw new IllegalMove(t('general.refused.editGone'));
    kept = { ...draft, editOf: null, updatedAt: now };
    return { put: [kept] };
  });
  return kept as Pin;
}

function mergeEdit(pin: Pin, copy: Pin, now: number): Pin {
  const publishAt = copy.when === 'now' ? now : copy.publishAt;
  if (publishAt === null || !copy.accountId || !copy.board || copy.slides.length === 0)
    throw new IllegalMove(t('general.refused.incomplete'));
  const { accountId, board, title, description, link, slides, when, handOver } = copy;
  const content = { accountId, board, title, description, link, slides, when, handOver, publishAt };
  if (pin.state === 'canceled' || isPostGone(pin)) return { ...scheduleAgain(pin, now), ...content };
  const changed = pin.state === 'failed' ? retry(pin, now) : pin;
  const fresh = { attempts: 0, nextAttemptAt: null, lastError: null, held: false, updatedAt: now };
  return { ...changed, ...content, ...fresh, request: changed.state === 'queued' ? null : 'update' };
}

function copyContent(pin: Pin, id: string, now: number): Pin {
  const { accountId, board, title, description, link, slides, source, handOver } = pin;
  return { ...createDraft({ id, source, handOver, now }), accountId, board, title, description, link, slides };
}
