import type { PageFacts } from '../../lib/page/facts';
import { judgePage } from '../../lib/page/judge/judge-page';
import { type CollectOptions, readPage } from '../../lib/page/read-page';

/** Both halves in one place, as tests and measurements want them; the extension runs `readPage` in the page and judges for itself. */
export async function collect(document: Document, location: Location, options: CollectOptions): Promise<PageFacts> {
  return judgePage(await readPage(document, location, options));
}
