import { collect } from '../../lib/page/collect';
import { parseSrcset } from '../../lib/page/sources/srcset';

/** The collector as a classic script, for the scorer: the very code that ships, with its answer in the scorer's words. */
Object.assign(globalThis, {
  async collectPage() {
    const facts = await collect(document, location, { now: Date.now });
    return {
      canonicalUrl: facts.link.url,
      title: facts.title,
      description: facts.description,
      images: facts.candidates.map(({ url, variants, naturalWidth, naturalHeight, text }) => ({
        url,
        variants,
        width: naturalWidth,
        height: naturalHeight,
        alt: text,
      })),
    };
  },
  parseSrcset,
});
