import { naturalHeightOf, naturalWidthOf } from '../dom/dom';
import type { TimeSlices } from '../dom/time-slices';
import type { Places } from '../place/place';
import type { FoundImage, Rendition } from '../sources/found-image';
import { hintOf, keyOf } from './picture-key';
import { createComparison, createSamePicture, differInSizes, isTelling, linkOf } from './same-picture';
import { withoutMeasuredSize, withoutNumbers } from './transforms';

/** All found images of one picture. */
export interface Picture {
  foundImages: FoundImage[];
  /**
   * For each found image, which of them are certainly the same: one element or record declares them, they share an address, or their pixels
   * agree. Found images of different parts were joined by what their addresses look like.
   */
  parts: number[];
  /** When it was met first among all pictures. */
  order: number;
}

/** Pictures of one key that a further one is compared with; a page with more of one name has as many pictures. */
const MAX_COMPARED = 6;
/** From this lead on the page names a picture as its own. */
const NAMED = 30;
/** On longer lists, pictures are not looked at for hints alone. */
const MAX_HINTED = 200;

/**
 * Gathers the found images of each picture. Those that share an address are one. Of others, two that are shown are one only where more
 * than their addresses says so (`same-picture.ts`). What is not shown (metadata, records, `noscript`, links to files) joins what its
 * address points to, unless it points to several.
 */
export async function groupPictures(foundImages: FoundImage[], places: Places, slices: TimeSlices): Promise<Picture[]> {
  const groups = createGroups(foundImages.length);
  const certain = createGroups(foundImages.length);
  const joinCertainly = (one: number, other: number): void => {
    groups.join(one, other);
    certain.join(one, other);
  };
  const byAddress = new Map<string, number>();
  const shown: number[] = [];
  const unseen: number[] = [];
  for (let at = 0; at < foundImages.length; at++) {
    if (slices.isDue()) await slices.breathe();
    (isShown(foundImages[at]!) ? shown : unseen).push(at);
    for (const address of addressesOf(foundImages[at]!)) {
      const known = byAddress.get(address);
      if (known === undefined) byAddress.set(address, at);
      else joinCertainly(known, at);
    }
  }

  const isSame = createSamePicture(places, createComparison());
  const joinAlike = (known: number[], at: number, agreement: 'file' | 'hint'): void => {
    for (const other of known.slice(0, MAX_COMPARED)) {
      if (groups.areOne(at, other)) continue;
      const sameness = isSame(foundImages[at]!, foundImages[other]!, agreement);
      if (sameness === 'pixels') joinCertainly(other, at);
      else if (sameness) groups.join(other, at);
    }
  };
  const byFile = new Map<string, number[]>();
  for (const at of shown) {
    groups.mark(at);
    if (slices.isDue()) await slices.breathe();
    for (const key of filesOf(foundImages[at]!)) joinAlike(enter(byFile, key, at, groups), at, 'file');
  }

  /** Of what an address points to, the one that it may join: none that stands for another page, and none of several unless `isSure`. */
  const join = (at: number, known: number[], isSure: boolean): boolean => {
    const link = linkOf(foundImages[at]!, places);
    let fitting = known.filter((other) => {
      const others = link && linkOf(foundImages[other]!, places);
      return !others || others === link;
    });
    if (fitting.length > 1) {
      const agreeing = fitting.filter((other) => differInSizes(foundImages[at]!, foundImages[other]!));
      if (agreeing.length) fitting = agreeing;
    }
    if (fitting.length !== 1 && !(isSure && fitting.length)) return false;
    // The page's own word for its picture is a declaration, and so is an address of the only picture of that file; all else is a guess.
    const isDeclared = isSure || foundImages[at]!.lead >= NAMED;
    if (isDeclared && fitting.every((other) => groups.areOne(other, fitting[0]!))) joinCertainly(fitting[0]!, at);
    else groups.join(fitting[0]!, at);
    return true;
  };
  const homeless: number[] = [];
  for (const at of unseen) {
    if (slices.isDue()) await slices.breathe();
    const known = [...filesOf(foundImages[at]!)].flatMap((key) => enter(byFile, key, at, groups));
    const measured = withoutNumbers(foundImages[at]!.renditions[0]!.url).flatMap(
      (one) => byFile.get(measuredKey(one)) ?? [],
    );
    if (!groups.isMarked(at) && !join(at, known, true) && !join(at, measured, false)) homeless.push(at);
  }
  if (!homeless.length && shown.length > MAX_HINTED) return listPictures();

  const byHint = new Map<string, number[]>();
  for (const at of shown) {
    if (slices.isDue()) await slices.breathe();
    for (const key of hintsOf(foundImages[at]!)) joinAlike(enter(byHint, key, at, groups), at, 'hint');
  }
  for (const at of homeless) {
    if (slices.isDue()) await slices.breathe();
    // Where one place holds several, the page means one of these with its own word: the first will do.
    const isNamed = foundImages[at]!.lead >= NAMED;
    for (const key of hintsOf(foundImages[at]!))
      if (join(at, enter(byHint, key, at, groups), isNamed && !/^(?:name|path) /.test(key))) break;
  }
  return listPictures();

  function listPictures(): Picture[] {
    return groups.list().map((members, order) => ({
      foundImages: members.map((at) => foundImages[at]!),
      parts: members.map((at) => certain.rootOf(at)),
      order,
    }));
  }
}

