import type { Check, CheckId } from './checks';
import { IMAGE_BYTES_MAX, IMAGE_HEIGHT_USEFUL, IMAGE_TYPES, IMAGE_WIDTH_USEFUL, LONG_PIN_RATIO } from './limits';
import { chooseRatio, matchMends } from './match-ratio';
import type { MendOffer } from './mend-offer';
import { explainPicture } from './picture-problem';
import { hasRatio, isTooSmall, type Size, shrinkScale } from './ratio';
import { enlargement, findOriginalSize, findSize, planRendering } from './rendering';
import { type Slide, SlideRatio } from './slide';

interface Fault {
  words: string;
  mends: MendOffer[];
}

/** A slide within its pin. `name` begins a sentence. */
interface Place {
  name: string;
  isAlone: boolean;
}

type SlideRule = (slide: Slide, place: Place) => Fault | false;

const RATIO_WORDS: Record<SlideRatio, string> = { '2:3': '2:3', '1:1': 'square' };

/** The rules about each slide, in the order in which they are shown. */
const SLIDE_RULES: Partial<Record<CheckId, { severity: Check['severity']; findFault: SlideRule }>> = {
  'slide-reading': {
    severity: 'error',
    findFault: ({ rung }, { name }) => rung === 'reading' && { words: `${name} is still being read.`, mends: [] },
  },
  'slide-unreadable': {
    severity: 'error',
    findFault: (slide, { name }) => {
      if (slide.rung === 'reading' || (slide.rung !== 'none' && slide.problem === '')) return false;
      const { words, remedies } = explainPicture(slide.problem);
      const mends = remedies.flatMap((kind): MendOffer[] => {
        if (kind !== 'ask-permission') return [{ kind, label: REMEDY_LABELS[kind] }];
        return offerPermission(slide);
      });
      return { words: `${name} cannot be used yet. ${words}`, mends: [...mends, REMOVE] };
    },
  },
  'slide-format': {
    severity: 'error',
    findFault: ({ ready }, { name }) =>
      ready !== null &&
      !IMAGE_TYPES.some((type) => type === ready.type) && {
        words: `${name} is neither JPEG nor PNG, and Pinterest takes nothing else.`,
        mends: [{ kind: 'convert', label: 'Convert to JPEG' }],
      },
  },
  'slide-too-heavy': {
    severity: 'error',
    findFault: ({ ready }, { name }) =>
      ready !== null &&
      ready.bytes > IMAGE_BYTES_MAX && {
        words: `${name} is larger than 20 MB.`,
        mends: [{ kind: 'shrink', label: 'Shrink to what Pinterest shows' }],
      },
  },
  'slide-too-small': { severity: 'error', findFault: findTooSmall },
  'slide-ratio': {
    severity: 'warning',
    findFault: (slide, { name, isAlone }) => {
      const size = findShown(slide);
      if (!size || !isAlone || hasRatio(size, '2:3') || isTooLong(size)) return false;
      return { words: `${name} is not 2:3, the shape that Pinterest recommends.`, mends: offerShapes(slide) };
    },
  },
  'slide-too-long': {
    severity: 'warning',
    findFault: (slide, { name }) => {
      const size = findShown(slide);
      if (!size || !isTooLong(size)) return false;
      return { words: `${name} is so long that Pinterest cuts it off in the feed.`, mends: offerShapes(slide) };
    },
  },
  'slide-transparent': {
    severity: 'warning',
    findFault: ({ ready }, { name }) =>
      ready?.transparent === true && {
        words: `${name} is transparent in places; Pinterest chooses what shows through.`,
        mends: [{ kind: 'convert', label: 'Fill with white' }],
      },
  },
  'slide-larger-than-shown': {
    severity: 'warning',
    findFault: ({ ready }, { name }) =>
      ready !== null &&
      shrinkScale(ready) < 1 && {
        words: `${name} is ${sizeWords(ready)}; Pinterest shows at most ${sizeWords(LARGEST_SHOWN)}.`,
        mends: [{ kind: 'shrink', label: 'Shrink to what Pinterest shows' }],
      },
  },
  'slide-enlarged': {
    severity: 'warning',
    findFault: ({ ready, original, mends }, { name }) => {
      if (!ready || !original) return false;
      const times = enlargement(planRendering(original, mends));
      return times > 1.005 && { words: `${name} was enlarged ${times.toFixed(1)} times and may look soft.`, mends: [] };
    },
  },
  'slide-by-address': {
    severity: 'warning',
    findFault: (slide, { name }) =>
      slide.rung === 'address' && {
        words: `${name} could not be read here, so its format and size are not checked.`,
        mends: offerPermission(slide),
      },
  },
  'slide-from-screen': {
    severity: 'warning',
    findFault: (slide, { name }) =>
      slide.rung === 'screenshot' && {
        words: `${name} is taken from the screen, in lower quality than the picture itself.`,
        mends: offerPermission(slide),
      },
  },
};

