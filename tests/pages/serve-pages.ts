import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sharp from 'sharp';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

/**
 * Our own pages on 127.0.0.1: one page at a time, at whatever address is asked, pictures of any size under `/img/<w>x<h>/…`, and
 * pictures of 900 × 1200 whose addresses do not tell it under `/photos/…`.
 */
export interface PageServer {
  port: number;
  /** The HTML that every address but a picture's answers from now on: a fixture by name, or text. */
  show(page: { fixture: string } | { html: string }): void;
  close(): Promise<void>;
}

/** Pages ask for the same sizes again and again, and a picture takes longer to draw than to send. */
const drawn = new Map<string, Promise<Buffer>>();

function drawPlain(width: number, height: number): Promise<Buffer> {
  const size = `${width} × ${height}`;
  const known =
    drawn.get(size) ??
    sharp({ create: { width, height, channels: 3, background: '#8a6' } })
      .png()
      .toBuffer();
  drawn.set(size, known);
  return known;
}

export async function servePages(): Promise<PageServer> {
  let html = '';
  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(request.url ?? '/');
    const size = /^\/photos\//.test(address) ? ['', 900, 1_200] : /\/img\/(\d+)x(\d+)\//.exec(address);
    if (address === '/favicon.ico') return response.writeHead(404).end();
    if (!size) return response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    const [width, height] = [Number(size[1]), Number(size[2])];
    response.setHeader('content-type', 'image/png').end(await drawPlain(width, height));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    show(page) {
      const file = 'fixture' in page ? path.join(FIXTURES, `${page.fixture}.html`) : '';
      html = 'html' in page ? page.html : existsSync(file) ? readFileSync(file, 'utf8') : '';
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
