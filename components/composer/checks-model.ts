import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Check, type CheckContext, sortChecks } from '../../lib/pin/checks';
import { checkContent } from '../../lib/pin/content-checks';
import type { Pin } from '../../lib/pin/pin';

type SlideRules = typeof import('./slide-rules');

/** What is wrong with the pin as it stands, errors first. */
export interface Checking {
  checks: ReadonlySignal<Check[]>;
  /** Resolves once `checks` covers the slides too; rejects when their rules cannot be loaded. */
  settle: () => Promise<void>;
}

/** As `checkPin`, but with the rules about slides loaded only once there is a slide: the popup opens the sooner. */
export function createChecking(pin: ReadonlySignal<Pin>, context: ReadonlySignal<CheckContext>): Checking {
  const rules = signal<SlideRules | null>(null);
  const hasSlides = computed(() => pin.value.slides.length > 0);

  async function load(): Promise<void> {
    if (!rules.peek()) rules.value = await import('./slide-rules');
  }

  effect(() => {
    // A failure is told by `settle`, when it matters.
    if (hasSlides.value) void load().catch(() => undefined);
  });

  return {
    checks: computed(() => {
      const content = checkContent(pin.value, context.value);
      const { slides } = pin.value;
      return sortChecks(rules.value ? [...content, ...rules.value.checkSlides(slides)] : content);
    }),
    settle: async () => {
      if (hasSlides.peek()) await load();
    },
  };
}
