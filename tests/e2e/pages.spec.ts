import { test } from '@playwright/test';
import { expectFacts, readFixtures } from '../pages/expectation';
import { openLab, type PageLab } from '../pages/open-page';

/** Our own pages, one or more for each part of the collector, each with what is expected of it beside it. */
test.describe.configure({ mode: 'default' });

let lab: PageLab;
test.beforeAll(async () => {
  lab = await openLab();
});
test.afterAll(() => lab.close());

for (const fixture of readFixtures()) {
  test(`${fixture.name} is read as its expectation says`, async () => {
    lab.server.show({ fixture: fixture.name });
    const { page, collect, collectWhenIdle, leave } = await lab.open(fixture.address);
    if (fixture.before) await page.evaluate(fixture.before);
    expectFacts(await collect(), fixture.expect);
    if (fixture.thenIdle) expectFacts(await collectWhenIdle(), fixture.thenIdle);
    await leave();
  });
}
