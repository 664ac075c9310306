import type { Readings } from '../sandbox/readings.ts';
import type { Answer } from './ask.ts';

export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object or list itself, out of whatever it stands in. */
export function unwrap(value: unknown): unknown {
  if (isObject(value) && 'data' in value && !('id' in value)) return value.data;
  return isObject(value) && Array.isArray(value.items) ? value.items : value;
}

/** The objects of a list; those that are none are left out. */
export function listOf({ body }: Answer): Fields[] {
  const list = unwrap(body);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** One object, empty where there is none. */
export function objectOf({ body }: Answer): Fields {
  const object = unwrap(body);
  return isObject(object) ? object : {};
}

export function nameWrapper(body: unknown): Readings['wrapper'] {
  if (Array.isArray(body)) return 'bare';
  return isObject(body) && 'items' in body ? 'items' : 'data';
}

export function nameNumbers(post: Fields): Readings['numbers'] | undefined {
  const count = firstOf(post.targets)?.attemptCount;
  if (count === undefined || count === null) return undefined;
  return typeof count === 'string' ? 'strings' : 'numbers';
}

/** By what a draft that nobody has tried to publish cannot have. */
export function nameAbsence(post: Fields): Readings['absentValues'] | undefined {
  const target = firstOf(post.targets);
  if (!target) return undefined;
  return 'publishedAt' in target && 'errorCode' in target ? 'null' : 'left-out';
}

export function nameTimes(post: Fields): Readings['timeFormat'] | undefined {
  const time = post.createdAt;
  if (typeof time !== 'string') return undefined;
  if (/[+-]\d\d:\d\d$/.test(time)) return 'offset';
  return /\.\d+Z$/.test(time) ? 'milliseconds' : 'seconds';
}

const DOCUMENTED = [
  ...['id', 'workspaceId', 'status', 'caption', 'scheduledAt', 'timezone', 'createdViaApi', 'createdAt', 'updatedAt'],
  ...['media', 'targets'],
];

/** Names of a post that the documentation does not have; what they are goes into the report, their values do not. */
export function listUnknownFields(post: Fields): string[] {
  return Object.keys(post).filter((name) => !DOCUMENTED.includes(name));
}

/** By the state of a target of a draft: which names stand there nobody documents. */
export function nameStates(post: Fields): Readings['states'] | undefined {
  const status = firstOf(post.targets)?.status;
  if (typeof status !== 'string') return undefined;
  if (status === status.toLowerCase()) return 'lower-case';
  return ['PENDING', 'DRAFT'].includes(status) ? 'upper-case' : 'unknown';
}

export function nameBoards({ meta, defaultBoardId }: Fields): Readings['accountBoards'] {
  const lists = isObject(meta) ? Object.values(meta).filter((value) => Array.isArray(value) && isObject(value[0])) : [];
  if (lists.some((list) => (list as Fields[]).every(({ id, name }) => id && name))) return 'meta';
  return defaultBoardId ? 'default-only' : 'none';
}

export function namePresign(answer: Fields): Readings['presignAnswer'] {
  if (isObject(answer.mediaAsset) && answer.mediaAsset.id) return 'full';
  return isObject(answer.headers) ? 'without-asset' : 'addresses-only';
}

/** How far the other clock is ahead, to ten seconds, in ms: a `Date` header has whole seconds, and an answer takes its time. */
export function readSkew({ headers, at }: Answer): number {
  const ahead = Date.parse(headers.get('Date') ?? '') - at;
  return Number.isFinite(ahead) ? Math.round(ahead / 10_000) * 10_000 || 0 : 0;
}

export function firstOf(value: unknown): Fields | undefined {
  return Array.isArray(value) && isObject(value[0]) ? value[0] : undefined;
}
