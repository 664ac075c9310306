import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { findBrowser } from './tests/setup/browsers.ts';

const chromium = findBrowser('chromium');

/** Tests with a database of their own, or modules that they replace: each file has its own worker. */
const ALONE = ['tests/unit/{delivery,plan,store}/**/*.test.{ts,tsx}'];
const OTHERS = ['**/*.{browser,built}.test.{ts,tsx}'];

export default defineConfig({
  test: {
    maxWorkers: '100%', // the default leaves one core idle; of two that is half
    testTimeout: 30_000, // a promise is kept or broken, not late: a busy machine takes its time
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          exclude: [...OTHERS, ...ALONE],
          environment: 'node',
          // A worker for each of 110 files is a second of work for each. No file may leave anything behind.
          isolate: false,
          unstubGlobals: true,
          unstubEnvs: true,
          setupFiles: ['tests/unit/words/setup.ts'],
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-alone',
          include: ALONE,
          exclude: OTHERS,
          environment: 'node',
          setupFiles: ['tests/unit/words/setup.ts'],
        },
      },
      {
        // Reads the builds as they lie in .output: `npm test` makes them first.
        test: { name: 'built', include: ['tests/unit/**/*.built.test.ts'], environment: 'node' },
      },
      {
        // Found while a test runs, they would make it start over.
        optimizeDeps: { include: ['@preact/signals', 'preact', 'preact/hooks', 'preact/jsx-dev-runtime'] },
        test: {
          name: 'browser',
          include: ['tests/unit/**/*.browser.test.{ts,tsx}'],
          setupFiles: ['tests/unit/words/setup.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(chromium ? { executablePath: chromium } : {}), chromiumSandbox: false },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
