import type { Pin } from '../../../lib/pin/pin';
import { readBlob } from '../../../lib/store/blobs';
import { readPin } from '../../../lib/store/pins';
import { listHashes } from '../../../lib/store/schema';
import { type Path, TITLE } from './paths';
import type { Universe } from './universe';

export interface Totals {
  runs: number;
  lost: number;
  doubled: number;
  stuck: number;
  wrong: number;
}

export interface Breach {
  kind: 'lost' | 'doubled' | 'stuck' | 'wrong';
  what: string;
}

/** What is wrong with how a universe came to rest. */
export async function checkEnd(universe: Universe, path: Path): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const live = universe.postbreeze.livePosts(TITLE);
  if (live.length > 1) breaches.push({ kind: 'doubled', what: `${live.length} posts` });
  for (const error of universe.errors) breaches.push({ kind: 'wrong', what: String(error) });
  const pin = await readPin('p');
  const state = pin?.state ?? 'gone';
  if (!path.ends.includes(state))
    breaches.push({
      kind: pin ? 'wrong' : 'lost',
      what: `ends ${state}: ${pin?.lastError?.code} ${pin?.lastError?.message}`,
    });
  if ((state === 'gone' || state === 'canceled' || state === 'draft') && live.length > 0)
    breaches.push({ kind: 'wrong', what: `${state}, yet a post is live` });
  if (pin) breaches.push(...(await checkPin(universe, pin)));
  return breaches;
}

async function checkPin(universe: Universe, pin: Pin): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const live = universe.postbreeze.livePosts(TITLE);
  const isPublished = live.some(({ status }) => status === 'PUBLISHED');
  if (pin.state === 'published' && !isPublished) breaches.push({ kind: 'lost', what: 'published here, nowhere else' });
  if (pin.state === 'failed' && live.length > 0 && pin.lastError?.code !== 'OUTCOME_UNKNOWN')
    breaches.push({ kind: 'wrong', what: `failed with ${pin.lastError?.code}, yet a post is live` });
  if (pin.state === 'failed' && !pin.lastError) breaches.push({ kind: 'wrong', what: 'failed without a reason' });
  if (pin.state === 'failed' && universe.badge === 0) breaches.push({ kind: 'wrong', what: 'failed without a badge' });
  if (pin.state === 'failed' && !universe.notices.some(({ kind }) => kind === 'failed'))
    breaches.push({ kind: 'wrong', what: 'failed without a notice' });
  if (pin.title !== TITLE || pin.slides.length === 0) breaches.push({ kind: 'lost', what: 'its text or slides' });
  for (const hash of listHashes(pin)) if (!(await readBlob(hash))) breaches.push({ kind: 'lost', what: 'a picture' });
  return breaches;
}
