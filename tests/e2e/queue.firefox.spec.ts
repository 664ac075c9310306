import { toPinRow } from '../../lib/store/schema';
import { DAY } from '../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { makePin } from '../unit/planner/make-pin';
import { expect, test } from './kit/firefox';

test('the queue shows a pin, removes it, brings it back, and finds it again in the calendar', async ({ firefox }) => {
  const pin = makePin({
    id: 'soup',
    accountId: DEMO_ACCOUNT_ID,
    board: { ...DEMO_BOARDS[2] },
    publishAt: Date.now() + DAY,
  });
  const row = toPinRow({ ...pin, slides: [] });

  const queue = await firefox.openPage('queue.html');
  await queue.find('heading', 'Planner');
  await queue.evaluate(`new Promise((resolve) => {
    indexedDB.open('pinbreeze').onsuccess = ({ target: { result: database } }) => {
      const transaction = database.transaction('pins', 'readwrite');
      transaction.objectStore('pins').put(${JSON.stringify(row)});
      transaction.oncomplete = () => {
        database.close();
        const channel = new BroadcastChannel('pinbreeze');
        channel.postMessage('pins');
        channel.close();
        resolve(true);
      };
    };
  })`);
  await queue.expectText(/Title of soup/);
  await queue.click('button', 'More acts');
  await queue.click('menuitem', 'Remove');
  await queue.expectText(/Removed “Title of soup”/);
  await queue.click('button', 'Undo');
  await queue.expectText(/Queued/);
  await queue.click('tab', 'Calendar');
  await queue.find('button', /Title of soup|Later week/);
  expect(await queue.evaluate('getComputedStyle(document.querySelector(".cal-week")).display')).toBe('table');
});
