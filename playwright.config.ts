import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  reporter: 'list',
  // Firefox first: the longest test of all is its, and at the end it would run alone.
  projects: [
    // Driven over WebDriver BiDi it takes its time on a busy machine.
    { name: 'firefox', testMatch: /\.firefox\.spec\.ts$/, timeout: 180_000 },
    { name: 'chromium', testMatch: /\.spec\.ts$/, testIgnore: /\.firefox\.spec\.ts$/ },
  ],
});
