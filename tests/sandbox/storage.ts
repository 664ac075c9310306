import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { injectFaults } from './fault-wire.ts';
import { makeXmlError } from './refusal.ts';
import { recordRequests } from './request-log.ts';
import type { MediaAsset } from './state.ts';
import type { SandboxEnv, World } from './world.ts';

interface Upload {
  asset: MediaAsset;
  signature: string | undefined;
  headers: Record<string, string>;
  now: number;
}

/** What is wrong with the request itself, before its bytes are read. */
function findUploadFault({ asset, signature, headers, now }: Upload): [400 | 403, string, string] | undefined {
  if (headers.authorization !== undefined) {
    return [400, 'InvalidArgument', 'Only one auth mechanism allowed: the address is signed, send no Authorization.'];
  }
  if (signature !== asset.signature) return [403, 'SignatureDoesNotMatch', 'The signature does not match.'];
  if (now >= asset.uploadEndsAt) return [403, 'AccessDenied', 'Request has expired.'];
  for (const [name, value] of Object.entries(asset.uploadHeaders)) {
    if (headers[name.toLowerCase()] !== value) {
      return [403, 'SignatureDoesNotMatch', `The header ${name} must be sent as it was presigned.`];
    }
  }
  const unsigned = Object.keys(headers).find((name) => name.startsWith('x-amz-'));
  return unsigned ? [403, 'SignatureDoesNotMatch', `The header ${unsigned} was not presigned.`] : undefined;
}

/** The second origin: `PUT` to a presigned address, `GET` of a public one. */
export function createStorageApp({ state, clock, log, faults }: World): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use(recordRequests(log, 'storage', clock.now));
  app.use(injectFaults(faults));

  app.put('/upload/:id/:filename', async (c) => {
    const asset = state.media.get(c.req.param('id'));
    if (!asset) return makeXmlError(404, 'NoSuchKey', 'There is no such upload.');
    const signature = c.req.query('X-Amz-Signature');
    const fault = findUploadFault({ asset, signature, headers: c.req.header(), now: clock.now() });
    if (fault) return makeXmlError(...fault);

    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.byteLength === 0) return makeXmlError(400, 'IncompleteBody', 'The body is empty.');
    if (asset.declaredBytes !== null && bytes.byteLength !== asset.declaredBytes) {
      return makeXmlError(
        400,
        'IncompleteBody',
        `${asset.declaredBytes} bytes were declared, ${bytes.byteLength} came.`,
      );
    }
    if (bytes.byteLength > state.settings.maxUploadBytes) {
      return makeXmlError(400, 'EntityTooLarge', 'The file is over the size cap.');
    }
    asset.bytes = bytes;
    const etag = createHash('md5').update(bytes).digest('hex');
    return c.body(null, 200, { ETag: `"${etag}"` });
  });

  app.get('/public/:id/:filename', (c) => {
    const asset = state.media.get(c.req.param('id'));
    if (!asset?.bytes) return makeXmlError(404, 'NoSuchKey', 'The specified key does not exist.');
    return c.body(new Uint8Array(asset.bytes), 200, { 'Content-Type': asset.contentType });
  });

  app.notFound(() => makeXmlError(404, 'NoSuchKey', 'The specified key does not exist.'));
  return app;
}