const LARGEST_SHOWN: Size = { width: IMAGE_WIDTH_USEFUL, height: IMAGE_HEIGHT_USEFUL };
const REMOVE: MendOffer = { kind: 'remove', label: 'Remove' };
const REMEDY_LABELS = { 'take-from-screen': 'Take it from the screen', 'read-again': 'Try again' };

/** What is wrong with a pin's slides: each of them, then all together. */
export function checkSlides(slides: readonly Slide[]): Check[] {
  const checks: Check[] = [];
  const isAlone = slides.length === 1;
  for (const [index, slide] of slides.entries()) {
    const place = { name: isAlone ? 'The picture' : `Slide ${index + 1}`, isAlone };
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
  const words = `${name} is ${sizeWords(size)}; Pinterest wants at least 600 × 900, or 900 × 900 when square.`;
  if (!slide.original) return { words, mends: [...offerPermission(slide), REMOVE] };
  const times = enlargement(planRendering(slide.original, [...slide.mends, { kind: 'enlarge' }]));
  const pad: MendOffer = { kind: 'pad', ratio: hasRatio(size, '1:1') ? '1:1' : '2:3', label: 'Add a border' };
  return { words, mends: [{ kind: 'enlarge', label: `Enlarge ${times.toFixed(1)} times` }, pad, REMOVE] };
}

function findMixed(slides: readonly Slide[]): Fault | false {
  if (slides.length < 2) return false;
  const sizes = slides.map(findShown);
  const known = sizes.filter((size) => size !== undefined);
  const isUniform = SlideRatio.options.some((ratio) => known.every((size) => hasRatio(size, ratio)));
  if (isUniform) return false;
  const words = 'The slides of a carousel must all be square or all be 2:3.';
  const ratio = chooseRatio(slides.flatMap((slide) => findOriginalSize(slide) ?? []));
  // What is sent by address cannot be cropped here.
  const fixed = slides.find(
    (slide, index) => slide.rung === 'address' && sizes[index] && !hasRatio(sizes[index], ratio),
  );
  if (fixed) return { words, mends: offerPermission(fixed) };
  const enlarged = slides.filter((slide) => matchMends(slide, ratio)?.some(({ kind }) => kind === 'enlarge'));
  const cost = enlarged.length > 0 ? `, enlarging ${enlarged.length}` : '';
  return { words, mends: [{ kind: 'match-all', ratio, label: `Make all slides ${RATIO_WORDS[ratio]}${cost}` }] };
}

/** Slides sent by address stand before uploaded ones in a post, whatever we say (the API's `mediaItems` and `mediaIds`). */
function findBadOrder(slides: readonly Slide[]): (Fault & { slideId: string }) | false {
  const late = slides.find((slide, index) => slide.rung === 'address' && slides[index - 1]?.ready);
  if (!late) return false;
  const words = `Slide ${slides.indexOf(late) + 1} is sent by its address and would come before the uploaded ones.`;
  return { words, mends: offerPermission(late), slideId: late.id };
}

function offerShapes(slide: Slide): MendOffer[] {
  if (!slide.original) return offerPermission(slide);
  return [
    { kind: 'crop', ratio: '2:3', label: 'Crop to 2:3' },
    { kind: 'pad', ratio: '2:3', label: 'Add a border' },
  ];
}

function offerPermission({ url }: Slide): MendOffer[] {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return [];
  const { host } = new URL(url);
  return [{ kind: 'ask-permission', host, label: `Allow reading from ${host}` }];
}

function isTooLong({ width, height }: Size): boolean {
  return height / width > LONG_PIN_RATIO;
}

function sizeWords({ width, height }: Size): string {
  return `${width.toLocaleString('en')} × ${height.toLocaleString('en')}`;
}
