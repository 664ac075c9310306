import { type Candidate, listAddresses, type PageFacts } from '../../lib/page/facts';
import { wordsFor } from '../../lib/page/words/words';
import { type BoardRef, createDraft, type Pin } from '../../lib/pin/pin';
import { type Slide, UNREAD } from '../../lib/pin/slide';
import { addUtm } from '../../lib/pin/template';
import { changePins } from '../../lib/store/pins';
import { readPlan } from '../../lib/store/plans';
import type { Settings } from '../../lib/store/settings';

/** The most pins from one file. */
export const FILE_LIMIT = 1000;

interface PlanStart {
  facts: PageFacts;
  /** The chosen pictures in order, one for each pin, as far as they were read and mended. */
  slides: readonly Slide[];
  /** What the page says of a picture; undefined where it does not show it: it was added from a file, or is gone since. */
  candidateOf: (slide: Slide) => Candidate | undefined;
  /** The page's draft in which they were chosen. */
  draft?: Pick<Pin, 'id' | 'updatedAt'>;
  /** The plan from which the user came back to choose other pictures. */
  planId?: string | undefined;
  accountId: string | null;
  board: BoardRef | null;
  settings: Pick<Settings, 'handOver' | 'utm'>;
}

/**
 * Drafts a pin for each picture, with its own text and link, in one transaction. Where a plan goes on, pictures that are still
 * chosen keep their pins, and those that the user gave up lose theirs. Answers the plan's id; from here on the plan is safe in
 * the store. Throws `StoreFull`.
 */
export async function beginPlan(start: PlanStart, now = Date.now()): Promise<string> {
  const { draft, planId = crypto.randomUUID() } = start;
  const planDraft = draft && { id: draft.id, updatedAt: draft.updatedAt };
  const earlier = start.planId === undefined ? [] : await readPlan(start.planId);
  await changePins(
    earlier.map(({ id }) => id),
    (found) => {
      const left = new Set(found.filter((pin) => pin?.state === 'draft') as Pin[]);
      const takeFrom = (slide: Slide, candidate: Candidate | undefined) => {
        const addresses = [slide.url, ...(candidate ? listAddresses(candidate) : [])];
        const known = [...left].find(({ slides }) => addresses.some((url) => url === slides[0]?.url));
        if (known) left.delete(known);
        return known;
      };
      const put = start.slides.map((slide, place): Pin => {
        const candidate = start.candidateOf(slide);
        const pin = takeFrom(slide, candidate) ?? draftPin(slide, candidate, start, now + place);
        return { ...pin, planId, place, ...(planDraft && { planDraft }), updatedAt: now + place };
      });
      return { put, remove: [...left].map(({ id }) => id) };
    },
    now,
  );
  return planId;
}

function draftPin(
  slide: Slide,
  candidate: Candidate | undefined,
  { facts, accountId, board, settings }: PlanStart,
  now: number,
): Pin {
  const ofPage = { title: facts.title, description: facts.description, link: facts.link.url, price: facts.price };
  const { title, description, link, price } = candidate ? wordsFor(candidate, facts, 'own') : ofPage;
  const { pageUrl, pageTitle, collectedAt, site } = facts;
  return {
    ...createDraft({
      id: crypto.randomUUID(),
      source: { pageUrl, pageTitle, collectedAt, site, ...(price && { price }) },
      handOver: settings.handOver,
      now,
    }),
    accountId,
    board,
    title,
    description,
    link: addUtm(link, settings.utm),
    // What could not be read for the composer is tried again for the review.
    slides: [{ ...slide, id: crypto.randomUUID(), ...(slide.rung === 'none' && UNREAD) }],
  };
}
