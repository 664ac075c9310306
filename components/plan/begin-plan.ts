import { type Candidate, listAddresses, type PageFacts } from '../../lib/page/facts';
import { wordsFor } from '../../lib/page/words/words-for';
import { type BoardRef, createDraft, type Pin } from '../../lib/pin/pin';
import { createSlide } from '../../lib/pin/slide';
import { addUtm } from '../../lib/pin/template';
import { putPlan } from '../../lib/store/plans';
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
 * Drafts a pin for each picture, with its own text and link, in one transaction. Answers the plan's id; from here on the
 * plan is safe in the store. Throws `StoreFull`.
 */
export async function beginPlan(start: PlanStart, now = Date.now()): Promise<string> {
  const planId = crypto.randomUUID();
  const planDraft = start.draft && { id: start.draft.id, updatedAt: start.draft.updatedAt };
  const pins = start.candidates.slice(0, PAGE_LIMIT).map((candidate, place): Pin => {
    const { title, description, link, price } = wordsFor(candidate, start.facts, 'own');
    const { pageUrl, pageTitle, collectedAt, site } = start.facts;
    const { url, text, naturalWidth, naturalHeight, proposals } = candidate;
    return {
      ...createDraft({
        id: crypto.randomUUID(),
        source: { pageUrl, pageTitle, collectedAt, site, ...(price && { price }) },
        handOver: start.settings.handOver,
        now: now + place,
      }),
      planId,
      place,
      ...(planDraft && { planDraft }),
      accountId: start.accountId,
      board: start.board,
      title,
      description,
      link: addUtm(link, start.settings.utm),
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
  });
  await putPlan(pins);
  return planId;
}
