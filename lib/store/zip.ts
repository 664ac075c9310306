import { strToU8, Unzip, UnzipInflate, UnzipPassThrough, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** The largest picture in a zip; ours are smaller. Bytes. */
const FILE_MAX = 64 * 1024 * 1024;
const DATA_MAX = 256 * 1024 * 1024;
/** Bytes unpacked in one go: they can grow a thousandfold, and only then can we count them. */
const STEP = 4 * 1024;

/** A zip of one text, compressed, and of files, stored. Holds one file at a time in memory. */
export async function writeZip(
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
export async function readZip(zip: Blob, take: (name: string, bytes: Uint8Array) => Promise<void>): Promise<void> {
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
