import * as z from 'zod/mini';
import { read, type Writing, write } from './database';

/** A value of which there is one: its name, schema and default stand together. */
export interface StoredValue<T> {
  name: string;
  schema: z.ZodMiniType<T>;
  fallback: T;
}

/** The stored value, or its default when none is stored or it does not parse. */
export async function readStored<T>(one: StoredValue<T>): Promise<T> {
  return parse(one, await read(['singles'], (transaction) => transaction.objectStore('singles').get(one.name)));
}

/** Reads and writes it in one transaction. Answers what is stored now. */
export async function updateStored<T>(one: StoredValue<T>, change: (value: T) => T): Promise<T> {
  return write(['singles'], (transaction) => changeStored(transaction, one, change));
}

async function changeStored<T>(transaction: Writing, one: StoredValue<T>, change: (value: T) => T): Promise<T> {
  const store = transaction.objectStore('singles');
  const value = change(parse(one, await store.get(one.name)));
  await store.put({ name: one.name, value });
  return value;
}

function parse<T>(one: StoredValue<T>, row: { value: unknown } | undefined): T {
  const parsed = z.safeParse(one.schema, row?.value);
  return parsed.success ? parsed.data : one.fallback;
}
