import type { Page } from '@playwright/test';
import type { Fault } from '../sandbox/faults';
import type { Readings } from '../sandbox/readings';
import type { Sandbox } from '../sandbox/sandbox';
import { IS_THOROUGH } from '../setup/thorough';
import { expect, test } from './kit/chromium';
import { FORGET_WAY, HURRY, makePins, writePins } from './kit/engine-life';
import { drawPicture } from './kit/pictures';

const unheard: Fault = { kind: 'dropAfterCommit', method: 'POST', path: '/posts' };

interface Row {
  name: string;
  readings: Partial<Readings>;
  fault?: Fault;
}

/** A way of scheduling each, and a list that hides for a while a post whose making nobody heard of. */
const ROWS: Row[] = [
  { name: 'PATCH schedules', readings: {} },
  {
    name: 'PATCH keeps it a draft, schedule takes scheduledFor',
    readings: { patchOfDraft: 'keeps-draft', scheduleCall: 'scheduledFor' },
  },
  { name: 'only create schedules', readings: { patchOfDraft: 409, scheduleCall: 'refuses' } },
  { name: 'the list is 20 s late', readings: { listDelayMs: 20_000 }, fault: unheard },
];

/** Shades of these, which the engine's own tests try against the same stand-in. */
const MORE: Row[] = [
  {
    name: 'PATCH keeps it a draft, schedule takes scheduledAt',
    readings: { patchOfDraft: 'keeps-draft', scheduleCall: 'scheduledAt' },
  },
  { name: 'PATCH refuses a draft', readings: { patchOfDraft: 409 } },
  { name: 'the list shows two posts', readings: { listLimit: 2 }, fault: unheard },
  { name: 'the list shows each post twice', readings: { listRepeats: true }, fault: unheard },
];

/** A draft that another way took the place of is canceled and deleted. */
const IDLE = new Set(['DRAFT', 'CANCELED']);

test.use({ allowedWords: [[/Failed to load resource|ERR_/], { scope: 'test' }] });

test('a pin is published once, whichever reading of the contract is true', async ({ extension, sandbox }) => {
  test.setTimeout(600_000);
  const picture = await drawPicture({ width: 600, height: 900, hue: 20 });
  const page = await extension.openPage('options.html');
  await page.evaluate(HURRY);
  const rows = IS_THOROUGH ? [...ROWS, ...MORE] : ROWS;
  for (const [index, row] of rows.entries())
    await test.step(row.name, async () => {
      Object.assign(sandbox.state.settings, {
        patchOfDraft: 'schedules',
        scheduleCall: 'either',
        listDelayMs: 0,
        listLimit: null,
      });
      Object.assign(sandbox.state.settings, { listRepeats: false, ...row.readings });
      if (row.fault) sandbox.faults.add(row.fault);
      await sendPin(page, picture, index, row.name);
      await expect
        .poll(() => listLive(sandbox, row.name), { timeout: 150_000, message: row.name })
        .toEqual(['SCHEDULED']);
      await sandbox.clock.move(60_000);
      await page.waitForTimeout(500);
      expect(listLive(sandbox, row.name), row.name).toEqual(['PUBLISHED']);
      sandbox.clock.reset();
    });
  expect([...sandbox.state.posts.values()].filter(({ status }) => status === 'PUBLISHED')).toHaveLength(rows.length);
});

/** A pin of one uploaded picture that is due, in an installation that has not learned a way to schedule yet. */
async function sendPin(page: Page, picture: Uint8Array, index: number, title: string): Promise<void> {
  const made = makePins(2, picture, Date.now())[1]!;
  await page.evaluate(FORGET_WAY);
  await page.evaluate(writePins([{ ...made, id: `reading-${index}`, title }], picture));
}

/** States of the posts of that title that were or will be published. */
function listLive(sandbox: Sandbox, title: string): string[] {
  return [...sandbox.state.posts.values()]
    .filter(({ status, targets }) => !IDLE.has(status) && targets[0]?.platformOptions.title === title)
    .map(({ status }) => status);
}
