import path from 'node:path';
import { Bidi } from './bidi';
import type { Connection } from './extension';
import { FirefoxTab } from './firefox-tab';

const id = 'pinbreeze@pinbreeze.app';
const uuid = '6b1c9b5e-3f0e-4c6f-9c5d-2a4f1d7e8b90';
const extension = `ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent.GlobalManager.getExtension('${id}')`;

const folderOf = (build: string) => path.resolve(import.meta.dirname, '../../../.output', build);

/** Starts Firefox ready for the extension; `hosts` are test hosts that mean 127.0.0.1. */
export async function startFirefox(hosts: string[], profile?: string): Promise<Bidi> {
  const bidi = await Bidi.start(
    {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      'network.dns.localDomains': hosts.join(','),
      // The sites of the tests speak http alone; a page of the extension would ask for their pictures over https.
      'security.mixed_content.upgrade_display_content': false,
      'extensions.webextOptionalPermissionPrompts': false,
      // Installed for one session only, the extension is taken for uninstalled at the next start.
      'extensions.webextensions.keepStorageOnUninstall': profile !== undefined,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
    profile,
  );
  try {
    await bidi.evaluate(await bidi.chromeWindow(), watchRequests);
    return bidi;
  } catch (error) {
    await bidi.close();
    throw error;
  }
}

/** The page that greets a newcomer comes by itself, and would take the front from a test's own page. */
async function closeWelcome(bidi: Bidi): Promise<void> {
  for (const startedAt = Date.now(); Date.now() - startedAt < WELCOME_PATIENCE; ) {
    const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0 });
    const welcome = contexts.find(({ url }: { url: string }) => url.endsWith('/welcome.html'));
    if (welcome) return closeOnceLoaded(bidi, welcome.context);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the extension greeted nobody');
}

/** A page that goes while it loads is a warning in Firefox's console. */
async function closeOnceLoaded(bidi: Bidi, context: string): Promise<void> {
  const isLoaded = () => bidi.evaluate(context, "document.readyState === 'complete'").catch(() => false);
  for (const startedAt = Date.now(); Date.now() - startedAt < WELCOME_PATIENCE && !(await isLoaded()); )
    await new Promise((resolve) => setTimeout(resolve, 50));
  await bidi.send('browsingContext.close', { context });
}

const WELCOME_PATIENCE = 15_000;

/** The extension installed in a Firefox. */
export class FirefoxExtension {
  readonly bidi: Bidi;
  private readonly window: string;

  private constructor(bidi: Bidi, window: string) {
    this.bidi = bidi;
    this.window = window;
  }

  /**
   * Starts a Firefox of its own with the extension installed. On a `profile` that it was killed on before, the extension finds
   * what it stored.
   */
  static async launch(profile: string): Promise<FirefoxExtension> {
    const bidi = await startFirefox([], profile);
    try {
      return await FirefoxExtension.install(bidi);
    } catch (error) {
      await bidi.close();
      throw error;
    }
  }

  /** Installs a build as a person would for the first time. What was logged and asked for before belongs to another test. */
  static async install(bidi: Bidi): Promise<FirefoxExtension> {
    const window = await bidi.chromeWindow();
    bidi.logged.length = 0;
    await bidi.evaluate(window, '(Services.console.reset(), window.pinbreezeRequests.length = 0, true)');
    const extensionData = { type: 'path', path: folderOf('firefox-mv3-sandbox') };
    await bidi.send('webExtension.install', { extensionData });
    await closeWelcome(bidi);
    return new FirefoxExtension(bidi, window);
  }

  /** Removes it with all that it kept, and every tab. */
  async uninstall(): Promise<void> {
    const { context: blank } = await this.bidi.send('browsingContext.create', { type: 'tab' });
    const { contexts } = await this.bidi.send('browsingContext.getTree', { maxDepth: 0 });
    for (const { context } of contexts)
      if (context !== blank) await this.bidi.send('browsingContext.close', { context });
    await this.bidi.send('webExtension.uninstall', { extension: id });
  }

  url(file: string): string {
    return `moz-extension://${uuid}/${file}`;
  }

  async open(address: string): Promise<FirefoxTab> {
    return new FirefoxTab(this.bidi, await this.bidi.open(address));
  }

