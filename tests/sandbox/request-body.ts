import type { Context } from 'hono';
import * as z from 'zod/mini';
import { Refusal } from './refusal.ts';
import type { SandboxEnv } from './world.ts';

function refuseInvalid(error: z.core.$ZodError): never {
  const details = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refusal('VALIDATION_FAILED', 'The request does not have the documented shape.', { details });
}

/** The JSON body as it came, noted in the request log; 400 where it is not JSON or not declared as JSON. */
export async function readJson(c: Context<SandboxEnv>): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  const text = await c.req.text();
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Refusal('BODY_NOT_JSON', `Content-Type must be application/json, not "${type}".`);
  }
  try {
    const body: unknown = JSON.parse(text);
    const entry = c.get('entry');
    if (entry) entry.body = body;
    return body;
  } catch {
    throw new Refusal('BODY_NOT_JSON', 'The body is not JSON.');
  }
}

/** `value` as `schema` reads it; 400 with `details` where it does not fit. */
export function parseStrictly<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value);
  return result.success ? result.data : refuseInvalid(result.error);
}

/** Refuses a body where none is documented (an empty object is let through). */
export async function expectNoBody(c: Context<SandboxEnv>): Promise<void> {
  const text = await c.req.text();
  if (text.trim() === '' || text.trim() === '{}') return;
  throw new Refusal('VALIDATION_FAILED', 'This call takes no body.');
}

/** Query parameters, each at most once, none but `allowed`; anything else is 400. */
export function readQuery<Name extends string>(
  c: Context<SandboxEnv>,
  allowed: readonly Name[],
): Partial<Record<Name, string>> {
  const queries = c.req.queries();
  for (const [name, values] of Object.entries(queries)) {
    if (!(allowed as readonly string[]).includes(name) || values.length > 1) {
      throw new Refusal('VALIDATION_FAILED', `The query parameter "${name}" is not documented here.`);
    }
  }
  return c.req.query() as Partial<Record<Name, string>>;
}
