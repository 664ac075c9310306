import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { Thumbnail } from '../images/preparer';
import { armEngine } from './life';

/**
 * Everything a screen may ask of the worker. Screens read and write the store themselves, so most messages only say
 * "there is work". The table is the documentation.
 *
 * | message | who sends it | what the worker does |
 * | --- | --- | --- |
 * | `wake` | any screen after it changed a pin, the key or an account | drains what is due, rearms its alarm |
 * | `look` | the queue, when the user looks at pins Postbreeze holds | reads them back at once |
 * | `prepare` | the composer, when a slide is picked or mended | takes the slide up the ladder, keeps its bytes |
 * | `thumbnail` | the composer, for a picture too large to be drawn as it is | answers a thumbnail, or null; keeps nothing |
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
  z.object({ type: z.literal('thumbnail'), url: z.string(), pageUrl: z.string(), tabId: z.nullable(z.number()) }),
]);
export type Message = z.infer<typeof Message>;

export type Answers = {
  [Type in Message['type']]: (
    message: Extract<Message, { type: Type }>,
  ) => Promise<Type extends 'thumbnail' ? Thumbnail | null : void>;
};

/** When the alarm rings if the message is lost, in ms from now: the soonest that Chrome allows. */
const RESCUE = 30_000;

/**
 * Wakes the engine. Need not be awaited: it resolves when the work is done, and never rejects. Sets the alarm first, since the
 * worker may be stopped before the message arrives.
 */
export async function wakeEngine(): Promise<void> {
  if (!here) void armEngine(Date.now() + RESCUE).catch(() => undefined);
  await send({ type: 'wake' });
}

/** Asks for a read-back of what Postbreeze holds, because the user is looking. Never rejects. */
export const checkPosts = async (): Promise<void> => void (await send({ type: 'look' }));

/** Has the worker read, measure and keep a slide's picture. Its outcome is in the store. Never rejects. */
export const prepareSlide = async (pinId: string, slideId: string, tabId: number | null): Promise<void> =>
  void (await send({ type: 'prepare', pinId, slideId, tabId }));

/** A thumbnail of a picture on a page; null where it cannot be read. Never rejects. */
export const askThumbnail = async (url: string, pageUrl: string, tabId: number | null): Promise<Thumbnail | null> =>
  ((await send({ type: 'thumbnail', url, pageUrl, tabId })) as Thumbnail | null | undefined) ?? null;

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
    return answer(answers, message.data).then((answered) => answered ?? null) as unknown as true;
  });
}

function answer(answers: Answers, message: Message): Promise<unknown> {
  const take = answers[message.type] as (message: Message) => Promise<unknown>;
  return take(message);
}

/**
 * The worker's alarm rings anyway, so a lost message only delays work.
 */
async function send(message: Message): Promise<unknown> {
  if (here) return answer(here, message);
  try {
    return await browser.runtime.sendMessage(message);
  } catch {
    return undefined; // the worker was being stopped or updated while we called
  }
}
