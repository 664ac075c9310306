import type { Bidi } from './bidi';
import type { Name } from './screen';

const PATIENCE = 15_000;
/** Between two keys, as quick fingers type. Milliseconds. */
const KEY_PAUSE = 40;

/** One of Firefox's tabs, driven by role and accessible name with real clicks. */
export class FirefoxTab {
  private readonly bidi: Bidi;
  readonly context: string;

  constructor(bidi: Bidi, context: string) {
    this.bidi = bidi;
    this.context = context;
  }

  text(): Promise<string> {
    return this.bidi.evaluate(this.context, "document.body?.innerText ?? ''");
  }

  evaluate<Value>(expression: string): Promise<Value> {
    return this.bidi.evaluate(this.context, expression);
  }

  until<Value>(expression: string): Promise<Value> {
    return this.bidi.until(this.context, expression, PATIENCE);
  }

  /** Resolves once the page's text holds the pattern. */
  expectText(pattern: RegExp): Promise<unknown> {
    return this.until(`${pattern}.test(document.body.innerText)`);
  }

  async click(role: string, name: Name): Promise<void> {
    await this.clickNode(await this.find(role, name));
  }

  /** Ticks a picture, also where it was chosen for the user already. */
  async tick(name: Name): Promise<void> {
    const box = await this.find('checkbox', name);
    await this.clickNode(box);
    if (!(await this.call('(node) => node.checked', box)).result.value) await this.clickNode(box);
  }

  async fill(role: string, name: Name, text: string): Promise<void> {
    await this.clickNode(await this.find(role, name));
    await this.evaluate('document.activeElement.select?.()');
    const keys = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
      { type: 'pause', duration: KEY_PAUSE },
    ]);
    await this.bidi.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'key', id: 'keys', actions: keys }],
    });
  }

  async press(value: string): Promise<void> {
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.bidi.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'key', id: 'keys', actions }],
    });
  }

  /** The shared id of the first node with this role and name, once it is there. */
  async find(role: string, name: Name): Promise<string> {
    for (const startedAt = Date.now(); Date.now() - startedAt < PATIENCE; ) {
      const value = typeof name === 'string' ? { role, name } : { role };
      const { nodes } = await this.bidi.send('browsingContext.locateNodes', {
        context: this.context,
        locator: { type: 'accessibility', value },
      });
      for (const { sharedId } of nodes)
        if (typeof name === 'string' || name.test(await this.nameOf(sharedId))) return sharedId;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no ${role} named ${name}; the page says: ${await this.text()}`);
  }

  async close(): Promise<void> {
    await this.bidi.send('browsingContext.close', { context: this.context });
  }

  /** What would name the node, roughly: enough to tell one control from another by a pattern. */
  private async nameOf(sharedId: string): Promise<string> {
    const named =
      "(node) => node.getAttribute('aria-label') ?? ([...(node.labels ?? [])].map((label) => label.innerText).join(' ') || node.innerText)";
    return (await this.call(named, sharedId)).result.value ?? '';
  }

  private async clickNode(sharedId: string): Promise<void> {
    await this.call("(node) => node.scrollIntoView({ block: 'center', behavior: 'instant' })", sharedId);
    const actions = [
      { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId } } },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.bidi.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'pointer', id: 'mouse', actions }],
    });
  }

  private call(functionDeclaration: string, sharedId: string) {
    const target = { context: this.context };
    return this.bidi.send('script.callFunction', {
      functionDeclaration,
      target,
      arguments: [{ sharedId }],
      awaitPromise: true,
    });
  }
}