  async openPage(file: string): Promise<FirefoxTab> {
    return this.open(this.url(file));
  }

  /** Connects it to a stand-in on the options page, as a person does. */
  async connect({ apiUrl, apiKey }: Connection): Promise<void> {
    const options = await this.openPage('options.html');
    await options.fill('textbox', 'API address', apiUrl);
    await options.fill('textbox', 'API key', apiKey);
    await options.click('button', 'Connect');
    await options.expectText(/Connected:/);
    await options.close();
  }

  /**
   * A real click on the toolbar button with that tab in front opens the popup and grants `activeTab`. Once the popup shows the
   * page's pictures it is closed, and the same composer opened as a page of its own, where BiDi reaches it.
   */
  async openComposer(tab: FirefoxTab): Promise<FirefoxTab> {
    const witness = await this.openPage('icon/16.png');
    await this.clickAction(tab);
    const popup = "browser.extension.getViews({ type: 'popup' })[0]";
    await witness.until(`${popup}?.document.querySelector('fieldset input[type=checkbox]')`);
    await witness.evaluate(`(${popup}.close(), 1)`);
    await witness.close();
    const tabId = await this.bidi.evaluate(this.window, `${extension}.tabManager.getWrapper(gBrowser.selectedTab).id`);
    return this.openPage(`popup.html?tab=${tabId}`);
  }

  /** A real click on the toolbar button with that tab in front. */
  async clickAction(tab: FirefoxTab): Promise<void> {
    await this.bidi.send('browsingContext.activate', { context: tab.context });
    const action = `ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent.apiManager.global.browserActionFor(${extension})`;
    await this.bidi.evaluate(this.window, `(${action}.triggerAction(window), 1)`);
  }

  /** Closes the sidebar, as its own cross does. */
  async closeSidebar(): Promise<void> {
    await this.bidi.evaluate(this.window, '(window.SidebarController.hide(), 1)');
  }

  /** Stops the event page as the browser does when it has been idle; answers the state it is in then (`stopped`). */
  stopBackground(): Promise<string> {
    const how = '{ ignoreDevToolsAttached: true, disableResetIdleForTest: true }';
    return this.bidi.evaluate(
      this.window,
      `${extension}.terminateBackground(${how}).then(() => ${extension}.backgroundState)`,
    );
  }

  /** Warnings and errors that the extension or a page of the test logged. */
  async listComplaints(): Promise<string[]> {
    return [...this.bidi.logged, ...(await this.bidi.evaluate<string[]>(this.window, readErrors(uuid)))];
  }

  /** Every address asked for by pages and by the extension, the browser's own left out. */
  listRequests(): Promise<string[]> {
    return this.bidi.evaluate(this.window, 'window.pinbreezeRequests');
  }

  close(): Promise<void> {
    return this.bidi.close();
  }
}

const watchRequests = `(() => {
  window.pinbreezeRequests = [];
  Services.obs.addObserver((subject) => {
    const { URI, loadInfo } = subject.QueryInterface(Ci.nsIHttpChannel);
    const isOwn = loadInfo?.triggeringPrincipal?.isSystemPrincipal && !loadInfo.browsingContextID;
    if (!isOwn) window.pinbreezeRequests.push(URI.spec);
  }, 'http-on-modify-request');
  return true;
})()`;

/** A page that is closed while it waits for the worker's answer: Firefox notes it, and nobody is there any more to care. */
const ofClosing = 'context unloaded|closed conduit';

const readErrors = (ours: string) => `(() => {
  const isOurs = (text) => text?.includes('${ours}') || text?.includes('${id}') || /^https?:..[^/]*\\.test\\b/.test(text ?? '');
  return Services.console.getMessageArray().flatMap((message) => {
    try { message.QueryInterface(Ci.nsIScriptError); } catch { return []; }
    const { sourceName, lineNumber, errorMessage } = message;
    const isComplaint = (isOurs(sourceName) || isOurs(errorMessage)) && !/${ofClosing}/.test(errorMessage);
    return isComplaint ? [sourceName + ':' + lineNumber + ' ' + errorMessage] : [];
  });
})()`;
