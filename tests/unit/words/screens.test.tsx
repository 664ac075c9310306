// @vitest-environment happy-dom
import { type ComponentChild, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ComposerScreen } from '../../../components/composer/composer-screen';
import { MendEditor } from '../../../components/composer/mend-editor';
import { createOptions } from '../../../components/options/model';
import { OptionsScreen } from '../../../components/options/options-screen';
import { openPlanner } from '../../../components/planner/planner-model';
import { PlannerScreen } from '../../../components/planner/planner-screen';
import { WelcomeScreen } from '../../../components/welcome/welcome-screen';
import { PSEUDO_MARKS, writeMessages } from '../../../lib/words/pseudo';
import { readMessagesWith } from '../../../lib/words/t';
import { open, setStage } from '../composer/stage';
import { storeAll } from '../planner/kit';
import { makePin, makeProblem, makePublished } from '../planner/make-pin';

vi.setConfig({ testTimeout: 60_000 });

/** Written by a page, by Postbreeze, by the user or by the browser: no words of the catalogue. */
const USER_DATA =
  /^(Autumn soup|bowl|spoon|bread|soup|Breads|Soups|[Kk]itchen|K|Recipes|Title of \w+|Recipes · kitchen\.test|kitchen\.test|https?:.*|pb_live_.*|…?x+|Mozilla.*)$/;
/** What `Intl` writes. */
const DATES =
  /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b[AP]M\b/g;
const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'];

const page = document;

beforeEach(async () => {
  await setStage();
  vi.stubGlobal('document', page);
  const locks = { request: async (_: string, ...rest: unknown[]) => (rest.at(-1) as (lock: object) => unknown)({}) };
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: '', version: '1', host_permissions: [] });
  fakeBrowser.permissions.getAll = async () => ({ origins: [] });
  fakeBrowser.commands.getAll = async () => [];
  const messages: Record<string, { message: string }> = JSON.parse(writeMessages('sandbox-pseudo'));
  readMessagesWith((name) => messages[name]?.message ?? '');
});
afterEach(() => {
  for (const root of page.body.children) render(null, root);
  page.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(screen: ComponentChild): Promise<HTMLElement> {
  const root = page.createElement('div');
  page.body.append(root);
  render(screen, root);
  await vi.waitFor(() => expect(root.textContent).toContain(PSEUDO_MARKS[0]));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return root;
}

/** Every text and accessible name that stands outside the marks of the made-up language, so is not in the catalogue. */
function listUnmarked(root: HTMLElement): string[] {
  const outside: string[] = [];
  let depth = 0;
  const take = (text: string) => {
    let plain = '';
    for (const letter of text) {
      if (letter === PSEUDO_MARKS[0]) depth++;
      if (depth === 0) plain += letter;
      if (letter === PSEUDO_MARKS[1]) depth--;
    }
    outside.push(...plain.split('\n').map((line) => line.trim()));
  };
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) take(node.textContent ?? '');
    for (const child of node.childNodes) walk(child);
  };
  walk(root);
  expect(depth).toBe(0);
  for (const element of root.querySelectorAll('*'))
    for (const name of ATTRIBUTES) take(element.getAttribute(name) ?? '');
  return outside.filter((text) => /\p{L}/u.test(text.replace(DATES, '')) && !USER_DATA.test(text));
}

test('the composer has no word that is not in the catalogue, nor has its crop editor', async () => {
  const { composer, form } = await open();
  form().toggle(form().images.offered.value, true);
  form().draft.change({ title: 'x'.repeat(140) });
  await form().slides.idle();
  const root = await show(<ComposerScreen composer={composer} place="page" />);
  expect(listUnmarked(root)).toEqual([]);
  const slide = form().draft.slides.value.find(({ original }) => original);
  if (!slide) throw new Error('no picture was read');
  expect(listUnmarked(await show(<MendEditor form={form()} slide={slide} onClose={() => {}} />))).toEqual([]);
});

test('the options and the first steps have no word that is not in the catalogue', async () => {
  const options = createOptions();
  expect(listUnmarked(await show(<OptionsScreen options={options} />))).toEqual([]);
  expect(listUnmarked(await show(<WelcomeScreen options={options} />))).toEqual([]);
});

test('the planner has no word that is not in the catalogue, in each of its views', async () => {
  await storeAll([
    makePin({ id: 'waiting' }),
    makePin({ id: 'failed', state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND') }),
    makePublished({ id: 'out' }),
    makePin({ id: 'draft', state: 'draft', publishAt: null }),
  ]);
  const planner = openPlanner();
  const root = await show(<PlannerScreen planner={planner} />);
  await vi.waitFor(() => expect(root.textContent).toContain('Title of waiting'));
  for (const view of ['list', 'calendar', 'history'] as const) {
    planner.view.value = view;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(listUnmarked(root), view).toEqual([]);
  }
  planner.close();
});
