import { expect, test } from '@playwright/test';
import { openLab, type PageLab } from '../pages/open-page';
import { findFaults, readReports, showReport } from '../pages/report';

/** Each complaint stays answered: see `tests/pages/reports/README.md`. */
test.describe.configure({ mode: 'default' });

let lab: PageLab;
test.beforeAll(async () => {
  lab = await openLab();
});
test.afterAll(() => lab.close());

for (const report of readReports()) {
  for (const name of Object.keys(report.pages)) {
    test(`${report.name}, ${name}: not again “${report.fault}”`, async () => {
      const { page, collect, leave } = await lab.open((page) => showReport(page, report, name));
      const whole = await page.evaluate(() => ({
        title: document.title,
        description: document.querySelector<HTMLMetaElement>('meta[name=description]')?.content ?? '',
      }));
      const facts = await collect({ budgetMs: 30_000 });
      const faults = report.expect
        .filter((one) => one.page === name)
        .flatMap((checks) => findFaults(facts, checks, whole));
      expect(faults, facts.candidates.map(({ url }) => url).join('\n')).toEqual([]);
      await leave();
    });
  }
}
