import * as z from 'zod/mini';
import { StoreFull } from './database';
import { readStored, type StoredValue, updateStored } from './stored-value';

/** Tells this browser's own exports from those of others: random, made once, and it says nothing else. */
export const INSTALLATION: StoredValue<string | null> = {
  name: 'installation',
  schema: z.nullable(z.string()),
  fallback: null,
};

/** Whether an export that names `id` was made here. One that names none was not, as far as anybody can tell. */
export async function isThisInstallation(id: string | null): Promise<boolean> {
  return id !== null && id === (await readStored(INSTALLATION));
}

/** This installation's id, made the first time that it is asked for; null where a full disk takes no new one. */
export async function nameInstallation(newId = crypto.randomUUID()): Promise<string | null> {
  const known = await readStored(INSTALLATION);
  if (known !== null) return known;
  try {
    return await updateStored(INSTALLATION, (stored) => stored ?? newId);
  } catch (error) {
    if (error instanceof StoreFull) return null;
    throw error;
  }
}
