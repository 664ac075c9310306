import type { PageFacts } from './facts';
import { judgePage } from './judge/judge-page';
import { type CollectOptions, readPage } from './read-page';

/** Both halves in one place, as tests and measurements want them; the extension runs `readPage` in the page and judges for itself. */
export async function collect(document: Document, location: Location, options: CollectOptions): Promise<PageFacts> {
  return judgePage(await readPage(document, location, options));
}
