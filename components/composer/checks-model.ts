import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Check, type CheckContext, sortChecks } from '../../lib/pin/checks';
import { checkContent } from '../../lib/pin/content-checks';
import type { DraftModel } from './draft-model';

type SlideRules = typeof import('./slide-rules');
export type ChecksModel = ReturnType<typeof createChecksModel>;

/** As `checkPin` and what other pins say about this one (`ofOthers`), but with the rules about slides loaded only once there is a slide: the popup opens the sooner. */
export function createChecksModel(
  draft: DraftModel,
  context: ReadonlySignal<CheckContext>,
  ofOthers: ReadonlySignal<Check[]>,
) {
  const rules = signal<SlideRules | null>(null);
  const hasSlides = computed(() => draft.slides.value.length > 0);

  async function load(): Promise<void> {
    if (!rules.peek()) rules.value = await import('./slide-rules');
  }

  effect(() => {
    // `settle` reports a failure, when it matters.
    if (hasSlides.value) void load().catch(() => undefined);
  });

  return {
    /** What is wrong with the pin as it stands, errors first. */
    checks: computed(() => {
      const content = checkContent(draft.pin.value, context.value);
      // Before anything is stored no picture is being read.
      const isShown = ({ id }: { id: string }) => draft.isStored.value || id !== 'slide-reading';
      const ofSlides = rules.value?.checkSlides(draft.slides.value).filter(isShown) ?? [];
      return sortChecks([...content, ...ofSlides, ...ofOthers.value]);
    }),
    /** Resolves once `checks` covers the slides too; rejects when their rules cannot be loaded. */
    settle: async () => {
      if (hasSlides.peek()) await load();
    },
  };
}
