import { CREATE_LEAD } from '../pin/limits';
import type { Pin, Sent, Uploaded } from '../pin/pin';
import type { Slide } from '../pin/slide';
import type { PostBody } from '../postbreeze/wire';

/** The key of a slide's upload in `pin.done.media`; null where Postbreeze fetches the picture by its address. */
export function mediaKey(slide: Slide): string | null {
  return slide.rung === 'address' || !slide.ready ? null : `${slide.id}:${slide.ready.hash}`;
}

/** The slides whose bytes are still to be uploaded. */
export function listMissing(pin: Pin): Slide[] {
  return pin.slides.filter((slide) => {
    const key = mediaKey(slide);
    return key !== null && pin.done.media[key] === undefined;
  });
}

/** The chosen time, or a little from now if that has passed. Epoch ms. */
export function chooseTime(pin: Pin, now: number): number {
  return Math.max(pin.publishAt ?? now, now + CREATE_LEAD);
}

/** The body of a create or update call for a pin with all its uploads, and the note to write before the call. */
export function buildPost(pin: Pin, timeZone: string, now: number): { body: PostBody; sent: Sent } {
  const scheduledFor = chooseTime(pin, now);
  const media = arrangeMedia(pin);
  const { accountId, boardId, title, link } = {
    accountId: pin.accountId ?? '',
    boardId: pin.board?.id ?? '',
    title: pin.title,
    link: pin.link,
  };
  const body: PostBody = {
    content: pin.description,
    scheduledFor: new Date(scheduledFor).toISOString(),
    timezone: timeZone,
    ...media,
    platforms: [
      {
        accountId,
        platformOptions: { platform: 'PINTEREST', board: boardId, ...(title && { title }), ...(link && { link }) },
      },
    ],
  };
  const sent = {
    accountId,
    boardId,
    title,
    link,
    caption: pin.description,
    mediaIds: media.mediaIds ?? [],
    publishAt: pin.publishAt,
    scheduledFor,
    content: JSON.stringify([pin.description, media, body.platforms]),
  };
  return { body, sent };
}

/** The same without a time: a draft, never published by itself however often the call is repeated. */
export function withoutTime({ body, sent }: ReturnType<typeof buildPost>): ReturnType<typeof buildPost> {
  const { scheduledFor: _scheduledFor, ...draft } = body;
  return { body: draft, sent: { ...sent, scheduledFor: null } };
}

type Media = Pick<PostBody, 'mediaItems' | 'mediaIds' | 'mediaAltText'>;

/**
 * The slides in their order. Postbreeze puts `mediaItems` before `mediaIds`, so if an address follows an upload, or an
 * upload has no id, all slides go as `mediaItems`, uploads by their public address.
 */
function arrangeMedia(pin: Pin): Media {
  const slides = pin.slides.map((slide) => ({ slide, upload: findUpload(pin, slide) }));
  const firstUpload = slides.findIndex(({ upload }) => upload);
  const isInOrder = firstUpload < 0 || slides.slice(firstUpload).every(({ upload }) => upload?.id);
  if (!isInOrder) return { mediaItems: slides.map(({ slide, upload }) => toItem(slide, upload?.url ?? slide.url)) };
  const byAddress = firstUpload < 0 ? slides : slides.slice(0, firstUpload);
  const uploaded =
    firstUpload < 0 ? [] : slides.slice(firstUpload).map(({ slide, upload }) => ({ slide, id: upload!.id! }));
  const texts = uploaded.filter(({ slide }) => slide.text).map(({ slide, id }) => [id, slide.text] as const);
  return {
    ...(byAddress.length > 0 && { mediaItems: byAddress.map(({ slide }) => toItem(slide, slide.url)) }),
    ...(uploaded.length > 0 && { mediaIds: uploaded.map(({ id }) => id) }),
    ...(texts.length > 0 && { mediaAltText: Object.fromEntries(texts) }),
  };
}

function findUpload(pin: Pin, slide: Slide): Uploaded | undefined {
  const key = mediaKey(slide);
  return key === null ? undefined : pin.done.media[key];
}

function toItem(slide: Slide, url: string): { type: 'IMAGE'; url: string; altText?: string } {
  return { type: 'IMAGE', url, ...(slide.text && { altText: slide.text }) };
}

/** Whether a pin would send the same post again, lateness aside. */
export function saysTheSame(now: Pin, then: Pin): boolean {
  return describeContent(now) === describeContent(then);
}

/** Whether a pin says what was said to Postbreeze of it, lateness aside. */
export function saysWhatWasSent(pin: Pin, sent: Sent): boolean {
  if (listMissing(pin).length > 0 || pin.publishAt !== sent.publishAt) return false;
  return sent.content === undefined || sent.content === buildPost(pin, '', 0).sent.content;
}

function describeContent({ accountId, board, title, link, description, publishAt, slides }: Pin): string {
  return JSON.stringify([accountId, board?.id, title, link, description, publishAt, slides]);
}
