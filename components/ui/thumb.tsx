import './thumb.css';
import { useEffect, useState } from 'preact/hooks';
import { createLimiter } from '../../lib/images/limiter';
import { isOutOfReach } from '../../lib/page/identity/private-host';
import type { Pin } from '../../lib/pin/pin';
import type { Size, Slide } from '../../lib/pin/slide';
import { readBlob } from '../../lib/store/blobs';
import { Icon } from './button';

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

/** A row's thumbnail in pixels; twice what is shown, for dense screens. */
const WIDTH = 128;
/** How many thumbnails to keep, a few kB each. */
const KEPT = 400;
/** How many at a time: making one decodes the whole picture. */
const AT_ONCE = 2;

/** A picture of more pixels than this is not shown small by an `<img>`: Chromium would keep all of it decoded, four bytes a pixel. */
const HUGE = 8_000_000;

export const isHuge = ({ width, height }: Size): boolean => width * height > HUGE;

export type Thumbnails = ReturnType<typeof createThumbnails>;

/**
 * Thumbnails for rows that come and go. Each is made once from the stored bytes, since a list of full pictures would fill
 * the memory. They are `width` pixels wide.
 */
export function createThumbnails(width = WIDTH) {
  const urls = new Map<string, Promise<string>>();
  const takeTurn = createLimiter(AT_ONCE);

  async function open(hash: string): Promise<string> {
    const blob = await readBlob(hash).catch(() => undefined);
    return blob ? URL.createObjectURL(await makeSmall(blob, width)) : '';
  }

  function drop(hash: string): void {
    void urls.get(hash)?.then((url) => url && URL.revokeObjectURL(url));
    urls.delete(hash);
  }

  /** An address for the pin's first slide: of its stored bytes, else the picture's own; '' for none, null for none yet. */
  return async function findThumbnail(pin: Pin): Promise<string | null> {
    const slide = pin.slides[0];
    const hash = slide?.ready?.hash ?? slide?.original?.hash;
    if (hash === undefined) return addressOf(slide);
    const url = urls.get(hash) ?? takeTurn(() => open(hash));
    urls.delete(hash); // last used comes last
    urls.set(hash, url);
    const [oldest] = urls.keys();
    if (urls.size > KEPT && oldest !== undefined) drop(oldest);
    return (await url) || addressOf(slide);
  };
}

async function makeSmall(blob: Blob, width: number): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeQuality: 'medium' });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  } catch {
    return blob; // leave it to the browser's own image
  }
}

/** Public addresses only: the page of a `blob:` address may be gone. A huge picture is shown once it has been read. */
function addressOf(slide: Slide | undefined): string | null {
  if (slide?.rung === 'reading' && isHuge(slide)) return null;
  return slide && /^(https?|data):/.test(slide.url) ? slide.url : '';
}

/** An address for the pin's first slide; '' for none, null until it is known. */
export function usePicture(pin: Pin, findThumbnail: Thumbnails): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const slide = pin.slides[0];
  useEffect(() => {
    let isShown = true;
    void findThumbnail(pin).then((found) => isShown && setUrl(found));
    return () => {
      isShown = false;
    };
  }, [slide?.ready?.hash, slide?.original?.hash, slide?.url, slide?.rung]);
  return url;
}
