import { formatNumber, formatSize } from '../words/format';
import { t } from '../words/t';
import { type Check, type CheckContext, type CheckId, checkContent, sortChecks } from './checks';
import { IMAGE_BYTES_MAX, IMAGE_TYPES, LONG_PIN_RATIO } from './limits';
import {
  chooseRatio,
  enlargement,
  findOriginalSize,
  findSize,
  type MendOffer,
  matchMends,
  planRendering,
} from './mends';
import type { Pin } from './pin';
import { explainPicture } from './problem';
import { hasRatio, isTooSmall, type Size, type Slide, SlideRatio } from './slide';

// Loaded with the checks, once there is a slide.
export { planMends } from './mends';

interface Fault {
  words: string;
  mends: MendOffer[];
}

/** A slide within its pin. `name` begins a sentence: “The picture”, “Slide 2”. */
interface Place {
  name: string;
  isAlone: boolean;
}

type SlideRule = (slide: Slide, place: Place) => Fault | false;

/** The rules about each slide, in the order in which they are shown. */
const SLIDE_RULES: Partial<Record<CheckId, { severity: Check['severity']; findFault: SlideRule }>> = {
  'slide-reading': {
    severity: 'error',
    findFault: ({ rung }, { name }) =>
      rung === 'reading' && { words: t('checks.slideReading', { slide: name }), mends: [] },
  },
  'slide-unreadable': {
    severity: 'error',
    findFault: (slide, { name }) => {
      if (slide.rung === 'reading' || (slide.rung !== 'none' && slide.problem === '')) return false;
      const { words, remedies } = explainPicture(slide.problem);
      const mends = remedies.flatMap((kind): MendOffer[] => {
        if (kind === 'ask-permission') return offerPermission(slide);
        return [{ kind, label: t(kind === 'read-again' ? 'checks.readAgain' : 'checks.takeFromScreen') }];
      });
      return { words: t('checks.slideUnreadable', { slide: name, reason: words }), mends: [...mends, offerRemoval()] };
    },
  },
  'slide-format': {
    severity: 'error',
    findFault: ({ ready }, { name }) =>
      ready !== null &&
      !IMAGE_TYPES.some((type) => type === ready.type) && {
        words: t('checks.slideFormat', { slide: name }),
        mends: [{ kind: 'convert', label: t('checks.convert') }],
      },
  },
  'slide-too-heavy': {
    severity: 'error',
    findFault: ({ ready }, { name }) =>
      ready !== null &&
      ready.bytes > IMAGE_BYTES_MAX && {
        words: t('checks.slideTooHeavy', { slide: name }),
        mends: [{ kind: 'shrink', label: t('checks.shrink') }],
      },
  },
  'slide-too-small': { severity: 'error', findFault: findTooSmall },
  'slide-ratio': {
    severity: 'warning',
    findFault: (slide, { name, isAlone }) => {
      const size = findShown(slide);
      if (!size || !isAlone || hasRatio(size, '2:3') || isTooLong(size)) return false;
      return { words: t('checks.slideRatio', { slide: name }), mends: offerShapes(slide) };
    },
  },
  'slide-too-long': {
    severity: 'warning',
    findFault: (slide, { name }) => {
      const size = findShown(slide);
      if (!size || !isTooLong(size)) return false;
      return { words: t('checks.slideTooLong', { slide: name }), mends: offerShapes(slide) };
    },
  },
  'slide-transparent': {
    severity: 'warning',
    findFault: ({ ready }, { name }) =>
      ready?.transparent === true && {
        words: t('checks.slideTransparent', { slide: name }),
        mends: [{ kind: 'convert', label: t('checks.fillWhite') }],
      },
  },
  'slide-enlarged': {
    severity: 'warning',
    findFault: ({ ready, original, mends }, { name }) => {
      if (!ready || !original) return false;
      const times = enlargement(planRendering(original, mends));
      return times > 1.005 && { words: t('checks.slideEnlarged', { slide: name, times: sayTimes(times) }), mends: [] };
    },
  },
  'slide-by-address': {
    severity: 'warning',
    findFault: (slide, { name }) =>
      slide.rung === 'address' && {
        words: t('checks.slideByAddress', { slide: name }),
        mends: offerPermission(slide),
      },
  },
  'slide-from-screen': {
    severity: 'warning',
    findFault: (slide, { name }) =>
      slide.rung === 'screenshot' && {
        words: t('checks.slideFromScreen', { slide: name }),
        mends: offerPermission(slide),
      },
  },
};

const offerRemoval = (): MendOffer => ({ kind: 'remove', label: t('checks.remove') });

