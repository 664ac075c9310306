import * as z from 'zod/mini';
import { read, type Writing, write } from './database';

/** A value of which there is one: its name, schema and default stand together. */
export interface Single<T> {
  name: string;
  schema: z.ZodMiniType<T>;
  fallback: T;
}

/** The stored value, or its default when none is stored or it does not parse. */
export async function readSingle<T>(single: Single<T>): Promise<T> {
  return parse(single, await read(['singles'], (transaction) => transaction.objectStore('singles').get(single.name)));
}

/** Reads and writes it in one transaction. Answers what is stored now. */
export async function updateSingle<T>(single: Single<T>, change: (value: T) => T): Promise<T> {
  return write(['singles'], (transaction) => changeSingle(transaction, single, change));
}

async function changeSingle<T>(transaction: Writing, single: Single<T>, change: (value: T) => T): Promise<T> {
  const store = transaction.objectStore('singles');
  const value = change(parse(single, await store.get(single.name)));
  await store.put({ name: single.name, value });
  return value;
}

function parse<T>(single: Single<T>, row: { value: unknown } | undefined): T {
  const parsed = z.safeParse(single.schema, row?.value);
  return parsed.success ? parsed.data : single.fallback;
}
