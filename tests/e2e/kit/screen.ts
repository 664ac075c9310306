import type { CDPSession } from '@playwright/test';
import { IS_CLOSED, keyCodes, SET_OR_SELECT } from './key-codes';
import type { Watch } from './watch';

/** What a person reads: text in full, or a pattern. */
export type Name = string | RegExp;

type Control = { name: string; nodeId: number };
/** DevTools answers differ by method; each caller names the one it expects. */
// biome-ignore lint/suspicious/noExplicitAny: the protocol's messages have no types of their own here
type Answer = any;

/** CSS pixels of the viewport. */
type Place = Record<'x' | 'y', number>;

const PATIENCE = 10_000;

/**
 * A real popup, which Playwright does not list among its pages: driven by what assistive technology sees of it (role and
 * accessible name), with real mouse and key events at real places.
 */
export class Screen {
  private count = 0;
  private readonly waiting = new Map<number, (message: Answer) => void>();

  private readonly browser: CDPSession;
  private readonly targetId: string;
  private readonly sessionId: string;

  private constructor(browser: CDPSession, targetId: string, sessionId: string) {
    this.browser = browser;
    this.targetId = targetId;
    this.sessionId = sessionId;
  }

  /** Attaches to a target; what it logs and requests goes to `watch`. */
  static async attach(browser: CDPSession, targetId: string, watch?: Watch): Promise<Screen> {
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
    const screen = new Screen(browser, targetId, sessionId);
    browser.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      const message = JSON.parse(event.message);
      if (message.id) screen.waiting.get(message.id)?.(message);
      else watch?.takeProtocolEvent('popup', message.method, message.params);
    });
    await Promise.all(
      ['Runtime', 'Log', 'Network', 'DOM', 'Accessibility'].map((domain) => screen.send(`${domain}.enable`)),
    );
    return screen;
  }

  /** Evaluates an expression in the popup, as if from a user's gesture. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    return take(answer);
  }

  text(): Promise<string> {
    return this.evaluate("document.body?.innerText ?? ''");
  }

  /** The accessible names of all controls of a role, in document order. */
  async names(role: string): Promise<string[]> {
    return (await this.list(role)).map(({ name }) => name);
  }

  /** Clicks the control in its middle once it is there, stands still and nothing covers it. */
  async click(role: string, name: Name, isAgain = false): Promise<void> {
    const mouse = (type: string, at: Place, button: string) =>
      this.send('Input.dispatchMouseEvent', { type, ...at, button, clickCount: 1 });
    const place = await this.eventually(`click ${role} ${name}`, async () => {
      const at = await this.findPlace(await this.get(role, name));
      await mouse('mouseMoved', at, 'none');
      const now = await this.findPlace(await this.get(role, name));
      if (now.x !== at.x || now.y !== at.y) throw new Error('it moves');
      return now;
    });
    await Promise.all([mouse('mousePressed', place, 'left'), mouse('mouseReleased', place, 'left')]);
    // A line above that came or went at the last moment makes the click miss: a person would click again.
    if (role === 'combobox' && !isAgain && (await this.callOn(await this.get(role, name), IS_CLOSED)))
      await this.click(role, name, true);
  }

  /** Ticks a picture, also where it was chosen for the user already. */
  async tick(name: Name): Promise<void> {
    await this.click('checkbox', name);
    if (!(await this.callOn(await this.get('checkbox', name), 'function () { return this.checked; }')))
      await this.click('checkbox', name);
  }

  /** Replaces what a field holds, by typing; a date and time (role `DateTime`) is set, as its picker does. */
  async fill(role: string, name: Name, text: string): Promise<void> {
    const control = await this.eventually(`fill ${role} ${name}`, () => this.get(role, name));
    if (await this.callOn(control, SET_OR_SELECT, text)) return;
    if (text === '') await this.press('Delete');
    else await this.send('Input.insertText', { text });
  }

  /** Chooses an option of a native list, by its place. */
  async choose(name: Name, place: number): Promise<void> {
    const control = await this.eventually(`choose of ${name}`, () => this.get('combobox', name));
    await this.callOn(control, 'function () { this.focus(); }');
    for (let i = 0; i < place; i++) await this.press('ArrowDown');
  }

  /** Presses a key where the focus is. */
  async press(key: string): Promise<void> {
    const event = {
      key,
      code: key,
      windowsVirtualKeyCode: keyCodes[key] ?? 0,
      ...(key === 'Enter' ? { text: '\r' } : {}),
    };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** Resolves once a control with this role and name is there. */
  async expect(role: string, name: Name, patience = PATIENCE): Promise<void> {
    await this.eventually(`find ${role} ${name}`, () => this.get(role, name), patience);
  }

  /** Resolves with the text of the popup once it holds `pattern`. */
  async expectText(pattern: Name, patience = PATIENCE): Promise<string> {
    return this.eventually(
      `read ${pattern}`,
      async () => {
        const text = await this.text();
        if (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)) return text;
        throw new Error(`the popup says: ${text}`);
      },
      patience,
    );
  }

  async value(role: string, name: Name): Promise<string> {
    return this.callOn(await this.get(role, name), 'function () { return this.value; }');
  }

  async png(): Promise<Buffer> {
    return Buffer.from((await this.send('Page.captureScreenshot', { format: 'png' })).data, 'base64');
  }

  async close(): Promise<void> {
    await this.browser.send('Target.closeTarget', { targetId: this.targetId });
  }

  private async get(role: string, name: Name): Promise<Control> {
    const controls = await this.list(role);
    const found = controls.find((control) =>
      typeof name === 'string' ? control.name === name : name.test(control.name),
    );
    if (found) return found;
    throw new Error(
      `no ${role} named ${name}; there are: ${controls.map((control) => control.name).join(' | ') || 'none'}`,
    );
  }

  private async list(role: string): Promise<Control[]> {
    const { result } = await this.send('Runtime.evaluate', { expression: 'document' });
    const { nodes } = await this.send('Accessibility.queryAXTree', { objectId: result.objectId, role });
    return nodes
      .filter((node: Answer) => !node.ignored)
      .map((node: Answer) => ({
        name: (node.name?.value ?? '').replace(/\s+/g, ' ').trim(),
        nodeId: node.backendDOMNodeId,
      }));
  }

  /** The middle of a control after the next frame; throws while another element covers it. */
  private findPlace(control: Control): Promise<Place> {
    return this.callOn(
      control,
      `async function () {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        this.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const { left, top, width, height } = this.getBoundingClientRect();
        const x = left + width / 2, y = top + height / 2;
        const hit = this.getRootNode().elementFromPoint(x, y);
        const isHit = hit && (this.contains(hit) || hit.closest('label')?.control === this);
        if (!isHit) throw new Error('covered by ' + (hit?.outerHTML ?? 'nothing').slice(0, 120));
        if (this.disabled) throw new Error('disabled');
        return { x, y };
      }`,
    );
  }

  private async callOn(control: Control, body: string, ...args: unknown[]): Promise<Answer> {
    const { object } = await this.send('DOM.resolveNode', { backendNodeId: control.nodeId });
    const answer = await this.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: body,
      arguments: args.map((value) => ({ value })),
      returnByValue: true,
      awaitPromise: true,
      userGesture: true,
    });
    return take(answer);
  }

  private async eventually<Value>(what: string, attempt: () => Promise<Value>, patience = PATIENCE): Promise<Value> {
    const startedAt = Date.now();
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (Date.now() - startedAt > patience) {
          const text = await this.text().catch(() => 'nothing any more');
          throw new Error(`could not ${what}: ${(error as Error).message}; the screen says: ${text.slice(0, 300)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  private send(method: string, params: object = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = ++this.count;
      this.waiting.set(id, (message) => {
        this.waiting.delete(id);
        if (message.error) reject(new Error(`${method}: ${message.error.message}`));
        else resolve(message.result);
      });
      this.browser
        .send('Target.sendMessageToTarget', {
          sessionId: this.sessionId,
          message: JSON.stringify({ id, method, params }),
        })
        .catch(reject);
    });
  }
}

/** What an expression came to; throws what it threw. */
function take({ result, exceptionDetails }: Answer): Answer {
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
