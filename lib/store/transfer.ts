import * as z from 'zod/mini';
import { Fate } from '../pin/fate';
import type { Pin } from '../pin/pin';
import { t } from '../words/t';
import { readBlob } from './blobs';
import { addBoards, Board } from './books';
import { listDamaged } from './damaged';
import { read } from './database';
import { addFates, listFates } from './fates';
import { type Imported, importImage, importPins } from './import-rows';
import { isThisInstallation, nameInstallation } from './installation';
import { listPins } from './pins';
import { listHashes } from './schema';
import { readSettings, Settings, updateSettings } from './settings';
import { readZip, writeZip } from './zip';

/** Marks our files; the records in them are versioned separately. */
const FORMAT = 'pinbreeze-export';
const DATA = 'pinbreeze.json';
const IMAGES = 'images/';

const Data = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  exportedAt: z.number(),
  /** The browser it comes from (`installation.ts`); null if its version did not say, or could not. */
  installation: z.catch(z.nullable(z.string()), null),
  pins: z.array(z.unknown()),
  boards: z.array(z.unknown()),
  settings: z.unknown(),
  damaged: z.array(z.unknown()),
  /** What became of pins that are gone; absent in older exports. */
  fates: z.catch(z.array(z.unknown()), []),
});

/** No export of ours, or one of a newer version. */
export class NotAnExport extends Error {
  override name = 'NotAnExport';
}

/**
 * Everything but the key, the accounts and the rate limit's record, as one zip: `pinbreeze.json` and the pictures by hash.
 */
export async function exportAll(now = Date.now()): Promise<Blob> {
  const pins = await listPins();
  const data: z.infer<typeof Data> = {
    format: FORMAT,
    version: 1,
    exportedAt: now,
    installation: await nameInstallation(),
    pins,
    boards: await listAllBoards(),
    settings: await readSettings(),
    damaged: (await listDamaged()).map(({ row }) => row),
    fates: await listFates(),
  };
  return writeZip(DATA, JSON.stringify(data), listImages(pins));
}

/**
 * Imports an export. What is already here stays (`same`), so a second import adds nothing. Every added pin that would go
 * out is held and asks first: it may have gone out since, from here or elsewhere. Sets aside what does not parse. Takes
 * settings over only if the user has none yet. Throws `NotAnExport` and `StoreFull`.
 */
export async function importAll(file: Blob, now = Date.now()): Promise<Imported> {
  let data: z.infer<typeof Data> | undefined;
  try {
    await readZip(file, async (name, bytes) => {
      if (name === DATA) data = readData(bytes);
      else if (name.startsWith(IMAGES)) await importImage(name.slice(IMAGES.length), bytes, now);
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'StoreFull') throw error;
    throw new NotAnExport(t('general.notAnExport'), { cause: error });
  }
  if (!data) throw new NotAnExport(t('general.notAnExport'));
  await addBoards(data.boards.flatMap((board) => z.safeParse(Board, board).data ?? []));
  await addFates(data.fates.flatMap((fate) => z.safeParse(Fate, fate).data ?? []));
  await importSettings(data.settings);
  const isOurs = await isThisInstallation(data.installation);
  return importPins([...data.pins, ...data.damaged], isOurs ? 'here' : 'elsewhere', now);
}

function readData(bytes: Uint8Array): z.infer<typeof Data> {
  return z.parse(Data, JSON.parse(new TextDecoder().decode(bytes)));
}

async function importSettings(stored: unknown): Promise<void> {
  const row = await read(['singles'], (transaction) => transaction.objectStore('singles').get('settings'));
  const settings = z.safeParse(Settings, stored);
  if (!row && settings.success) await updateSettings(settings.data);
}

async function listAllBoards(): Promise<Board[]> {
  const rows = await read(['boards'], (transaction) => transaction.objectStore('boards').getAll());
  return rows.flatMap((row) => z.safeParse(Board, row).data ?? []);
}

async function* listImages(pins: Pin[]): AsyncGenerator<{ name: string; blob: Blob }> {
  for (const hash of new Set(pins.flatMap(listHashes))) {
    const blob = await readBlob(hash);
    if (blob) yield { name: `${IMAGES}${hash}`, blob };
  }
}
