import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Check, type CheckContext, type CheckId, checkContent, sortChecks } from '../../lib/pin/checks';
import type { DraftModel } from './draft-model';

/** Where on the form a check is shown: beside what it is about. */
export type CheckArea = 'pictures' | 'account' | 'board' | 'title' | 'description' | 'link' | 'time';

const AREAS: Partial<Record<CheckId, CheckArea>> = {
  'board-missing': 'board',
  'title-missing': 'title',
  'title-too-long': 'title',
  'description-too-long': 'description',
  'link-missing': 'link',
  'link-invalid': 'link',
  'link-private': 'link',
  'time-missing': 'time',
  'time-past': 'time',
};

export function areaOf({ id }: Pick<Check, 'id'>): CheckArea {
  return AREAS[id] ?? (id.startsWith('account-') ? 'account' : 'pictures');
}

/** The checks of one area. An account that cannot publish says so once: reconnecting it settles the others. */
export function checksOf(checks: readonly Check[], area: CheckArea): Check[] {
  const ofArea = checks.filter((check) => areaOf(check) === area);
  return area === 'account' ? ofArea.slice(0, 1) : ofArea;
}

type SlideRules = typeof import('../../lib/pin/slide-checks');
export type ChecksModel = ReturnType<typeof createChecksModel>;

/** As `checkPin`, but with the rules about slides loaded only once there is a slide: the popup opens the sooner. */
export function createChecksModel(draft: DraftModel, context: ReadonlySignal<CheckContext>) {
  const rules = signal<SlideRules | null>(null);
  const hasSlides = computed(() => draft.slides.value.length > 0);

  async function load(): Promise<void> {
    if (!rules.peek()) rules.value = await import('../../lib/pin/slide-checks');
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
      return sortChecks([...content, ...ofSlides]);
    }),
    /** Resolves once `checks` covers the slides too; rejects when their rules cannot be loaded. */
    settle: async () => {
      if (hasSlides.peek()) await load();
    },
  };
}
