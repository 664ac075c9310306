import { type Breach, checkEnd } from './check-end';
import type { Path } from './paths';
import { createPostbreeze, type StillPostbreeze } from './postbreeze';
import { putBack, takeSnapshot } from './snapshot';
import { type Cut, type Spoilt, Universe } from './universe';

/** What is to go wrong on the way. */
export interface Plan {
  cut?: Cut;
  spoilt?: Spoilt[];
  /** Runs before the nth port call. */
  meanwhile?: { nth: number; act: (universe: Universe) => Promise<void> };
}

export interface Journey {
  universe: Universe;
  breaches: Breach[];
  /** Ports called on the way. */
  calls: string[];
  fetches: number;
  /** Requests to Postbreeze and its storage on the way. */
  requests: number;
}

/** Goes a way once, in a universe of its own. */
export async function travel(path: Path, plan: Plan = {}): Promise<Journey> {
  const universe = await Universe.create();
  await path.begin(universe);
  return goOn(universe, path, plan);
}

/** Answers how to go a way again and again from its one beginning. */
export async function beginTravels(path: Path): Promise<(plan?: Plan, ends?: Path['ends']) => Promise<Journey>> {
  let postbreeze!: StillPostbreeze;
  const universe = await Universe.create((now) => {
    postbreeze = createPostbreeze(now);
    return postbreeze;
  });
  await path.begin(universe);
  const start = await takeSnapshot(universe, postbreeze);
  return async (plan = {}, ends = path.ends) => {
    await putBack(universe, postbreeze, start);
    return goOn(universe, { ...path, ends }, plan);
  };
}

async function goOn(universe: Universe, path: Path, plan: Plan): Promise<Journey> {
  const before = universe.postbreeze.requests.length;
  const { meanwhile } = plan;
  universe.watch({ ...plan, meanwhile: meanwhile && { nth: meanwhile.nth, act: () => meanwhile.act(universe) } });
  const isAtRest = await universe.run();
  const breaches = await checkEnd(universe, path);
  universe.end();
  if (!isAtRest) breaches.push({ kind: 'stuck', what: 'it never came to rest' });
  const requests = universe.postbreeze.requests.length - before;
  return { universe, breaches, calls: universe.calls, fetches: universe.fetches, requests };
}

/** Counts journeys and what went wrong on them. */
export class Tally {
  runs = 0;
  lost = 0;
  doubled = 0;
  stuck = 0;
  wrong = 0;
  /** Most requests more than the way takes when nothing goes wrong. */
  extra = 0;
  failures: string[] = [];

  add(
    what: string,
    { breaches, requests }: Pick<Journey, 'breaches' | 'requests'>,
    usual = Number.POSITIVE_INFINITY,
  ): void {
    this.runs++;
    this.extra = Math.max(this.extra, requests - usual);
    for (const { kind } of breaches) this[kind]++;
    if (breaches.length > 0)
      this.failures.push(`${what}: ${breaches.map(({ kind, what }) => `${kind}, ${what}`).join('; ')}`);
  }

  say(name: string): void {
    const { runs, lost, doubled, stuck, wrong, extra } = this;
    console.log(
      `${name}: ${runs} runs, ${lost} lost, ${doubled} doubled, ${stuck} stuck, ${wrong} wrong, at most ${extra} requests more`,
    );
  }
}
