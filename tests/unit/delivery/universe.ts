import { createEngine, type Engine, type WakeReason } from '../../../lib/delivery/engine';
import { browserStore, type Notification, type World } from '../../../lib/delivery/world';
import { findNextStep } from '../../../lib/pin/next-step';
import { useDatabaseName } from '../../../lib/store/database';
import type { Way } from '../../../lib/store/engine-memory';
import { listPins } from '../../../lib/store/pins';
import { MINUTE } from '../../../lib/time';
import { DEMO_KEY } from '../../sandbox/seed';
import { type Answer, spoil } from './answers';
import { createPostbreeze, type Postbreeze } from './postbreeze';

/** The worker is gone; whatever it still tries throws this. */
export class Died extends Error {
  override name = 'Died';
}

/** Where the world stops: at the nth call of any of its ports, before it is carried out or just after. */
export interface Cut {
  nth: number;
  when: 'before' | 'after';
}

/** An answer in place of Postbreeze's, for the nth call of `fetch`. */
export interface Spoilt {
  nth: number;
  answer: Answer;
}

/** Rings of the alarm after which a universe that has not come to rest counts as stuck. */
const RINGS = 120;
const START = Date.UTC(2026, 5, 1, 12);

let count = 0;

/** One browser, one Postbreeze and one clock. The worker may die at any port call; only the alarm brings it back. */
export class Universe {
  now = START;
  alarmAt: number | null = null;
  badge = 0;
  /** Whether this browser may reach a host without its consent. */
  hasHost: (address: string) => boolean = () => true;
  notices: Notification[] = [];
  key: string | null = DEMO_KEY;
  /** Errors that ended a turn of work, deaths aside. */
  errors: unknown[] = [];
  /** Names of the ports called, in order, since `watch`. */
  calls: string[] = [];
  fetches = 0;
  deaths = 0;
  cut: Cut | undefined;
  spoilt: Spoilt[] = [];
  /** Runs before the nth port call: a user who acts meanwhile. */
  meanwhile: { nth: number; act: () => Promise<void> } | undefined;
  /** Sees the world after each port call, whose answer waits for it. */
  witness: ((name: string) => Promise<void>) | undefined;
  /** Asked before each port call whether the worker dies here. */
  dies: () => boolean = () => false;
  /** Time-out of calls in real ms; none where nothing stalls for real. */
  timeoutMs: number | undefined;
  readonly postbreeze: Postbreeze;
  private alive = new Set<symbol>();

  constructor(connect: (now: () => number) => Postbreeze = createPostbreeze) {
    this.postbreeze = connect(() => this.now);
  }

  /** A browser in which the extension has started once. */
  static async create(connect?: (now: () => number) => Postbreeze): Promise<Universe> {
    await useDatabaseName(`universe-${++count}`);
    indexedDB.deleteDatabase(`universe-${count - 1}`);
    const universe = new Universe(connect);
    await universe.startWorker().wake('start');
    return universe;
  }

  /** An installation that has found out already how pins are scheduled. */
  async learnWay(way: Way): Promise<void> {
    await browserStore.noteWay(way, {}, this.now);
  }

  /** Counts calls from the start, with what is to happen at them. */
  watch(plan: { cut?: Cut | undefined; spoilt?: Spoilt[]; meanwhile?: Universe['meanwhile'] } = {}): void {
    this.calls = [];
    this.fetches = 0;
    this.cut = plan.cut;
    this.spoilt = plan.spoilt ?? [];
    this.meanwhile = plan.meanwhile;
  }

  /** A new worker in this world, beside those that live. */
  startWorker(): Engine {
    const life = Symbol('life');
    this.alive.add(life);
    this.isDead = false;
    return createEngine(this.makeWorld(life));
  }

  /** Wakes a worker and lets alarms ring until nothing is left to do. Answers false when it got stuck. */
  async run(reason: WakeReason = 'message', until: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    const engine = this.startWorker();
    await engine.wake(reason);
    return this.goOn(engine, until);
  }

