import type { Context } from 'hono';
import { newId } from './state.ts';

/**
 * Every refusal that is not a rule about a pin (those stand in pin-rules.ts), with its status.
 * Names that the documentation gives: MUST_SPECIFY_EXACTLY_ONE, PLAN_LIMIT_POSTS, STORAGE_LIMIT…; the rest are
 * this stand-in's own, and a client must do with the status alone.
 */
const STATUS = {
  BODY_NOT_JSON: 400,
  VALIDATION_FAILED: 400,
  MUST_SPECIFY_EXACTLY_ONE: 400,
  SCHEDULED_IN_PAST: 400,
  FILE_TOO_LARGE: 400,
  FILE_TYPE_NOT_SUPPORTED: 400,
  WORKSPACE_REQUIRED: 400,
  POST_ALREADY_PUBLISHED: 400,
  NOTHING_TO_RETRY: 400,
  KEY_MISSING: 401,
  KEY_INVALID: 401,
  KEY_REVOKED: 401,
  WORKSPACE_FORBIDDEN: 403,
  ROLE_FORBIDDEN: 403,
  PLAN_LIMIT_POSTS: 403,
  STORAGE_LIMIT_EXCEEDED: 403,
  ROUTE_NOT_FOUND: 404,
  POST_NOT_FOUND: 404,
  ACCOUNT_NOT_FOUND: 404,
  MEDIA_NOT_FOUND: 404,
  FOLDER_NOT_FOUND: 404,
  FIRST_COMMENT_NOT_SUPPORTED: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
} as const;

/** A code of the table above. */
export type RefusalCode = keyof typeof STATUS;

/** Thrown anywhere in a handler; the answer is the error envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    message: string,
    extras: Record<string, unknown> = {},
    options: { status?: number; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? STATUS[code as RefusalCode] ?? 400;
    this.extras = extras;
    this.headers = options.headers ?? {};
  }
}

/** The error envelope as a response: `{statusCode, code, message, requestId, …extras}`. */
export function makeEnvelope(refusal: Refusal): Response {
  const body = {
    statusCode: refusal.status,
    code: refusal.code,
    message: refusal.message,
    requestId: newId('req'),
    ...refusal.extras,
  };
  return Response.json(body, { status: refusal.status, headers: refusal.headers });
}

/** A refusal of the storage host, which speaks as S3 does: XML, no envelope. */
export function makeXmlError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(xml, { status, headers: { 'Content-Type': 'application/xml', ...headers } });
}

/** Hono's error handler: refusals as they are, anything else as a 500 that is also printed, since it is a bug here. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof Refusal) return makeEnvelope(error);
  console.error(`stand-in failed at ${c.req.method} ${c.req.path}:`, error);
  return makeEnvelope(new Refusal('INTERNAL_ERROR', 'The stand-in itself failed; see its output.'));
}
