import { computed, signal } from '@preact/signals';
import { SECOND } from '../../lib/time';
import type { DraftModel } from './draft-model';
import type { ImageChoice } from './page-images';
import type { TimeModel } from './scheduling';

type Others = Awaited<ReturnType<typeof import('../../lib/store/earlier').readOthers>>;

/** Other pins may change many at once. */
const PATIENCE = SECOND;

/** What the pins that are on their way or were sent mean for this one: the same link or picture, and rules about its time. */
export function createOthersModel(draft: DraftModel, time: TimeModel) {
  const others = signal<Others | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Reads them. Without them nothing is said; the pin can be scheduled all the same. */
  async function look(): Promise<void> {
    const { readOthers } = await import('../../lib/store/earlier'); // once the composer has been painted
    others.value = await readOthers(Date.now());
  }

  const at = computed(() => {
    const { when, publishAt } = draft.pin.value;
    return when === 'slot' ? time.slotAt.value : when === 'now' ? time.lookedAt.value : publishAt;
  });
  const checks = computed(() => others.value?.check(draft.pin.value, at.value) ?? []);

  return {
    look: () => look().catch(() => undefined),
    checks,
    /** Whether this link or one of these pictures is planned or was pinned. */
    isPinned: computed(() => checks.value.some(({ id }) => id.startsWith('earlier-'))),
    /** When and where a picture of the page is planned or was pinned: a sentence; ''. */
    describe: ({ addresses }: ImageChoice): string => {
      if (!others.value) return '';
      const slides = draft.slides.value.filter(({ url }) => addresses.includes(url));
      return others.value.describePicture(addresses, slides, draft.pin.peek().editOf);
    },
    /** Pins or rules may have changed; `ids`: which pins. The draft's own keystrokes are not news. */
    lookAgain: (ids?: readonly string[]) => {
      if (!others.peek() || ids?.every((id) => id === draft.pin.peek().id)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void look().catch(() => undefined), PATIENCE);
    },
  };
}
