import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drawPicture, type PictureOptions } from './pictures';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** Web sites for tests: one server on 127.0.0.1 that answers by host name. Chromium reaches it as `http://<name>.test/`. */
export interface Site {
  port: number;
  /** `METHOD url` of every request, in order. */
  requests: string[];
  /** Sets what an address answers: a page (HTML) or bytes; `headers` may set another `content-type`. */
  put(address: string, body: string | Buffer, headers?: Record<string, string>, status?: number): void;
  /** Draws a picture and puts it there. */
  putPicture(address: string, options: PictureOptions): Promise<void>;
  /** Forgets every answer and every request. */
  reset(): void;
  close(): Promise<void>;
}

/** A page with these pictures (addresses by their alternative text), as an ordinary article has them. */
export function writeArticle(from: {
  title: string;
  pictures: Record<string, string>;
  canonical?: string;
  description?: string;
}): string {
  const figures = Object.entries(from.pictures).map(
    ([text, source]) => `<figure><img src="${source}" alt="${text}"></figure>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${from.title}</title>
    ${from.canonical ? `<link rel="canonical" href="${from.canonical}">` : ''}
    ${from.description ? `<meta name="description" content="${from.description}">` : ''}
    <style>img { width: 400px; height: auto }</style></head>
    <body><main><article><h1>${from.title}</h1>${figures.join('\n')}</article></main></body></html>`;
}

/** Starts it on a free port. What was not put there answers 404, a favicon nothing. */
export async function serveSite(): Promise<Site> {
  const answers = new Map<string, Answer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const address = `http://${(request.headers.host ?? '').replace(/:\d+$/, '')}${request.url}`;
    requests.push(`${request.method} ${address}`);
    const found = answers.get(address);
    if (!found && address.endsWith('/favicon.ico')) return response.writeHead(204).end();
    const { status, headers, body } = found ?? {
      status: 404,
      headers: { 'content-type': 'text/plain' },
      body: 'not here',
    };
    return response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const put: Site['put'] = (address, body, headers = {}, status = 200) => {
    const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/octet-stream';
    answers.set(address, { status, headers: { 'content-type': type, ...headers }, body });
  };
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    put,
    putPicture: async (address, options) =>
      put(address, await drawPicture(options), { 'content-type': `image/${options.type ?? 'jpeg'}` }),
    reset() {
      answers.clear();
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
