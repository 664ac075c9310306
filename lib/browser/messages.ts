import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { armEngine } from './life';

/**
 * Everything a screen may ask of the worker. Screens read and write the store themselves, so a message only says
 * "there is work". The table is the documentation.
 *
 * | message | who sends it | what the worker does |
 * | --- | --- | --- |
 * | `wake` | any screen after it changed a pin, the key or an account | drains what is due, rearms its alarm |
 * | `look` | the queue, when the user looks at pins Postbreeze holds | reads them back at once |
 * | `prepare` | the composer, when a slide is picked or mended | takes the slide up the ladder, keeps its bytes |
 */
const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('wake') }),
  z.object({ type: z.literal('look') }),
  z.object({
    type: z.literal('prepare'),
    pinId: z.string(),
    slideId: z.string(),
    /** The tab that shows the picture, when it is still there. */
    tabId: z.nullable(z.number()),
  }),
]);
export type Message = z.infer<typeof Message>;

export type Answers = { [Type in Message['type']]: (message: Extract<Message, { type: Type }>) => Promise<void> };

/** When the alarm rings if the message is lost, in ms from now: the soonest that Chrome allows. */
const RESCUE = 30_000;

/**
 * Wakes the engine. Need not be awaited: it resolves when the work is done, and never rejects. Sets the alarm first, since the
 * worker may be stopped before the message arrives.
 */
export function wakeEngine(): Promise<void> {
  if (!here) void armEngine(Date.now() + RESCUE).catch(() => undefined);
  return send({ type: 'wake' });
}

/** Asks for a read-back of what Postbreeze holds, because the user is looking. Never rejects. */
export const checkPosts = (): Promise<void> => send({ type: 'look' });

/** Has the worker read, measure and keep a slide's picture. Its outcome is in the store. Never rejects. */
export const prepareSlide = (pinId: string, slideId: string, tabId: number | null): Promise<void> =>
  send({ type: 'prepare', pinId, slideId, tabId });

let here: Answers | undefined;

/** Answers this page's own messages in the page instead of the worker: for the sample, which sends nothing. */
export function answerHere(answers: Answers): void {
  here = answers;
}

/** Answers messages of our own pages; anything else is left unanswered. Call synchronously at worker start. */
export function answerMessages(answers: Answers): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !sender.url?.startsWith(browser.runtime.getURL('/'))) return;
    const message = z.safeParse(Message, raw);
    if (!message.success) return;
    return answer(answers, message.data).then(() => true) as unknown as true;
  });
}

function answer(answers: Answers, message: Message): Promise<void> {
  const take = answers[message.type] as (message: Message) => Promise<void>;
  return take(message);
}

/**
 * The worker's alarm rings anyway, so a lost message only delays work.
 */
async function send(message: Message): Promise<void> {
  if (here) return answer(here, message);
  try {
    await browser.runtime.sendMessage(message);
  } catch {
    // The worker was being stopped or updated while we called.
  }
}