/** Whether an element of the page shows this picture now, or will when it is scrolled to. */
export function isShown({ element, foundIn }: FoundImage): boolean {
  return element !== null && foundIn !== 'noscript' && foundIn !== 'link' && foundIn !== 'structured';
}

/** Notes that a found image has a key. @returns those of other groups that have it too, one of each group */
function enter(index: Map<string, number[]>, key: string, at: number, groups: Groups): number[] {
  const known = index.get(key);
  if (!known) {
    index.set(key, [at]);
    return [];
  }
  const others = known.filter((other) => !groups.areOne(other, at));
  if (others.length === known.length && known.length < 4 * MAX_COMPARED) known.push(at);
  return others.filter((other, i) => others.findIndex((earlier) => groups.areOne(earlier, other)) === i);
}

function addressesOf({ renditions }: FoundImage): Set<string> {
  const addresses = new Set<string>();
  for (const { url } of renditions) {
    if (url.startsWith('data:')) addresses.add(keyOf(url).file);
    else {
      addresses.add(url);
      // A proxy's address names the picture that it delivers.
      if (url.includes('http', 8) || url.includes('url=')) addresses.add(keyOf(url).inner);
    }
  }
  return addresses;
}

/** The first and the last rendition: all of them are one picture, so these find the other renditions. */
function endsOf({ renditions }: FoundImage): Rendition[] {
  return renditions.length > 1 ? [renditions[0]!, renditions.at(-1)!] : renditions;
}

function filesOf(foundImage: FoundImage): Set<string> {
  const files = new Set<string>();
  const { element } = foundImage;
  for (const { url } of endsOf(foundImage)) {
    files.add(keyOf(url).file);
    if (!element || !/[/_-]\d{2,4}(?:$|[/?#.])/.test(url)) continue;
    const plain = withoutMeasuredSize(url, { width: naturalWidthOf(element), height: naturalHeightOf(element) });
    if (plain !== url) files.add(keyOf(plain).file).add(measuredKey(plain));
  }
  return files;
}

/** The key of a shown picture without numbers that are its size; what is not shown is held against it without its own numbers. */
function measuredKey(plain: string): string {
  return `measured ${keyOf(plain).file}`;
}

function hintsOf(foundImage: FoundImage): Set<string> {
  const hints = new Set<string>();
  for (const { url } of endsOf(foundImage)) {
    const { place, name, path } = hintOf(url);
    hints.add(place);
    if (path) hints.add(`path ${path}`);
    if (isTelling(name)) hints.add(`name ${name}`);
  }
  return hints;
}

type Groups = ReturnType<typeof createGroups>;

/** Sets of the numbers below `count` that can be joined. */
function createGroups(count: number) {
  const parents = Array.from({ length: count }, (_, at) => at);
  const marked = new Set<number>();
  function rootOf(at: number): number {
    let root = at;
    while (parents[root] !== root) root = parents[root]!;
    parents[at] = root;
    return root;
  }
  return {
    rootOf,
    areOne: (a: number, b: number): boolean => rootOf(a) === rootOf(b),
    /** Notes that a set has a member which is shown. */
    mark: (at: number): unknown => marked.add(rootOf(at)),
    isMarked: (at: number): boolean => marked.has(rootOf(at)),
    join(a: number, b: number): void {
      const [x, y] = [rootOf(a), rootOf(b)];
      // The earlier one stands for both, so that groups are listed in the order in which they were met.
      if (x === y) return;
      parents[Math.max(x, y)] = Math.min(x, y);
      if (marked.has(x) || marked.has(y)) marked.add(Math.min(x, y));
    },
    list(): number[][] {
      const members = new Map<number, number[]>();
      for (let at = 0; at < count; at++) {
        const root = rootOf(at);
        const known = members.get(root);
        if (known) known.push(at);
        else members.set(root, [at]);
      }
      return [...members.values()];
    },
  };
}
