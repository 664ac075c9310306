import type { LeftOutReason } from '../../lib/page/facts';

/** Why a picture of the page is not offered at first. */
export const LEFT_OUT_REASONS: Record<LeftOutReason, string> = {
  nopin: 'the owner asks that it not be pinned',
  icon: 'an icon',
  logo: 'a logo',
  avatar: 'a portrait of a commenter or author',
  tracker: 'a tracking pixel',
  spacer: 'an empty spacer',
  placeholder: 'a placeholder',
  small: 'too small to pin',
  ad: 'an advertisement',
  sprite: 'a sheet of icons',
  unreadable: 'its address cannot be read',
  broken: 'it does not load',
};
