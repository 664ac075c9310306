import { plainLink } from '../../lib/pin/fate';
import type { Pin } from '../../lib/pin/pin';
import type { PlacedPin } from '../../lib/pin/rules';

/** A pin as the rules against spam see it; null for one that does not go out. */
export function toPlacedPin(pin: Pin): PlacedPin | null {
  const { accountId, board, publishAt, state } = pin;
  if (accountId === null || publishAt === null || state === 'draft' || state === 'canceled') return null;
  const pictures = pin.slides.flatMap(({ url, original, ready }) => [url, original?.hash, ready?.hash]);
  return {
    id: pin.id,
    accountId,
    boardId: board?.id ?? '',
    at: publishAt,
    link: pin.link ? plainLink(pin.link) : '',
    pictures: pictures.filter((picture) => picture !== undefined),
  };
}
