import { beginPlan } from '../../../components/plan/begin-plan';
import { createPlan } from '../../../components/plan/plan-model';
import type { PageFacts } from '../../../lib/page/facts';
import type { Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import { addBoards, putAccounts } from '../../../lib/store/books';
import { updatePin } from '../../../lib/store/pins';
import { readPlan } from '../../../lib/store/plans';
import { readSettings } from '../../../lib/store/settings';
import { page, account as sampleAccount, candidate as sampleCandidate } from '../composer/samples';

export const NOW = new Date('2026-11-29T08:00:00+01:00').getTime();
const account = (id: string) => sampleAccount({ id, displayName: id, handle: id });
const candidate = (place: number) =>
  sampleCandidate(`Picture ${place}`, {
    url: `https://cdn.example/${place}.jpg`,
    link: { url: `https://site.example/${place}`, reason: 'article' },
  });
export const facts = (count: number) =>
  page({
    pageUrl: 'https://site.example/list',
    candidates: Array.from({ length: count }, (_, place) => candidate(place)),
    link: { url: 'https://site.example/list', reason: 'canonical' },
    title: 'A list',
    description: 'Of things',
  });

/** All pictures of a page, as the composer hands them over once they are chosen. */
export function chosenOf({ candidates }: PageFacts) {
  const slides = candidates.map(({ url, text, naturalWidth: width, naturalHeight: height }) =>
    createSlide({ id: `slide of ${url}`, url, text, width, height }),
  );
  return { slides, candidateOf: (slide: Slide) => candidates.find(({ url }) => url === slide.url) };
}

/** The review of a plan of so many pins of one page, their pictures read; Anna has three boards, Bert none. */
export async function openPlan(count: number) {
  await putAccounts([account('anna'), account('bert')]);
  await addBoards(
    ['soups', 'cakes', 'teas'].map((id) => ({
      accountId: 'anna',
      id,
      name: id.toUpperCase(),
      source: 'user' as const,
    })),
  );
  const list = facts(count);
  const planId = await beginPlan(
    {
      facts: list,
      ...chosenOf(list),
      accountId: 'anna',
      board: { id: 'soups', name: 'SOUPS' },
      settings: await readSettings(),
    },
    NOW,
  );
  for (const pin of await readPlan(planId)) await updatePin(pin.id, read);
  const plan = createPlan(planId, null, () => NOW);
  await plan.open();
  return { plan, planId };
}

/** As the worker leaves a pin whose pictures it has read. */
function read(pin: Pin): Pin {
  const facts = { type: 'image/jpeg', width: 1000, height: 1500, bytes: 1, animated: false, transparent: false };
  return {
    ...pin,
    slides: pin.slides.map((slide) => {
      const image = { ...facts, hash: slide.id };
      return { ...slide, rung: 'bytes' as const, original: image, ready: image };
    }),
  };
}

/** Their times on the clocks of Stockholm. */
export const say = (pins: readonly Pin[]) =>
  pins.map(({ publishAt }) => publishAt && new Date(publishAt).toLocaleString('sv-SE').slice(0, 16));
