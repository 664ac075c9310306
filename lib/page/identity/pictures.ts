import { naturalHeightOf, naturalWidthOf } from '../dom/dom';
import type { Budget } from '../dom/time-slices';
import type { Places } from '../judge/place';
import type { Sighting } from '../sources/sighting';
import { createComparison } from './likeness';
import { keyOf } from './picture-key';
import { createSamePicture, isTelling, linkOf } from './same-picture';
import { withoutMeasuredSize, withoutNumbers } from './transforms';

/** All sightings of one picture. */
export interface Picture {
  sightings: Sighting[];
  /** When it was met first among all pictures. */
  order: number;
}

/** Pictures of one key that a further one is compared with; a page with more of one name has as many pictures. */
const MAX_COMPARED = 6;

interface Keys {
  files: string[];
  hints: string[];
}

/**
 * Gathers the sightings of each picture. Those that share an address are one. Of others, two that are shown are one only where more
 * than their addresses says so (`same-picture.ts`). What is not shown (metadata, records, `noscript`, links to files) joins what its
 * address points to, unless it points to several.
 */
export async function groupPictures(sightings: Sighting[], places: Places, budget: Budget): Promise<Picture[]> {
  const groups = createGroups(sightings.length);
  const keys = new Array<Keys>(sightings.length);
  const byAddress = new Map<string, number>();
  for (let at = 0; at < sightings.length; at++) {
    if (budget.isDue()) await budget.breathe();
    keys[at] = keysOf(sightings[at]!);
    for (const address of addressesOf(sightings[at]!)) {
      const known = byAddress.get(address);
      if (known === undefined) byAddress.set(address, at);
      else groups.join(known, at);
    }
  }

  const isSame = createSamePicture(places, createComparison());
  const byFile = new Map<string, number[]>();
  const byHint = new Map<string, number[]>();
  for (let at = 0; at < sightings.length; at++) {
    if (!isShown(sightings[at]!)) continue;
    if (budget.isDue()) await budget.breathe();
    const joinAlike = (known: number[], agreement: 'file' | 'hint'): void => {
      for (const other of known.slice(0, MAX_COMPARED))
        if (!groups.areOne(at, other) && isSame(sightings[at]!, sightings[other]!, agreement)) groups.join(other, at);
    };
    for (const key of keys[at]!.files) joinAlike(enter(byFile, key, at, groups), 'file');
    for (const key of keys[at]!.hints) joinAlike(enter(byHint, key, at, groups), 'hint');
  }

  for (let at = 0; at < sightings.length; at++) {
    if (isShown(sightings[at]!)) continue;
    if (budget.isDue()) await budget.breathe();
    const link = linkOf(sightings[at]!, places);
    const fits = (other: number): boolean => {
      const others = link && linkOf(sightings[other]!, places);
      return !others || others === link;
    };
    const find = (known: number[], mayBeOneOfSeveral: boolean): number | undefined => {
      const fitting = known.filter(fits);
      return fitting.length === 1 || mayBeOneOfSeveral ? fitting[0] : undefined;
    };
    const files = keys[at]!.files.map((key) => enter(byFile, key, at, groups));
    const hints = keys[at]!.hints.map((key) => enter(byHint, key, at, groups));
    const numberless = withoutNumbers(sightings[at]!.renditions[0]!.url).map(
      (one) => byFile.get(`measured ${keyOf(one).file}`) ?? [],
    );
    const owner =
      files.map((known) => find(known, true)).find((one) => one !== undefined) ??
      [...numberless, ...hints].map((known) => find(known, false)).find((one) => one !== undefined);
    if (owner !== undefined) groups.join(owner, at);
  }
  return groups.list().map((members, order) => ({ sightings: members.map((at) => sightings[at]!), order }));
}

/** Whether an element of the page shows this picture now, or will when it is scrolled to. */
function isShown({ element, foundIn }: Sighting): boolean {
  return element !== null && foundIn !== 'noscript' && foundIn !== 'link' && foundIn !== 'structured';
}

/** Notes that a sighting has a key. @returns those of other groups that have it too, one of each group */
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

function addressesOf({ renditions }: Sighting): Set<string> {
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

/** The keys of a sighting's first and last rendition: all of them are one picture, so these find their like. */
function keysOf({ renditions, element }: Sighting): Keys {
  const files = new Set<string>();
  const hints = new Set<string>();
  for (const { url } of renditions.length > 1 ? [renditions[0]!, renditions.at(-1)!] : renditions) {
    const { file, place, name } = keyOf(url);
    files.add(file);
    hints.add(place);
    if (isTelling(name)) hints.add(`name ${name}`);
    if (!element || !/[/_-]\d{2,4}(?:$|[/?#.])/.test(url)) continue;
    const plain = withoutMeasuredSize(url, { width: naturalWidthOf(element), height: naturalHeightOf(element) });
    if (plain !== url) files.add(keyOf(plain).file).add(`measured ${keyOf(plain).file}`);
  }
  return { files: [...files], hints: [...hints] };
}

type Groups = ReturnType<typeof createGroups>;

/** Sets of the numbers below `count` that can be joined. */
function createGroups(count: number) {
  const parents = Array.from({ length: count }, (_, at) => at);
  function rootOf(at: number): number {
    let root = at;
    while (parents[root] !== root) root = parents[root]!;
    parents[at] = root;
    return root;
  }
  return {
    areOne: (a: number, b: number): boolean => rootOf(a) === rootOf(b),
    join(a: number, b: number): void {
      const [x, y] = [rootOf(a), rootOf(b)];
      // The earlier one stands for both, so that groups are listed in the order in which they were met.
      if (x !== y) parents[Math.max(x, y)] = Math.min(x, y);
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
