import { strToU8, Unzip, UnzipInflate, UnzipPassThrough, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import * as z from 'zod/mini';
import { Fate } from '../pin/fate';
import type { Pin } from '../pin/pin';
import { t } from '../words/t';
import { readBlob } from './blobs';
import { addBoards, Board } from './books';
import { read } from './database';
import { addFates, listFates } from './fates';
import { type Imported, importImage, importPins } from './import-rows';
import { listPins } from './pins';
import { listHashes } from './schema';
import { readSettings, Settings, updateSettings } from './settings';
import { isThisInstallation, listDamaged, nameInstallation } from './upkeep';

/** Marks our files; the records in them are versioned separately. */
const FORMAT = 'pinbreeze-export';
const DATA = 'pinbreeze.json';
const IMAGES = 'images/';

const Data = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  exportedAt: z.number(),
  /** The browser it comes from (`upkeep.ts`); null if its version did not say, or could not. */
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

/** The largest picture in a zip; ours are smaller. Bytes. */
const FILE_MAX = 64 * 1024 * 1024;
const DATA_MAX = 256 * 1024 * 1024;
/** Bytes unpacked in one go: they can grow a thousandfold, and only then can we count them. */
const STEP = 4 * 1024;

/** A zip of one text, compressed, and of files, stored. Holds one file at a time in memory. */
async function writeZip(
  textName: string,
  text: string,
  files: AsyncIterable<{ name: string; blob: Blob }>,
): Promise<Blob> {
  let parts: Blob[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>])); // a blob, which the browser may keep on disk
  });
  const data = new ZipDeflate(textName, { level: 6 });
  zip.add(data);
  data.push(strToU8(text), true);
  for await (const { name, blob } of files) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(new Uint8Array(await blob.arrayBuffer()), true);
  }
  zip.end();
  const whole = new Blob(parts, { type: 'application/zip' });
  parts = [];
  return whole;
}

/** Hands each file of a zip to `take`, one after the other. Throws if it is no zip or holds too much. */
async function readZip(zip: Blob, take: (name: string, bytes: Uint8Array) => Promise<void>): Promise<void> {
  const ready: { name: string; bytes: Uint8Array }[] = [];
  // Our pictures are stored uncompressed, so only the text grows.
  let room = DATA_MAX + 2 * zip.size;
  let failure: unknown;
  let found = 0;
  const unzip = new Unzip((file) => {
    found++;
    const chunks: Uint8Array[] = [];
    let length = 0;
    file.ondata = (error, chunk, isLast) => {
      failure ??= error;
      length += chunk?.length ?? 0;
      room -= chunk?.length ?? 0;
      if (room < 0 || length > (file.name.endsWith('.json') ? DATA_MAX : FILE_MAX))
        failure ??= new Error(`${file.name} is too large.`);
      if (failure) {
        chunks.length = 0;
        return;
      }
      chunks.push(chunk);
      if (isLast) ready.push({ name: file.name, bytes: join(chunks, length) });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  const reader = zip.stream().getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    for (let at = 0; at < step.value.length; at += STEP) {
      unzip.push(step.value.subarray(at, at + STEP));
      await drainReady();
    }
  }
  unzip.push(new Uint8Array(), true);
  await drainReady();
  if (found === 0) throw new Error('It holds no file.');

  async function drainReady(): Promise<void> {
    if (failure) throw failure;
    for (let file = ready.shift(); file; file = ready.shift()) await take(file.name, file.bytes);
  }
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
