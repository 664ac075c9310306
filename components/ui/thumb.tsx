import './thumb.css';
import { useState } from 'preact/hooks';
import { isOutOfReach } from '../../lib/page/identity/private-host';
import type { Pin } from '../../lib/pin/pin';
import { Icon } from './button';
import { type Thumbnails, usePicture } from './thumbnails';

const SVG = /^data:image\/svg|^https?:[^?#]*\.svgz?(?:[?#]|$)/i;

/**
 * A small picture; an icon in its place when it fails or `src` is '', and an empty place while `src` is null. It is decoration, as
 * its name stands beside it, unless `alt` is given. It is loaded without a referrer, and only when it comes near the screen.
 */
export function Thumb({
  src,
  pageUrl,
  alt = '',
  fit = 'cover',
  position,
  onFail,
  onSize,
}: {
  /** Null: not known yet. */
  src: string | null;
  /** The page that names the picture: a public one may not make us ask a private network. */
  pageUrl: string;
  alt?: string;
  fit?: 'cover' | 'contain';
  /** CSS object-position, such as `30% 50%`. */
  position?: string;
  onFail?: () => void;
  /** Natural size in pixels, once loaded. */
  onSize?: (width: number, height: number) => void;
}) {
  const [failed, setFailed] = useState('');
  if (src === null) return <span class="thumb" />;
  // A page's blob: address works only in that page.
  const isForeign = src.startsWith('blob:http');
  // Drawing an SVG may hold up the whole window (filters, a million <use>): it is shown once the worker has weighed it.
  const isDrawing = SVG.test(src);
  if (!src || isForeign || isDrawing || failed === src || isOutOfReach(src, pageUrl)) {
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

/** The small picture of a pin's first slide. */
export function PinThumb({ pin, findThumbnail, alt = '' }: { pin: Pin; findThumbnail: Thumbnails; alt?: string }) {
  return <Thumb src={usePicture(pin, findThumbnail)} pageUrl={pin.source.pageUrl} alt={alt} />;
}
