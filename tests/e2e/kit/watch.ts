import type { BrowserContext, ConsoleMessage, Request, WebError } from '@playwright/test';

/** Where something was logged, and what. */
interface Complaint {
  where: string;
  words: string;
}

interface ProtocolParams {
  type?: string;
  args?: { value?: unknown; description?: string }[];
  entry?: { level: string; text: string; url?: string };
  exceptionDetails?: { text: string; exception?: { description?: string } };
  request?: { url: string };
}

/** Collects what must not happen in a test: anything logged as a warning or an error, and requests to anyone unexpected. */
export class Watch {
  /** Hosts that may be asked, as `host` or `host:port`; a leading `*.` stands for any name in front. */
  readonly allowedHosts: string[] = [];
  /** What a test provokes on purpose, and so expects to be logged. */
  readonly allowedWords: RegExp[] = [];
  /** Every address asked for over the network, in order, from pages, popup and worker. */
  readonly requests: string[] = [];
  /** Every request that failed, with the browser's reason. */
  readonly failures: string[] = [];
  private readonly complaints: Complaint[] = [];
  /** Ends it: what happens from now on concerns another test. */
  stop: () => void = () => {};

  /** Listens to every page and worker of a browser. */
  static on(context: BrowserContext): Watch {
    const watch = new Watch();
    const onConsole = (message: ConsoleMessage) => {
      if (/^(warning|error|assert)$/.test(message.type())) watch.complain(message.location().url, message.text());
    };
    const onError = (error: WebError) => watch.complain(error.page()?.url() ?? 'worker', String(error.error().stack));
    const onRequest = (request: Request) => watch.takeRequest(request.url());
    const onFailure = (request: Request) =>
      watch.failures.push(`${request.method()} ${request.url()} ${request.failure()?.errorText}`);
    context.on('console', onConsole);
    context.on('weberror', onError);
    context.on('request', onRequest);
    context.on('requestfailed', onFailure);
    watch.stop = () => {
      context.off('console', onConsole);
      context.off('weberror', onError);
      context.off('request', onRequest);
      context.off('requestfailed', onFailure);
    };
    return watch;
  }

  /** The same for a target that Playwright does not see: takes its DevTools events. */
  takeProtocolEvent(where: string, method: string, params: ProtocolParams): void {
    if (method === 'Network.requestWillBeSent') this.takeRequest(params.request?.url ?? '');
    if (method === 'Runtime.consoleAPICalled' && /^(warning|error|assert)$/.test(params.type ?? ''))
      this.complain(where, (params.args ?? []).map((arg) => String(arg.value ?? arg.description)).join(' '));
    if (method === 'Runtime.exceptionThrown')
      this.complain(where, params.exceptionDetails?.exception?.description ?? params.exceptionDetails?.text ?? '');
    if (method === 'Log.entryAdded' && /^(warning|error)$/.test(params.entry?.level ?? ''))
      this.complain(params.entry?.url ?? where, params.entry?.text ?? '');
  }

  complain(where: string, words: string): void {
    this.complaints.push({ where, words });
  }

  /** What was logged and not allowed. */
  listComplaints(): string[] {
    const isAllowed = ({ words }: Complaint) => this.allowedWords.some((pattern) => pattern.test(words));
    return this.complaints.filter((complaint) => !isAllowed(complaint)).map(({ where, words }) => `${where}: ${words}`);
  }

  /** Requests to hosts that are not allowed. */
  listUnexpectedRequests(): string[] {
    return this.requests.filter((address) => !this.isAllowed(new URL(address)));
  }

  private takeRequest(address: string): void {
    if (/^(https?|wss?):/.test(address)) this.requests.push(address);
  }

  private isAllowed({ host, hostname }: URL): boolean {
    return this.allowedHosts.some((allowed) =>
      allowed.startsWith('*.') ? hostname.endsWith(allowed.slice(1)) : allowed === host,
    );
  }
}
