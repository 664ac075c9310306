import { type Candidate, listAddresses, type PageFacts } from '../../lib/page/facts';
import { wordsFor } from '../../lib/page/words/words-for';
import { type BoardRef, createDraft, type Pin } from '../../lib/pin/pin';
import { createSlide } from '../../lib/pin/slide';
import { addUtm } from '../../lib/pin/template';
import { changePins } from '../../lib/store/pins';
import { readPlanOf } from '../../lib/store/plans';
import type { Settings } from '../../lib/store/settings';

/** The most pins from one page, and from one file. */
const PAGE_LIMIT = 50;
export const FILE_LIMIT = 1000;

export interface PlanStart {
  facts: PageFacts;
  /** The chosen pictures in order, one for each pin. */
  candidates: readonly Candidate[];
  /** The page's draft in which they were chosen. */
  draft?: Pick<Pin, 'id' | 'updatedAt'>;
  accountId: string | null;
  board: BoardRef | null;
  settings: Pick<Settings, 'handOver' | 'utm'>;
}

/**
 * Drafts a pin for each picture, with its own text and link, in one transaction. Where the draft was made a plan before, that
 * plan goes on: pictures chosen again keep their pins, those given up lose theirs. Answers the plan's id; from here on the plan
 * is safe in the store. Throws `StoreFull`.
 */
export async function beginPlan(start: PlanStart, now = Date.now()): Promise<string> {
  const { draft } = start;
  const planDraft = draft && { id: draft.id, updatedAt: draft.updatedAt };
  const earlier = draft ? await readPlanOf(draft.id) : [];
  const planId = earlier[0]?.planId ?? crypto.randomUUID();
  await changePins(
    earlier.map(({ id }) => id),
    (found) => {
      const left = new Set(found.filter((pin) => pin?.state === 'draft') as Pin[]);
      const pins = start.candidates.slice(0, PAGE_LIMIT).map((candidate, place): Pin => {
        const addresses = listAddresses(candidate);
        const known = [...left].find(({ slides }) => addresses.some((url) => url === slides[0]?.url));
        if (known) left.delete(known);
        const pin = known ?? draftPin(candidate, start, now + place);
        return { ...pin, planId, place, ...(planDraft && { planDraft }), updatedAt: now + place };
      });
      return { put: pins, remove: [...left].map(({ id }) => id) };
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
