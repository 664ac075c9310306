const TIMEOUT_MS = 15_000;
const MAX_BYTES = 50_000_000;

/**
 * How the stand-in gets a `mediaItems` address unless a test says otherwise: https, or http on this machine (so that a
 * local demo page works); at most 15 s and 50 MB. Throws with the reason.
 */
export async function fetchMediaOverHttp(url: URL): Promise<Uint8Array> {
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLocal) throw new Error('the address must be public https');
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { Accept: 'image/*,*/*;q=0.5' },
  });
  if (!answer.ok) throw new Error(`the host answered ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.byteLength === 0) throw new Error('the file is empty');
  if (bytes.byteLength > MAX_BYTES) throw new Error('the file is over the size cap');
  return bytes;
}