  /** Lets alarms ring until nothing is left to do; where no worker lives, they alone bring one back. False: it got stuck. */
  async goOn(worker?: Engine, until: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    let engine = worker;
    for (let rings = 0; rings < RINGS; rings++) {
      if (await this.isAtRest()) return true;
      if (this.alarmAt === null) return false;
      if (this.alarmAt > until) return true;
      await this.advanceTo(this.alarmAt);
      this.alarmAt += MINUTE; // it rings again until it is set again
      if (this.isDead || !engine) engine = this.startWorker();
      await engine.wake('alarm');
    }
    return false;
  }

  /** Ends every worker, so that none lives on into another universe's store. */
  end(): void {
    this.isDead = true;
    this.alive.clear();
  }

  async advanceTo(at: number): Promise<void> {
    this.now = Math.max(this.now, at);
    await this.postbreeze.publish();
  }

  isDead = false;

  private async isAtRest(): Promise<boolean> {
    if (this.isDead) return false;
    const pins = await listPins();
    return pins.every((pin) => findNextStep(pin) === null);
  }

  private die(): never {
    this.isDead = true;
    this.alive.clear();
    this.deaths++;
    throw new Died();
  }

  /** Whether a step may turn out to be slow; else it never does, and runs are the same each time. */
  isSlow = false;

  private waitForSlow(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isSlow) setTimeout(resolve, 20);
    });
  }

  private async port<T>(life: symbol, name: string, carryOut: () => Promise<T>): Promise<T> {
    this.expectAlive(life);
    if (this.dies()) this.die();
    this.calls.push(name);
    const nth = this.calls.length;
    if (this.meanwhile?.nth === nth) await this.meanwhile.act();
    this.expectAlive(life);
    if (this.cut?.nth === nth && this.cut.when === 'before') this.die();
    const result = await carryOut();
    await this.witness?.(name);
    this.expectAlive(life);
    if (this.cut?.nth === nth) this.die();
    return result;
  }

  private expectAlive(life: symbol): void {
    if (!this.alive.has(life)) throw new Died();
  }

  private async exchange(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const nth = ++this.fetches;
    const request = new Request(input, init as RequestInit & { duplex: 'half' });
    const spoilt = this.spoilt.find((one) => one.nth === nth);
    if (!spoilt) return this.postbreeze.fetch(request);
    return spoil(
      spoilt.answer,
      () => this.postbreeze.fetch(request.clone()),
      (ms) => this.advanceTo(this.now + ms),
    );
  }

  private makeWorld(life: symbol): World {
    const port = <T>(name: string, carryOut: () => Promise<T>) => this.port(life, name, carryOut);
    const store = Object.fromEntries(
      Object.entries(browserStore).map(([name, verb]) => [
        name,
        (...args: never[]) => port(name, () => (verb as (...args: never[]) => Promise<unknown>)(...args)),
      ]),
    ) as unknown as World['store'];
    return {
      now: () => this.now,
      random: () => 0.5,
      newId: () => crypto.randomUUID(),
      sleep: (ms, why) =>
        why === 'slow step' ? this.waitForSlow() : port('sleep', () => this.advanceTo(this.now + ms)),
      timeZone: () => 'Europe/Stockholm',
      fetch: (input, init) => port('fetch', () => this.exchange(input as string, init)),
      readKey: () => port('readKey', async () => this.key),
      readAddress: () => port('readAddress', async () => this.postbreeze.apiUrl),
      hasHost: (address) => port('hasHost', async () => this.hasHost(address)),
      store,
      arm: (alarmAt) => port('arm', async () => void Object.assign(this, { alarmAt })),
      notify: (notice) => port('notify', async () => void this.notices.push(notice)),
      setBadge: (badge) => port('setBadge', async () => void Object.assign(this, { badge })),
      stayAwake: () => () => {},
      ...(this.timeoutMs !== undefined && { timeoutMs: this.timeoutMs }),
      report: (error) => {
        if (!(error instanceof Died)) this.errors.push(error);
      },
    };
  }
}
