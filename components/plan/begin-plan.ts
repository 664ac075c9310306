import { type Candidate, listAddresses, type PageFacts } from '../../lib/page/facts';
import { wordsFor } from '../../lib/page/words/words-for';
import { type BoardRef, createDraft, type Pin } from '../../lib/pin/pin';
import { createSlide } from '../../lib/pin/slide';
import { addUtm } from '../../lib/pin/template';
import { changePins } from '../../lib/store/pins';
import { readPlan } from '../../lib/store/plans';
import type { Settings } from '../../lib/store/settings';

/** The most pins from one page, and from one file. */
const PAGE_LIMIT = 50;
export const FILE_LIMIT = 1000;

export interface PlanStart {
  facts: PageFacts;
  /** The chosen pictures in order, one for each pin. */
  candidates: readonly Candidate[];
  /** The page's draft in which they were chosen; it may hold pictures that the page no longer shows. */
  draft?: Pick<Pin, 'id' | 'updatedAt' | 'slides'>;
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
      const takeFrom = (addresses: readonly string[]) => {
        const known = [...left].find(({ slides }) => addresses.some((url) => url === slides[0]?.url));
        if (known) left.delete(known);
        return known;
      };
      const pins = start.candidates
        .slice(0, PAGE_LIMIT)
        .map((candidate, place) => takeFrom(listAddresses(candidate)) ?? draftPin(candidate, start, now + place));
      // A chosen picture that the page does not show this time was not given up.
      const unseen = draft?.slides.flatMap(({ url }) => takeFrom([url]) ?? []) ?? [];
      const put = [...pins, ...unseen].map(
        (pin, place): Pin => ({ ...pin, planId, place, ...(planDraft && { planDraft }), updatedAt: now + place }),
      );
      return { put, remove: [...left].map(({ id }) => id) };
    },
    now,
  );
  return planId;
}

function draftPin(candidate: Candidate, { facts, accountId, board, settings }: PlanStart, now: number): Pin {
  const { title, description, link, price } = wordsFor(candidate, facts, 'own');
  const { pageUrl, pageTitle, collectedAt, site } = facts;
  const { url, text, naturalWidth, naturalHeight, proposals } = candidate;
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
    slides: [
      createSlide({
        id: crypto.randomUUID(),
        url,
        text,
        width: naturalWidth,
        height: naturalHeight,
        proposals,
        variants: listAddresses(candidate).slice(1),
      }),
    ],
  };
}
