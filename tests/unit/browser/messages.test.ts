import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerMessages, askThumbnail, prepareSlide, wakeEngine } from '../../../lib/browser/messages';

type Listener = (message: unknown, sender: { id?: string; url?: string }) => unknown;
let listener: Listener;
const answers = {
  wake: vi.fn(async () => {}),
  look: vi.fn(async () => {}),
  prepare: vi.fn(async () => {}),
  thumbnail: vi.fn(async () => null),
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  fakeBrowser.runtime.id = 'ours';
  fakeBrowser.runtime.getURL = ((path: string) => `moz-extension://uuid${path}`) as never;
  fakeBrowser.runtime.onMessage.addListener = ((added: Listener) => {
    listener = added;
  }) as never;
  answerMessages(answers);
});

const page = { id: 'ours', url: 'moz-extension://uuid/popup.html?tab=7' };

test('answers our own page once the work is done', async () => {
  expect(await listener({ type: 'wake' }, page)).toBeNull();
  expect(answers.wake).toHaveBeenCalledOnce();
  const asked = { type: 'prepare', pinId: 'p', slideId: 's', tabId: null };
  await listener(asked, page);
  expect(answers.prepare).toHaveBeenCalledWith(asked);
});

test('answers a thumbnail, and nothing where none comes back', async () => {
  const copy = { src: 'data:,', width: 1, height: 1 };
  answers.thumbnail.mockResolvedValueOnce(copy as never);
  const asked = { type: 'thumbnail', url: 'u', pageUrl: 'p', tabId: 1 };
  expect(await listener(asked, page)).toEqual(copy);
  fakeBrowser.runtime.sendMessage = (async () => undefined) as never;
  expect(await askThumbnail('u', 'p', 1)).toBeNull();
});

test.each([
  ['a script in a web page', { id: 'ours', url: 'https://evil.test/' }],
  ['another extension', { id: 'other', url: 'moz-extension://other/popup.html' }],
  ['an address that only begins the same', { id: 'ours', url: 'moz-extension://uuid.evil.test/' }],
  ['a sender without id or address', {}],
])('does not answer %s', (_, sender) => {
  expect(listener({ type: 'wake' }, sender)).toBeUndefined();
  expect(answers.wake).not.toHaveBeenCalled();
});

test.each([undefined, 'wake', { type: 'unknown' }, { type: 'prepare', pinId: 1 }])(
  'ignores %j, which is not a message',
  (message) => {
    expect(listener(message, page)).toBeUndefined();
  },
);

test('callers see no error when the worker is being stopped', async () => {
  fakeBrowser.runtime.sendMessage = (() => Promise.reject(new Error('Receiving end does not exist.'))) as never;
  await expect(wakeEngine()).resolves.toBeUndefined();
  await expect(prepareSlide('p', 's', 7)).resolves.toBeUndefined();
});

test('sets the alarm even if the worker stops before it gets the message', async () => {
  const asked = vi.spyOn(fakeBrowser.alarms, 'create');
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('stopped'));
  const now = Date.now();
  await wakeEngine();
  expect(asked).toHaveBeenCalledWith('engine', { when: expect.any(Number), periodInMinutes: 1 });
  const [[, alarm] = []] = asked.mock.calls as unknown as [string, { when: number }][];
  expect((alarm?.when ?? 0) - now).toBeLessThan(60_000);
});
