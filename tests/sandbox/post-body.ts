import * as z from 'zod/mini';
import type { Readings } from './readings.ts';
import { Refusal } from './refusal.ts';
import { parseStrictly } from './request-body.ts';

const instant = z.pipe(
  z.iso.datetime(), // UTC only: an offset is refused
  z.transform((text: string) => Date.parse(text)),
);

const timezone = z.string().check(z.refine(isTimezone, 'must be an IANA time zone'));

const altText = z.string();
const mediaIds = z
  .array(z.string())
  .check(z.refine((ids) => new Set(ids).size === ids.length, 'must not repeat an id'));

const platformOptions = z.union([
  z.strictObject({
    platform: z.literal('PINTEREST'),
    /** Missing is PIN_BOARD_REQUIRED, a rule of its own. */
    board: z.optional(z.string()),
    title: z.optional(z.string()),
    link: z.optional(z.string()),
    /** Known, and refused for Pinterest. */
    firstComment: z.optional(z.string()),
  }),
  z.looseObject({ platform: z.enum(['INSTAGRAM', 'FACEBOOK', 'LINKEDIN', 'TIKTOK', 'X', 'THREADS', 'YOUTUBE']) }),
]);

const flatSchema = z.strictObject({
  content: z.string(),
  scheduledFor: z.optional(instant),
  draftScheduledFor: z.optional(instant),
  timezone: z.optional(timezone),
  mediaItems: z.optional(
    z.array(z.strictObject({ type: z.enum(['IMAGE', 'VIDEO']), url: z.url(), altText: z.optional(altText) })),
  ),
  mediaIds: z.optional(mediaIds),
  mediaAltText: z.optional(z.record(z.string(), altText)),
  firstComment: z.optional(z.string()),
  platforms: z.array(z.strictObject({ accountId: z.string(), platformOptions })).check(z.minLength(1)),
});

const nestedSchema = z.strictObject({
  caption: z.string(),
  scheduledAt: z.optional(instant),
  mediaIds: z.optional(mediaIds),
  targets: z.array(z.strictObject({ socialAccountId: z.string(), platformOptions })).check(z.minLength(1)),
});

/** What a create or a PATCH asks for, whichever shape it came in. Times are epoch ms. */
export interface PostRequest {
  caption: string;
  scheduledAt: number | null;
  timezone: string | null;
  mediaItems: { type: 'IMAGE' | 'VIDEO'; url: string; altText?: string | undefined }[];
  mediaIds: string[];
  mediaAltText: Record<string, string>;
  firstComment: string | undefined;
  targets: { accountId: string; options: z.output<typeof platformOptions> }[];
}

/** Reads the flat or the nested shape; 400 for both, neither, an unknown field, a wrong type. */
export function parsePostRequest(body: unknown): PostRequest {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject) throw new Refusal('VALIDATION_FAILED', 'The body must be an object.');
  if ('platforms' in body === 'targets' in body) {
    throw new Refusal('MUST_SPECIFY_EXACTLY_ONE', 'Send either platforms or targets.');
  }
  return 'platforms' in body ? readFlat(body) : readNested(body);
}

function readFlat(body: object): PostRequest {
  const flat = parseStrictly(flatSchema, body);
  const request: PostRequest = {
    caption: flat.content,
    scheduledAt: flat.scheduledFor ?? null,
    timezone: flat.timezone ?? null,
    mediaItems: flat.mediaItems ?? [],
    mediaIds: flat.mediaIds ?? [],
    mediaAltText: flat.mediaAltText ?? {},
    firstComment: flat.firstComment,
    targets: flat.platforms.map(({ accountId, platformOptions: options }) => ({ accountId, options })),
  };
  const stray = Object.keys(request.mediaAltText).find((id) => !request.mediaIds.includes(id));
  if (stray !== undefined) throw new Refusal('VALIDATION_FAILED', `mediaAltText names ${stray}, mediaIds does not.`);
  return request;
}

function readNested(body: object): PostRequest {
  const nested = parseStrictly(nestedSchema, body);
  return {
    caption: nested.caption,
    scheduledAt: nested.scheduledAt ?? null,
    timezone: null,
    mediaItems: [],
    mediaIds: nested.mediaIds ?? [],
    mediaAltText: {},
    firstComment: undefined,
    targets: nested.targets.map(({ socialAccountId, platformOptions: options }) => ({
      accountId: socialAccountId,
      options,
    })),
  };
}

const TIME_NAMES = ['scheduledFor', 'scheduledAt', 'publishAt'];

/** The one time of `schedule` and `reschedule`, under the name that this reading of them demands. Epoch ms. */
export function parseNewTime(body: unknown, reading: Readings['scheduleCall']): number {
  const named = typeof body === 'object' && body !== null && 'scheduledAt' in body ? 'scheduledAt' : 'scheduledFor';
  const name = TIME_NAMES.includes(reading) ? reading : named;
  return parseStrictly(z.strictObject({ [name]: instant }), body)[name] as number;
}

const zones = new Map<string, boolean>();

function isTimezone(name: string): boolean {
  const known = zones.get(name) ?? canFormat(name);
  zones.set(name, known);
  return known;
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
