import { isWaitingForPictures } from './next-step';
import { IMPORTED_SINCE, isFromElsewhere, isUnsettled, type Pin } from './pin';

export interface Holder {
  who: 'browser' | 'postbreeze' | 'published' | 'you' | 'nobody';
  /** A whole sentence, always true. */
  words: string;
}

/** Who holds the pin now, in words that are always true. */
export function holder(pin: Pin): Holder {
  const asked = pin.request && REQUEST_WORDS[pin.request];
  if (pin.state === 'draft') return { who: 'browser', words: 'Only this browser holds this draft.' };
  if (pin.state === 'published') return { who: 'published', words: 'Published on Pinterest.' };
  if (pin.state === 'canceled') return { who: 'nobody', words: 'Canceled. It will not be published.' };
  if (pin.state === 'failed') return { who: 'you', words: describeFailed(pin) };
  if (pin.state === 'sending') return { who: 'browser', words: asked ?? 'On its way to Postbreeze now.' };
  if (pin.state === 'handed-over') {
    if (asked) return { who: 'postbreeze', words: asked };
    if (!pin.done.postId)
      return { who: 'postbreeze', words: 'You said that Postbreeze has it. This browser cannot follow it.' };
    return { who: 'postbreeze', words: 'Postbreeze holds it and publishes it, even with this browser closed.' };
  }
  return describeQueued(pin);
}

const REQUEST_WORDS = {
  update: 'Postbreeze holds it; your change is being sent.',
  'take-back': 'Postbreeze may still hold it; it is being taken back.',
  remove: 'Postbreeze may still hold it; it is being removed.',
  retry: 'Postbreeze holds it; it is asked to try again.',
};

function describeQueued(pin: Pin): Holder {
  if (isUnsettled(pin) && !pin.held)
    return {
      who: 'browser',
      words: 'It may already be at Postbreeze; this browser is looking before it sends anything.',
    };
  if (pin.request) return { who: 'browser', words: REQUEST_WORDS[pin.request] };
  if (isFromElsewhere(pin)) {
    const who = pin.lastError?.code === IMPORTED_SINCE ? 'Postbreeze' : 'Another browser';
    return { who: 'you', words: `${who} may hold it too. Nothing is sent from this browser until you say so.` };
  }
  if (pin.held)
    return {
      who: 'you',
      words: 'Its time has passed, and it waits for you. Send it now, or choose another time.',
    };
  if (isWaitingForPictures(pin))
    return { who: 'browser', words: 'Only this browser holds it. Its pictures are still being prepared.' };
  if (pin.nextAttemptAt !== null && pin.lastError)
    return { who: 'browser', words: 'Only this browser holds it, and will try again by itself.' };
  return pin.handOver === 'right-away' || pin.when === 'now'
    ? { who: 'browser', words: 'Only this browser holds it, until it has reached Postbreeze in a moment.' }
    : { who: 'browser', words: 'Only this browser holds it. The browser must be running at the chosen time.' };
}

/** Failures after which Postbreeze holds the post in another way than as failed. */
const FAILED_WORDS: Record<string, string | undefined> = {
  POST_GONE: 'Postbreeze does not show it any more; it needs you.',
  UNSCHEDULED_ELSEWHERE: 'Postbreeze has it as a draft, which is not published; it needs you.',
};

function describeFailed(pin: Pin): string {
  const said = FAILED_WORDS[pin.lastError?.code ?? ''];
  if (said) return said;
  if (isUnsettled(pin)) return 'It may already be scheduled at Postbreeze. Say what to do.';
  if (isFromElsewhere(pin))
    return 'It had not been sent when it was exported; the browser it comes from may have sent it since. It needs you.';
  return pin.done.postId
    ? 'It was not published. Postbreeze has it as failed; it needs you.'
    : 'It was not sent. Only this browser holds it; it needs you.';
}