/** What is wrong with a pin's slides: each of them, then all together. */
export function checkSlides(slides: readonly Slide[]): Check[] {
  const checks: Check[] = [];
  const isAlone = slides.length === 1;
  for (const [index, slide] of slides.entries()) {
    const place = { name: isAlone ? t('checks.thePicture') : t('checks.slideNumber', { number: index + 1 }), isAlone };
    for (const [id, { severity, findFault }] of Object.entries(SLIDE_RULES)) {
      const fault = findFault(slide, place);
      if (fault) checks.push(toCheck(id as CheckId, severity, slide.id, fault));
    }
  }
  const mixed = findMixed(slides);
  if (mixed) checks.push(toCheck('slides-mixed', 'error', null, mixed));
  const order = findBadOrder(slides);
  if (order) checks.push(toCheck('slides-order', 'error', order.slideId, order));
  return checks;
}

function toCheck(id: CheckId, severity: Check['severity'], slideId: string | null, { words, mends }: Fault): Check {
  const [mend = null, ...otherMends] = mends;
  return { id, severity, words, slideId, mend, otherMends };
}

/** The size of a slide that is settled; undefined while nothing is known. */
function findShown(slide: Slide): Size | undefined {
  return slide.rung === 'reading' || slide.rung === 'none' ? undefined : findSize(slide);
}

function findTooSmall(slide: Slide, { name }: Place): Fault | false {
  const size = findShown(slide);
  if (!size || !isTooSmall(size)) return false;
  const words = t('checks.slideTooSmall', { slide: name, size: formatSize(size) });
  if (!slide.original) return { words, mends: [...offerPermission(slide), offerRemoval()] };
  const times = enlargement(planRendering(slide.original, [...slide.mends, { kind: 'enlarge' }]));
  const pad: MendOffer = { kind: 'pad', ratio: hasRatio(size, '1:1') ? '1:1' : '2:3', label: t('checks.pad') };
  return {
    words,
    mends: [{ kind: 'enlarge', label: t('checks.enlarge', { times: sayTimes(times) }) }, pad, offerRemoval()],
  };
}

function findMixed(slides: readonly Slide[]): Fault | false {
  if (slides.length < 2) return false;
  const sizes = slides.map(findShown);
  const known = sizes.filter((size) => size !== undefined);
  const isUniform = SlideRatio.options.some((ratio) => known.every((size) => hasRatio(size, ratio)));
  if (isUniform) return false;
  const words = t('checks.slidesMixed');
  const ratio = chooseRatio(slides.flatMap((slide) => findOriginalSize(slide) ?? []));
  // What is sent by address cannot be cropped here.
  const fixed = slides.find(
    (slide, index) => slide.rung === 'address' && sizes[index] && !hasRatio(sizes[index], ratio),
  );
  if (fixed) return { words, mends: offerPermission(fixed) };
  const enlarged = slides.filter((slide) => matchMends(slide, ratio)?.some(({ kind }) => kind === 'enlarge'));
  return { words, mends: [{ kind: 'match-all', ratio, label: labelMatch(ratio, enlarged.length) }] };
}

/** Slides sent by address stand before uploaded ones in a post, whatever we say (the API's `mediaItems` and `mediaIds`). */
function findBadOrder(slides: readonly Slide[]): (Fault & { slideId: string }) | false {
  const late = slides.find((slide, index) => slide.rung === 'address' && slides[index - 1]?.ready);
  if (!late) return false;
  const words = t('checks.slidesOrder', { number: slides.indexOf(late) + 1 });
  return { words, mends: offerPermission(late), slideId: late.id };
}

function offerShapes(slide: Slide): MendOffer[] {
  if (!slide.original) return offerPermission(slide);
  return [
    { kind: 'crop', ratio: '2:3', label: t('checks.crop') },
    { kind: 'pad', ratio: '2:3', label: t('checks.pad') },
  ];
}

function offerPermission({ url }: Slide): MendOffer[] {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return [];
  const { host } = new URL(url);
  return [{ kind: 'ask-permission', host, label: t('checks.allow', { host }) }];
}

function isTooLong({ width, height }: Size): boolean {
  return height / width > LONG_PIN_RATIO;
}

function labelMatch(ratio: SlideRatio, enlarged: number): string {
  if (enlarged === 0) return ratio === '1:1' ? t('checks.allSquare') : t('checks.allTall');
  const number = { number: enlarged };
  return ratio === '1:1' ? t('checks.allSquareEnlarging', number) : t('checks.allTallEnlarging', number);
}

/** "2.0": an exact double is said as such. */
function sayTimes(times: number): string {
  return formatNumber(times, 1);
}

/**
 * Everything about a pin that Pinterest or Postbreeze would refuse, and what could be better, by their documentation
 * ("Errors" and "Pinterest") and `limits.ts`. Errors come first. Pure: the same pin at the same time has the same checks.
 */
export function checkPin(pin: Pin, context: CheckContext): Check[] {
  return sortChecks([...checkContent(pin, context), ...checkSlides(pin.slides)]);
}
