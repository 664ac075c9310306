import './thumb.css';
import { useState } from 'preact/hooks';
import { isReachable } from '../../lib/page/identity/private-host';
import { Icon } from './button';

const SVG = /^data:image\/svg|^https?:[^?#]*\.svgz?(?:[?#]|$)/i;

/**
 * A small picture that fails calmly; the only `<img>` of an address that is not ours. `src` '' shows a placeholder, and so does
 * what `isShowable` refuses. The picture is decoration (its name stands beside it), unless `alt` is given. The address is asked
 * without a referrer and only when it comes near the screen.
 */
export function Thumb({
  src,
  page,
  alt = '',
  fit = 'cover',
  position,
  onFail,
  onSize,
}: {
  src: string;
  /** The page that named the picture; '' where none did. */
  page: string;
  alt?: string;
  fit?: 'cover' | 'contain';
  /** CSS object-position, such as `30% 50%`. */
  position?: string;
  onFail?: () => void;
  /** Natural size in pixels, once loaded. */
  onSize?: (width: number, height: number) => void;
}) {
  const [failed, setFailed] = useState('');
  if (failed === src || !isShowable(src, page)) {
    return (
      <span class="thumb thumb-empty">
        <Icon name="image" />
      </span>
    );
  }
  return (
    <img
      class={`thumb thumb-${fit}`}
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      referrerPolicy="no-referrer"
      style={position ? { objectPosition: position } : undefined}
      onError={() => {
        setFailed(src);
        onFail?.();
      }}
      onLoad={(event) => onSize?.(event.currentTarget.naturalWidth, event.currentTarget.naturalHeight)}
    />
  );
}

/** Whether asking and drawing a picture's address is safe on its page's word. */
function isShowable(src: string, page: string): boolean {
  // Drawing an SVG may hold up the whole window (filters, a million <use>): it is shown once the worker has weighed it.
  if (SVG.test(src)) return false;
  // A page's own blob: address means nothing outside that page; ours is blob:chrome-extension:// or blob:moz-extension://.
  if (/^(\/|data:image\/|blob:(?!http))/.test(src)) return true;
  return /^https?:/.test(src) && isReachable(src, page);
}
