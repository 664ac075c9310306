import type { MessageKey } from '../words/t';
import { t } from '../words/t';
import { isWaitingForPictures } from './next-step';
import { ACCOUNT_EXPIRED, IMPORTED_ELSEWHERE, isFromElsewhere, isUnsettled, type Pin } from './pin';

type Words = Extract<MessageKey, `holder.${string}`>;

interface Holder {
  who: 'browser' | 'postbreeze' | 'published' | 'you' | 'nobody';
  /** A whole sentence, always true. */
  words: string;
}

/** Who holds the pin now, in words that are always true. */
export function describeHolder(pin: Pin): Holder {
  const [who, words] = findHolder(pin);
  return { who, words: t(words) };
}

function findHolder(pin: Pin): [Holder['who'], Words] {
  const asked = pin.request && REQUESTED[pin.request];
  if (pin.state === 'draft') return ['browser', 'holder.draft'];
  if (pin.state === 'published') return ['published', 'holder.published'];
  if (pin.state === 'canceled') return ['nobody', 'holder.canceled'];
  if (pin.state === 'failed') return ['you', describeFailed(pin)];
  if (pin.state === 'sending') return ['browser', asked ?? 'holder.sending'];
  if (pin.state === 'handed-over')
    return ['postbreeze', asked ?? (pin.done.postId ? 'holder.postbreeze' : 'holder.adopted')];
  return describeQueued(pin);
}

const REQUESTED = {
  update: 'holder.update',
  'take-back': 'holder.takeBack',
  remove: 'holder.remove',
  retry: 'holder.retry',
} as const;

function describeQueued(pin: Pin): [Holder['who'], Words] {
  if (isUnsettled(pin) && !pin.held) return ['browser', 'holder.looking'];
  if (pin.request) return ['browser', REQUESTED[pin.request]];
  const code = pin.lastError?.code;
  if (isFromElsewhere(pin))
    return ['you', code === IMPORTED_ELSEWHERE ? 'holder.importedElsewhere' : 'holder.importedSince'];
  if (pin.held) return ['you', 'holder.late'];
  if (isWaitingForPictures(pin)) return ['browser', 'holder.pictures'];
  if (code === ACCOUNT_EXPIRED) return ['browser', 'holder.account'];
  if (pin.nextAttemptAt !== null && pin.lastError) return ['browser', 'holder.again'];
  return ['browser', pin.handOver === 'right-away' || pin.when === 'now' ? 'holder.leaving' : 'holder.atTime'];
}

/** Failures after which Postbreeze holds the post in another way than as failed. */
const FAILED = new Map<string | undefined, Words>([
  ['POST_GONE', 'holder.gone'],
  ['UNSCHEDULED_ELSEWHERE', 'holder.unscheduled'],
]);

function describeFailed(pin: Pin): Words {
  const known = FAILED.get(pin.lastError?.code);
  if (known) return known;
  if (isUnsettled(pin)) return 'holder.unknown';
  if (isFromElsewhere(pin)) return 'holder.failedElsewhere';
  return pin.done.postId ? 'holder.failedThere' : 'holder.failedHere';
}
