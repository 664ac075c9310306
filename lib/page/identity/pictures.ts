import type { Budget } from '../dom/time-slices';
import type { Rendition, Sighting } from '../sources/sighting';
import { keyOf } from './picture-key';

/** All sightings of one picture. */
export interface Picture {
  sightings: Sighting[];
  /** When it was met first among all pictures. */
  order: number;
}

/** Renditions of one sighting whose keys are taken: they are one picture, so the first and the last find their like. */
const MAX_KEYS = 2;

/** Gathers sightings of the same picture: those that share a rendition, a place of keeping, or a name so special that it is one. */
export async function groupPictures(sightings: Sighting[], budget: Budget): Promise<Picture[]> {
  const owners = new Map<string, Picture>();
  const keysOfPicture = new Map<Picture, string[]>();
  const pictures = new Set<Picture>();
  let order = 0;
  for (const sighting of sightings) {
    if (budget.isDue()) await budget.breathe();
    const keys = keysOf(sighting.renditions);
    let picture: Picture | undefined;
    for (const key of keys) {
      const owner = owners.get(key);
      if (!owner || owner === picture) continue;
      if (!picture) picture = owner;
      else {
        // Two that were taken for different pictures turn out to be one.
        const [kept, gone]: [Picture, Picture] = picture.order < owner.order ? [picture, owner] : [owner, picture];
        kept.sightings.push(...gone.sightings);
        for (const one of keysOfPicture.get(gone) ?? []) {
          owners.set(one, kept);
          keysOfPicture.get(kept)?.push(one);
        }
        pictures.delete(gone);
        picture = kept;
      }
    }
    if (!picture) {
      picture = { sightings: [], order: order++ };
      pictures.add(picture);
      keysOfPicture.set(picture, []);
    }
    picture.sightings.push(sighting);
    for (const key of keys) {
      if (owners.has(key)) continue;
      owners.set(key, picture);
      keysOfPicture.get(picture)?.push(key);
    }
  }
  return [...pictures];
}

function keysOf(renditions: Rendition[]): string[] {
  const count = renditions.length;
  const keys = new Set<string>();
  for (let at = 0; at < count; at++) {
    const { url } = renditions[at]!;
    if (!url.startsWith('data:')) keys.add(url);
    if (at >= MAX_KEYS - 1 && at < count - 1) continue;
    const { key, name } = keyOf(url);
    keys.add(key);
    if (name) keys.add(`name:${name}`);
  }
  return [...keys];
}
