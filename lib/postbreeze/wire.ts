import * as z from 'zod/mini';

/**
 * What Postbreeze answers, read leniently: only what nothing can be done without is demanded, the rest falls back.
 * Times come as ISO-8601 and leave as epoch ms. Names are Postbreeze's ("Posts", "Social accounts", "Media" pages).
 */

/** All of Postbreeze's times are UTC; one that leaves that out would be read as this browser's own. */
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

const text = z.catch(z.string(), '');
const textOrNull = z.catch(z.nullable(z.string()), null);
/** null where it is absent or makes no sense. */
const time = z.catch(
  z.pipe(
    z.string(),
    z.transform((value): number | null => {
      const at = Date.parse(WITHOUT_ZONE.test(value) ? `${value}Z` : value);
      return Number.isNaN(at) ? null : at;
    }),
  ),
  null,
);

/** A list without the entries that do not parse. */
function listOf<Item extends z.ZodMiniType>(item: Item) {
  return z.catch(
    z.pipe(
      z.array(z.unknown()),
      z.transform(
        (values: unknown[]) => values.flatMap((value) => z.safeParse(item, value).data ?? []) as z.output<Item>[],
      ),
    ),
    [],
  );
}

const id = z.string().check(z.minLength(1));

export const Workspace = z.object({ id, name: text, slug: text, timezone: text });
export type Workspace = z.infer<typeof Workspace>;

export const SocialAccount = z.object({
  id,
  workspaceId: text,
  platform: text,
  handle: text,
  displayName: textOrNull,
  avatarUrl: textOrNull,
  /** `ACTIVE`, `TOKEN_EXPIRED`, `REVOKED`, `DISCONNECTED`, or one that we do not know. */
  status: text,
  scopes: listOf(z.string()),
  tokenExpiresAt: time,
  /** Untyped by the documentation; boards may stand in it. */
  meta: z.catch(z.record(z.string(), z.unknown()), {}),
  defaultBoardId: textOrNull,
});
export type SocialAccount = z.infer<typeof SocialAccount>;

export const Presigned = z.object({
  uploadUrl: z.url(),
  publicUrl: text,
  expiresAt: time,
  /** What is no text or number is left out. */
  headers: z.pipe(
    z.catch(z.record(z.string(), z.unknown()), {}),
    z.transform((headers): Record<string, string> => {
      const told = Object.entries(headers).filter(
        ([, value]) => typeof value === 'string' || typeof value === 'number',
      );
      return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
    }),
  ),
  /** One page of the documentation leaves it out: null then. */
  mediaAsset: z.catch(z.nullable(z.object({ id })), null),
});
export type Presigned = z.infer<typeof Presigned>;

const Target = z.object({
  socialAccountId: text,
  platformOptions: z.catch(z.object({ board: text, title: text, link: text }), { board: '', title: '', link: '' }),
  mediaIds: listOf(z.string()),
  status: text,
  publishedAt: time,
  externalUrl: textOrNull,
  errorCode: textOrNull,
  errorMessage: textOrNull,
});

export const Post = z.object({
  id,
  workspaceId: text,
  /** In capitals; empty when it was not told. */
  status: z.pipe(
    text,
    z.transform((status) => status.toUpperCase().replace('CANCELLED', 'CANCELED')),
  ),
  caption: text,
  scheduledAt: time,
  createdAt: time,
  updatedAt: time,
  /** Absent: not told. */
  createdViaApi: z.catch(z.nullable(z.boolean()), null),
  media: listOf(z.object({ mediaAssetId: text, altText: textOrNull })),
  targets: listOf(Target),
});
export type Post = z.infer<typeof Post>;

/** The flat body of create and update. `scheduledFor` is ISO-8601 in UTC. */
export interface PostBody {
  content: string;
  /** Absent: the post is a draft. */
  scheduledFor?: string;
  timezone: string;
  /** Fetched by Postbreeze, and put before `mediaIds`. */
  mediaItems?: { type: 'IMAGE'; url: string; altText?: string }[];
  mediaIds?: string[];
  mediaAltText?: Record<string, string>;
  platforms: {
    accountId: string;
    platformOptions: { platform: 'PINTEREST'; board: string; title?: string; link?: string };
  }[];
}
