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
  'rule-broken': 'time',
  'earlier-link': 'link',
};

export function areaOf({ id }: Pick<Check, 'id'>): CheckArea {
  return AREAS[id] ?? (id.startsWith('account-') ? 'account' : 'pictures');
}

/** The checks of one area. Of an account that cannot publish only the first check is shown: reconnecting solves the others. */
export function checksOf(checks: readonly Check[], area: CheckArea): Check[] {
  const ofArea = checks.filter((check) => areaOf(check) === area);
  return area === 'account' ? ofArea.slice(0, 1) : ofArea;
}

type SlideRules = typeof import('../../lib/pin/slide-checks');
/** What separate pins have in common. All else is checked pin by pin, in their review. */
const OF_ALL = new Set<CheckArea>(['account', 'board']);

export type ChecksModel = ReturnType<typeof createChecksModel>;

/**
 * As `checkPin`, and what other pins say about this one (`ofOthers`), with the rules about slides loaded only once there is a
 * slide, so that the popup opens sooner.
 */
export function createChecksModel(
  draft: DraftModel,
  context: ReadonlySignal<CheckContext>,
  make: ReadonlySignal<'one' | 'separate'>,
  ofOthers: ReadonlySignal<Check[]>,
) {
  const rules = signal<SlideRules | null>(null);
  const hasSlides = computed(() => draft.slides.value.length > 0);

  async function load(): Promise<void> {
    if (!rules.peek()) rules.value = await import('../../lib/pin/slide-checks');
  }

  effect(() => {
    // `whenChecked` reports a failure, when it matters.
    if (hasSlides.value) void load().catch(() => undefined);
  });

  return {
    /** What is wrong with the pin as it stands, errors first. */
    checks: computed(() => {
      const content = checkContent(draft.pin.value, context.value);
      if (make.value === 'separate') return sortChecks(content.filter((check) => OF_ALL.has(areaOf(check))));
      // Before anything is stored no picture is being read.
      const isShown = ({ id }: { id: string }) => draft.isStored.value || id !== 'slide-reading';
      const ofSlides = rules.value?.checkSlides(draft.slides.value).filter(isShown) ?? [];
      return sortChecks([...content, ...ofSlides, ...ofOthers.value]);
    }),
    /** Resolves once `checks` covers the slides too; rejects when their rules cannot be loaded. */
    whenChecked: async () => {
      if (hasSlides.peek()) await load();
    },
  };
}
