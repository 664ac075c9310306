import { computed, signal } from '@preact/signals';
import type { PageFacts } from '../../lib/page/facts';
import { CAROUSEL_MAX } from '../../lib/pin/limits';
import type { Slide } from '../../lib/pin/slide';
import { type Settings, updateSettings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import type { DraftModel } from './draft-model';
import type { PageImages } from './page-images';
import type { Say } from './status';

type Make = Settings['make'];

/** What becomes of several chosen pictures: one pin that holds them all, or a pin each. */
export function createMakeModel(
  { draft, images, say }: { draft: DraftModel; images: PageImages; say: Say },
  facts: PageFacts | null,
  preferences: Settings,
) {
  const wanted = signal(preferences.make);
  const count = computed(() => draft.slides.value.length);
  /** A picture each needs the page they are on; a pin that is being changed stays one. */
  const hasChoice = computed(() => facts !== null && draft.pin.value.editOf === null && count.value > 1);
  const isTooMany = computed(() => count.value > CAROUSEL_MAX);

  return {
    hasChoice,
    isTooMany,
    count,
    value: computed(
      (): Make => (hasChoice.value && (isTooMany.value || wanted.value === 'separate') ? 'separate' : 'one'),
    ),
    /** Remembered for the next time. */
    choose: (make: Make) => {
      wanted.value = make;
      void updateSettings({ make });
    },
    /**
     * Drafts a pin for each chosen picture, or goes on with a plan. Answers the plan's id; undefined where it could not be
     * stored.
     */
    begin: async (planId?: string): Promise<string | undefined> => {
      if (!facts) return undefined;
      const candidateOf = (slide: Slide) => images.findChoice(slide)?.candidate ?? undefined;
      try {
        await draft.whenSaved();
        const pin = draft.pin.peek();
        const { slides, accountId, board, handOver } = pin;
        const settings = { ...preferences, handOver };
        const { beginPlan } = await import('../plan/begin-plan');
        return await beginPlan({ facts, slides, candidateOf, draft: pin, planId, accountId, board, settings });
      } catch (error) {
        say('danger', error instanceof Error ? error.message : t('composer.closed.unknown'));
        return undefined;
      }
    },
  };
}
