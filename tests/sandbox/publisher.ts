import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import { findBrokenRule } from './pin-rules.ts';
import { statusOf } from './post-life.ts';
import type { Post, State, Target } from './state.ts';

/**
 * Publishes what is due. A target with a `dueAt` is either PENDING (its attempt starts then) or PUBLISHING (its
 * attempt ends then, `settings.publishingMs` later), so one list of due times is the whole schedule:
 *
 *   PENDING ──start──▶ PUBLISHING ──end──▶ PUBLISHED | FAILED | PENDING again (PIN_RATE_LIMITED, with back-off)
 */
export interface Publisher {
  /** Does everything that is due by the clock, in order of time, and arms a real timer for the next. */
  run(): Promise<void>;
  stop(): void;
}

interface PublisherParts {
  state: State;
  clock: Clock;
  resolveLink: (link: string) => Promise<boolean>;
}

const FIRST_BACKOFF_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createPublisher({ state, clock, resolveLink }: PublisherParts): Publisher {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  function findNext(): { post: Post; target: Target; dueAt: number } | undefined {
    let next: { post: Post; target: Target; dueAt: number } | undefined;
    for (const post of state.posts.values()) {
      for (const target of post.targets) {
        const { dueAt } = target;
        if (dueAt !== null && (!next || dueAt < next.dueAt)) next = { post, target, dueAt };
      }
    }
    return next;
  }

  async function runDue(): Promise<void> {
    for (let next = findNext(); next && next.dueAt <= clock.now() && !isStopped; next = findNext()) {
      const { post, target, dueAt } = next;
      if (target.status === 'PUBLISHING') await endAttempt(post, target, dueAt);
      else startAttempt(target, dueAt);
      post.status = statusOf(post);
      post.updatedAt = dueAt;
    }
    arm();
  }

  function startAttempt(target: Target, at: number): void {
    target.status = 'PUBLISHING';
    target.attemptCount += 1;
    target.lastAttemptAt = at;
    target.dueAt = at + state.settings.publishingMs;
  }

  async function endAttempt(post: Post, target: Target, at: number): Promise<void> {
    target.dueAt = null;
    const failure = takeForcedFailure(target) ?? (await findFailure(post, target, at));
    target.errorCode = failure?.code ?? null;
    target.errorMessage = failure?.message ?? null;
    if (!failure) {
      target.status = 'PUBLISHED';
      target.publishedAt = at;
      target.externalPostId = Array.from({ length: 18 }, (_, i) => randomInt(i ? 0 : 1, 10)).join('');
      target.externalUrl = `https://www.pinterest.com/pin/${target.externalPostId}/`;
    } else if (failure.code === 'PIN_RATE_LIMITED') {
      target.status = 'PENDING';
      target.dueAt = at + FIRST_BACKOFF_MS * 2 ** (target.attemptCount - 1);
    } else {
      target.status = 'FAILED';
    }
  }

  function takeForcedFailure(target: Target): { code: string; message: string } | undefined {
    const forced = state.publishFaults.find(
      ({ accountId, times }) => times > 0 && (accountId ?? target.socialAccountId) === target.socialAccountId,
    );
    if (!forced) return undefined;
    forced.times -= 1;
    return { code: forced.code, message: `Pinterest answered ${forced.code} (a fault on demand).` };
  }

  async function findFailure(post: Post, target: Target, at: number) {
    const account = state.accounts.get(target.socialAccountId);
    if (!account) return { code: 'ACCOUNT_NOT_ACTIVE', message: 'The account is gone.' };
    expireTokens(state, at);
    if (account.platform !== 'PINTEREST') {
      return account.status === 'ACTIVE' ? undefined : { code: 'ACCOUNT_NOT_ACTIVE', message: account.status };
    }
    const media = post.media.flatMap(({ mediaAssetId }) => state.media.get(mediaAssetId) ?? []);
    const { platformOptions: options } = target;
    const { settings } = state;
    return findBrokenRule(
      { account, options, caption: post.caption, media, now: at, settings, resolveLink },
      'publish',
    );
  }

  function arm(): void {
    clearTimeout(timer);
    const next = findNext();
    if (!next || isStopped) return;
    const wait = Math.min(Math.max(next.dueAt - clock.now(), 1), LONGEST_TIMER_MS);
    timer = setTimeout(() => void run(), wait);
    timer.unref();
  }

  function run(): Promise<void> {
    running = running.then(runDue);
    return running;
  }

  return {
    run,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Accounts whose token has run out by `now` become TOKEN_EXPIRED. */
export function expireTokens(state: State, now: number): void {
  for (const account of state.accounts.values()) {
    const hasRunOut = account.tokenExpiresAt !== null && account.tokenExpiresAt <= now;
    if (hasRunOut && account.status === 'ACTIVE') account.status = 'TOKEN_EXPIRED';
  }
}
