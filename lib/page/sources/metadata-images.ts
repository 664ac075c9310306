import { attr } from '../dom/dom';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import type { Reading } from './found-image';
import { createFoundImage } from './found-image';
import { pixels } from './img';
import type { Metadata } from './metadata';
import { renditionsOfSet } from './rendition-attributes';

/** Points of the ranking that a page's own word for its picture is worth. The owner's word for Pinterest stands above all else. */
export const LEAD = {
  owner: 300,
  openGraph: 125,
  twitter: 95,
  imageSrc: 62,
  structured: 60,
  microdata: 34,
  preload: 14,
} as const;

const NAMES: { names: string[]; lead: number; foundIn: FoundIn }[] = [
  { names: ['pin:media'], lead: LEAD.owner, foundIn: 'owner' },
  { names: ['og:image', 'og:image:url', 'og:image:secure_url'], lead: LEAD.openGraph, foundIn: 'metadata' },
  { names: ['twitter:image', 'twitter:image:src', 'twitter:image0'], lead: LEAD.twitter, foundIn: 'metadata' },
  {
    names: ['thumbnail', 'sailthru.image.full', 'sailthru.image', 'parsely-image-url', 'msapplication-tileimage-lead'],
    lead: 20,
    foundIn: 'metadata',
  },
  { names: ['image', 'thumbnailurl', 'primaryimageofpage'], lead: LEAD.microdata, foundIn: 'metadata' },
];

/** Pictures named in `meta` and `link`. */
export function readMetadataImages(metadata: Metadata, reading: Reading): void {
  const width = pixels(metadata.values.get('og:image:width')?.[0] ?? '');
  const height = pixels(metadata.values.get('og:image:height')?.[0] ?? '');
  for (const { names, lead, foundIn } of NAMES) {
    let isFirst = true;
    for (const name of names) {
      for (const value of metadata.values.get(name) ?? []) {
        const url = resolveImage(value, reading.base);
        if (!url) continue;
        // The sizes that are declared are those of the first picture.
        const isSized = isFirst && names[0] === 'og:image';
        const foundImage = createFoundImage(
          foundIn,
          [{ url, width: isSized ? width : 0, height: isSized ? height : 0 }],
          null,
        );
        foundImage.lead = isFirst ? lead : Math.round(lead * 0.7);
        if (foundIn === 'owner')
          foundImage.owner = { url: '', description: metadata.values.get('pin:description')?.[0] ?? '' };
        else if (isSized) foundImage.text = metadata.values.get('og:image:alt')?.[0] ?? '';
        reading.foundImages.push(foundImage);
        isFirst = false;
      }
    }
  }
  for (const link of metadata.links.get('image_src') ?? []) addLink(link, LEAD.imageSrc, reading);
  for (const link of metadata.links.get('preload') ?? [])
    if (attr(link, 'as') === 'image') addLink(link, LEAD.preload, reading);
}

function addLink(link: Element, lead: number, reading: Reading): void {
  const url = resolveImage(attr(link, 'href'), reading.base);
  const renditions = [
    ...renditionsOfSet(attr(link, 'imagesrcset'), reading.base, 0, 0),
    ...(url ? [{ url, width: 0, height: 0 }] : []),
  ];
  if (!renditions.length) return;
  const foundImage = createFoundImage('metadata', renditions, null);
  foundImage.lead = lead;
  reading.foundImages.push(foundImage);
}
