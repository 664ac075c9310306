import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { expectBrowser } from '../../setup/browsers';
import { bundle } from '../../unit/images/bundle';

export interface Worked {
  /** Milliseconds. */
  took: number;
  bytes: number;
  /** The code of the refusal, where there was one. */
  error?: string;
}

export interface Workshop {
  /** Has the worker take a picture (by name) one of its ways. */
  work: (name: string, way: 'ours' | 'bare') => Promise<Worked>;
  /** The most memory the worker's process has held so far, megabytes. */
  peak: () => Promise<number>;
  close: () => Promise<void>;
}

/** A Chromium of its own with our picture code in a worker, and these pictures to work on. */
export async function openWorkshop(pictures: Record<string, Buffer>): Promise<Workshop> {
  const script = await bundle(path.join(import.meta.dirname, 'work.ts'));
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const body = name === 'work.js' ? script : (pictures[name] ?? '<!doctype html><title>Workshop</title>');
    const type = name === 'work.js' ? 'text/javascript' : name === '' ? 'text/html' : 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({ executablePath: expectBrowser('chromium'), chromiumSandbox: false });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.evaluate("globalThis.worker = new Worker('/work.js', { type: 'module' })");
  const session = await browser.newBrowserCDPSession();
  return {
    work: (name, way) =>
      page.evaluate(
        `new Promise((done) => { worker.onmessage = ({ data }) => done(data); worker.postMessage(${JSON.stringify({ address: `/${name}`, way })}); })`,
      ),
    peak: async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => readPeak(id)));
    },
    close: async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The kernel's own high-water mark of a process (Linux), megabytes. */
function readPeak(id: number): number {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
  return Number(peak) / 1024;
}
