import { useEffect, useState } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import type { Thumbnails } from './thumbnails';

/** An address that shows the pin's first slide; '' while unknown, or when there is none. */
export function usePicture(pin: Pin, findThumbnail: Thumbnails): string {
  const [url, setUrl] = useState('');
  const slide = pin.slides[0];
  useEffect(() => {
    let isShown = true;
    void findThumbnail(pin).then((found) => isShown && setUrl(found));
    return () => {
      isShown = false;
    };
  }, [slide?.ready?.hash, slide?.original?.hash, slide?.url]);
  return url;
}
