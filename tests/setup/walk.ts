import type { Extension } from '../e2e/kit/extension';
import type { Sandbox } from '../sandbox/sandbox';
import type { Post } from '../sandbox/state';
import type { Step } from './steps';

const title = 'Two square metres that keep you at home';
const board = 'Reading nooks';
/** An AVIF and a WebP, neither of which Pinterest takes as it is. */
const chair = /^A green armchair/;
const plants = /^Potted plants/;

/**
 * The main job as a person does it, from a page to the published pin: opens `address`, clicks the toolbar button, composes,
 * schedules, and waits until the stand-in has published and the extension says so. Answers the post.
 */
export async function walk(on: { extension: Extension; sandbox: Sandbox; address: string; step: Step }): Promise<Post> {
  const { extension, sandbox, address, step } = on;
  const page = await step(`Open ${address}`, async () => {
    const tab = await extension.context.newPage();
    await tab.goto(address, { waitUntil: 'load' });
    return tab;
  });
  const popup = await step('Click the toolbar button', async () => {
    const composer = await extension.openComposer(page);
    await composer.expect('heading', 'New pin');
    await composer.expect('checkbox', chair);
    return composer;
  });
  await step('Choose two of its pictures, an AVIF and a WebP', async () => {
    await popup.tick(chair);
    await popup.tick(plants);
  });
  await step(`Choose the board “${board}”`, async () => {
    await popup.fill('combobox', 'Board', board);
    await popup.click('option', new RegExp(board));
  });
  await step('Write the title', () => popup.fill('textbox', /^Title/, title));
  await step('Choose “Now”', () => popup.click('radio', 'Now'));
  await step('Schedule pin', async () => {
    await popup.click('button', 'Schedule pin');
    await popup.expect('heading', /^(Scheduled|On its way|Published)/);
  });
  const post = await step('The worker uploads the pictures and hands the pin over', () =>
    until('a scheduled post at the stand-in', () =>
      [...sandbox.state.posts.values()].find(({ status }) => status !== 'DRAFT'),
    ),
  );
  await step('Postbreeze publishes it, half a minute later', () =>
    until('the post to be published', () => post.status === 'PUBLISHED' || fail(post), 60_000),
  );
  await step('The popup says so', () => popup.expect('heading', 'Published', 60_000));
  await step('The queue says so', async () => {
    const queue = await extension.openPage('queue.html');
    await queue.getByRole('listitem').filter({ hasText: title }).filter({ hasText: 'Published' }).first().waitFor();
    await queue.close();
  });
  const complaints = [...extension.watch.listComplaints(), ...extension.watch.listUnexpectedRequests()];
  if (complaints.length > 0)
    throw new Error(`something was logged or asked for that should not have been:\n${complaints.join('\n')}`);
  return post;
}

function fail(post: Post): false {
  const { status, targets } = post;
  if (!/FAILED|CANCELED/.test(status)) return false;
  throw new Error(`the post is ${status}: ${targets[0]?.errorCode} ${targets[0]?.errorMessage}`);
}

async function until<Value>(what: string, find: () => Value, patience = 30_000): Promise<NonNullable<Value>> {
  for (const startedAt = Date.now(); Date.now() - startedAt < patience; ) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}
