import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { writeFront, writeStory } from './page.ts';
import { stories } from './stories.ts';

const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
};

/** The demo magazine, running. */
export interface Demo {
  /** `http://127.0.0.1:PORT`. */
  address: string;
  port: number;
  close(): Promise<void>;
}

/** Serves the magazine on 127.0.0.1; its canonical links carry the host by which it was asked. Port 0: any free one. */
export async function serveDemo(port = 0): Promise<Demo> {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    answer(decodeURI(new URL(request.url ?? '/', origin).pathname), origin, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(address: string, origin: string, response: ServerResponse): void {
  const story = stories.find(({ slug }) => address === `/${slug}`);
  const page = address === '/' ? writeFront(origin) : story && writeStory(story, origin);
  if (page) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    return;
  }
  const [, file] = /^\/((?:pictures\/)?[\w-]+\.\w+)$/.exec(address) ?? [];
  const type = types[path.extname(address)];
  if (file && type) send(file, type, response);
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.');
}

function send(file: string, type: string, response: ServerResponse): void {
  try {
    const body = readFileSync(path.join(import.meta.dirname, file));
    response.writeHead(200, { 'content-type': type }).end(body);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.');
  }
}
