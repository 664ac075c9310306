import { computed, signal } from '@preact/signals';
import { hasHost, hostPattern, requestHosts } from '../../lib/browser/permissions';
import type { Pin } from '../../lib/pin/pin';
import { type Mend, readAgain, type Slide, UNREAD } from '../../lib/pin/slide';
import { prepareAndDraw } from '../composer/slides-model';
import type { PlanRows } from './plan-rows';

/** How often a picture is read again after the worker was stopped in the middle. */
const TRIES = 3;

export type PlanPictures = ReturnType<typeof createPlanPictures>;

/** Has the worker read a plan's pictures one at a time, so that only one is in memory. */
export function createPlanPictures(rows: PlanRows, tabId: number | null) {
  const isStopped = signal(false);
  let work: Promise<void> | undefined;
  const waiting = computed(() =>
    rows.drafts.value.flatMap(({ id, slides }) => slides.filter(isUnread).map((slide) => ({ id, slide }))),
  );
  /** Hosts to ask permission for before their pictures can be read. */
  const hosts = computed(() => [
    ...new Set(
      rows.drafts.value
        .flatMap(({ slides }) => slides)
        .filter(({ problem }) => problem === 'NEEDS_PERMISSION')
        .flatMap(({ url }) => hostPattern(url) ?? []),
    ),
  ]);

  async function readAll(): Promise<void> {
    const tries = new Map<string, number>();
    const find = () => waiting.peek().find(({ slide }) => (tries.get(slide.id) ?? 0) < TRIES);
    for (let next = find(); next && !isStopped.peek(); next = find()) {
      const { id, slide } = next;
      tries.set(slide.id, (tries.get(slide.id) ?? 0) + 1);
      await rows.settle();
      await prepareAndDraw(id, slide.id, tabId);
      await rows.readOne(id);
    }
    for (const { id, slide } of isStopped.peek() ? [] : waiting.peek())
      await changeSlide(id, slide.id, () => ({ rung: 'none', problem: 'IMAGE_NOT_READ' }));
  }

  function start(): Promise<void> {
    work ??= readAll().finally(() => {
      work = undefined;
    });
    return work;
  }

  const changeSlide = (pinId: string, slideId: string | null, change: (slide: Slide) => Partial<Slide>) =>
    rows.changeAll([pinId], ({ slides }) => ({
      slides: slides.map((slide) =>
        slideId === null || slide.id === slideId ? { ...slide, ...change(slide) } : slide,
      ),
    }));

  async function readWhere(fits: (slide: Slide) => boolean): Promise<void> {
    const ids = rows.drafts.peek().flatMap(({ id, slides }) => (slides.some(fits) ? id : []));
    await rows.changeAll(ids, ({ slides }) => ({
      slides: slides.map((slide) => (fits(slide) ? readAgain(slide) : slide)),
    }));
    void start();
  }

  return {
    /** How many pictures are still to be read. */
    unread: computed(() => waiting.value.length),
    hosts,
    start,
    isStopped,
    stop: () => {
      isStopped.value = true;
    },
    goOn: () => {
      isStopped.value = false;
      void start();
    },
    /** Resolves when every picture has been read, or has failed. */
    idle: async () => {
      while (waiting.peek().length > 0 && !isStopped.peek()) await start();
    },
    /** Asks for all hosts in one prompt. Call it in a click handler before any `await`. Answers whether it was granted. */
    askHosts: (patterns: readonly string[]): Promise<boolean> =>
      requestHosts(patterns).then(async (isGranted) => {
        if (isGranted)
          await readWhere(({ url, rung }) => rung !== 'bytes' && patterns.includes(hostPattern(url) ?? ''));
        return isGranted;
      }),
    /** Reads pictures again that we have only by address, if their host may be read now. */
    resume: async () => {
      const slides = rows.drafts.peek().flatMap((pin) => pin.slides);
      const readable = new Set<string>();
      for (const { id, url, rung, problem } of slides)
        if ((rung === 'address' || problem === 'NEEDS_PERMISSION') && (await hasHost(url))) readable.add(id);
      if (readable.size > 0) await readWhere(({ id }) => readable.has(id));
      else void start();
    },
    readAgain: async (pinId: string, slideId: string) => {
      await changeSlide(pinId, slideId, readAgain);
      void start();
    },
    takeFromScreen: async (pinId: string, slideId: string) => {
      await changeSlide(pinId, slideId, (slide) => ({ ...readAgain(slide), fromScreen: true }));
      void start();
    },
    /** Redraws pictures with the mends that `mendsOf` answers. */
    mend: async (ids: readonly string[], mendsOf: (slide: Slide, pin: Pin) => Mend[] | undefined) => {
      await rows.changeAll(ids, (pin) => ({
        slides: pin.slides.map((slide) => {
          const mends = mendsOf(slide, pin);
          return mends ? { ...slide, ...UNREAD, mends, ready: null } : slide;
        }),
      }));
      void start();
    },
  };
}

function isUnread({ rung }: Slide): boolean {
  return rung === 'reading';
}
