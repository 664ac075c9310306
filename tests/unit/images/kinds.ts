/** The files of `files/` that show the scene: what each is by content, and whether it goes out as it is. */
export const KINDS = [
  { name: 'plain.jpg', type: 'image/jpeg', asItIs: true, off: 4 },
  { name: 'progressive.jpg', type: 'image/jpeg', asItIs: true, off: 4 },
  { name: 'restarts.jpg', type: 'image/jpeg', asItIs: true, off: 4 },
  { name: 'turned.jpg', type: 'image/jpeg', asItIs: false, off: 4 },
  { name: 'turned-3.png', type: 'image/png', asItIs: false, off: 0 },
  { name: 'turned-6.png', type: 'image/png', asItIs: false, off: 0 },
  { name: 'turned-3.webp', type: 'image/webp', asItIs: false, off: 8 },
  { name: 'turned-6.webp', type: 'image/webp', asItIs: false, off: 8 },
  { name: 'turned-irot.avif', type: 'image/avif', asItIs: false, off: 8 },
  { name: 'turned-imir.avif', type: 'image/avif', asItIs: false, off: 8 },
  // CMYK cannot show this green.
  { name: 'cmyk.jpg', type: 'image/jpeg', asItIs: false, off: 90 },
  { name: 'display-p3.jpg', type: 'image/jpeg', asItIs: true, off: 6 },
  { name: 'plain.png', type: 'image/png', asItIs: true, off: 0 },
  { name: 'interlaced.png', type: 'image/png', asItIs: true, off: 0 },
  { name: 'deep.png', type: 'image/png', asItIs: false, off: 1 },
  { name: 'lossy.webp', type: 'image/webp', asItIs: false, off: 8 },
  { name: 'lossless.webp', type: 'image/webp', asItIs: false, off: 1 },
  { name: 'animated.webp', type: 'image/webp', asItIs: false, off: 8 },
  { name: 'plain.avif', type: 'image/avif', asItIs: false, off: 8 },
  { name: 'animated.gif', type: 'image/gif', asItIs: false, off: 4 },
  { name: 'plain.bmp', type: 'image/bmp', asItIs: false, off: 1 },
] as const;

/** Those with one transparent quarter. */
export const SEE_THROUGH = ['alpha.png', 'alpha.webp', 'alpha.avif'] as const;
