import type { Answer } from './answers';
import { type Breach, checkEnd } from './check-end';
import type { Path } from './paths';
import { createPostbreeze, type StillPostbreeze } from './postbreeze';
import { identify, putBack, type Snapshot, takeSnapshot } from './snapshot';
import type { Tally } from './travel';
import { type Spoilt, Universe } from './universe';

/** A moment at which the world stops. */
interface Stop {
  name: string;
  snapshot: Snapshot;
  /** Equal where the same follows. */
  id: string;
  /** Nothing has changed since the stop before but the hour, or the count of calls. */
  isLight: boolean;
}

/** How what follows a moment ends. */
interface End {
  breaches: Breach[];
  /** Requests from that moment on. */
  left: number;
  /** Requests that reached Postbreeze or its storage on the whole way. */
  requests: number;
}

/**
 * Every way in which one path can go wrong: the world stops after every call that changes something, before its answer is heard
 * (which is also before the next), each request gets each wrong answer, and each pair of the two, in both orders (those of answers that are
 * like others left out, unless they are asked for, and those
 * whose stop differs from the one before only in the hour or the count of calls). A stop leaves nothing of the worker, so what
 * follows it follows from what it leaves behind: that is put back and gone on from, and equal worlds are gone on from once.
 */
export class Product {
  private readonly ends = new Map<string, End>();
  private readonly path: Path;
  private readonly universe: Universe;
  private readonly postbreeze: StillPostbreeze;
  private readonly start: Snapshot;
  private readonly answers: Answer[];
  private readonly paired: Answer[];

  private constructor(
    path: Path,
    universe: Universe,
    postbreeze: StillPostbreeze,
    start: Snapshot,
    answers: Answer[],
    paired: Answer[],
  ) {
    this.answers = answers;
    this.paired = paired;
    this.path = path;
    this.universe = universe;
    this.postbreeze = postbreeze;
    this.start = start;
  }

  /**
   * @param answers the answers that are tried
   * @param paired those of which pairs are made
   */
  static async begin(path: Path, answers: Answer[], paired: Answer[]): Promise<Product> {
    let postbreeze!: StillPostbreeze;
    const universe = await Universe.create((now) => {
      postbreeze = createPostbreeze(now);
      return postbreeze;
    });
    await path.begin(universe);
    return new Product(path, universe, postbreeze, await takeSnapshot(universe, postbreeze), answers, paired);
  }

  /**
   * Adds every single fault to `singles` and, where there is such a tally, pairs to `pairs`: every `step`th, so shifted from stop to
   * stop that each request is answered in each way after some stop.
   */
  async explore(singles: Tally, pairs?: Tally, step = 1): Promise<void> {
    const whole = await this.travel();
    singles.add('nothing wrong', whole.end);
    const usual = whole.end.requests;
    const isTurn = (index: number, shift: number) => (index + shift) % step === 0;
    for (const [at, stop] of whole.stops.entries()) {
      const end = await this.goOn(stop);
      singles.add(stop.name, end, usual);
      const after = pairs && !stop.isLight ? listAnswers(end.left, this.paired) : [];
      for (const spoilt of after.filter((_, index) => isTurn(index, at)))
        pairs?.add(`${stop.name}, then ${describe(spoilt)}`, await this.goOn(stop, spoilt), usual);
    }
    for (const [at, spoilt] of listAnswers(whole.end.left, this.answers).entries()) {
      const journey = await this.travel(spoilt);
      singles.add(describe(spoilt), journey.end, usual);
      const isPaired = pairs && this.paired.includes(spoilt.answer);
      const stops = isPaired ? journey.stops.filter(({ isLight }) => !isLight) : [];
      for (const stop of stops.filter((_, index) => isTurn(index, at)))
        pairs?.add(`${describe(spoilt)}, then ${stop.name}`, await this.goOn(stop), usual);
    }
  }

  /** Goes the way from its beginning, and notes what a stop would leave behind, once the answer is spoilt. */
  private async travel(spoilt?: Spoilt): Promise<{ end: End; stops: Stop[] }> {
    const { universe, postbreeze } = this;
    const stops: Stop[] = [];
    await putBack(universe, postbreeze, this.start);
    universe.watch({ spoilt: spoilt ? [spoilt] : [] });
    universe.witness = async (name) => {
      if (universe.fetches < (spoilt?.nth ?? 0) || !changesSomething(name)) return;
      const nth = universe.calls.length;
      const snapshot = await takeSnapshot(universe, postbreeze);
      const id = identify(snapshot);
      const isLight = LIGHT.has(name) || id === stops.at(-1)?.id;
      stops.push({ name: `stop after ${nth} ${name}`, snapshot, id, isLight });
    };
    const isAtRest = await universe.run();
    universe.witness = undefined;
    return { end: await this.end(isAtRest), stops };
  }

  /** What follows a stop. Only the alarm brings a worker back. */
  private async goOn({ snapshot, id }: Stop, spoilt?: Spoilt): Promise<End> {
    const { universe, postbreeze, ends } = this;
    const { log } = snapshot.postbreeze;
    const key = `${spoilt ? describe(spoilt) : ''} ${id}`;
    const known = ends.get(key);
    if (known) return { ...known, requests: known.requests + log };
    await putBack(universe, postbreeze, snapshot);
    universe.watch({ spoilt: spoilt ? [spoilt] : [] });
    const end = await this.end(await universe.goOn());
    ends.set(key, { ...end, requests: end.requests - log });
    return end;
  }

  private async end(isAtRest: boolean): Promise<End> {
    const { universe, postbreeze, path, start } = this;
    const breaches = await checkEnd(universe, path);
    if (!isAtRest) breaches.push({ kind: 'stuck', what: 'it never came to rest' });
    return { breaches, left: universe.fetches, requests: postbreeze.requests.length - start.postbreeze.log };
  }
}

const LIGHT = new Set(['sleep', 'takeCall']);

/** A stop after any other call is one after the last of these. */
function changesSomething(port: string): boolean {
  return !/^(read|find|list|count)/.test(port);
}

function listAnswers(fetches: number, answers: Answer[]): Spoilt[] {
  return Array.from({ length: fetches }, (_, index) => answers.map((answer) => ({ nth: index + 1, answer }))).flat();
}

function describe({ nth, answer }: Spoilt): string {
  return `${answer.name} to ${nth}`;
}
