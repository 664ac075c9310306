import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { findBrowser, HEADLESS_ARGS } from './tests/setup/browsers.ts';

const chromium = findBrowser('chromium');

/** Tests of what keeps nothing between two calls: files may share a worker, which spares each a second of loading. */
const PURE = ['tests/unit/{contract,images,page,pin,postbreeze,project,sandbox,ui,words}/**/*.test.{ts,tsx}'];
const OTHERS = ['**/*.{browser,built}.test.{ts,tsx}'];

export default defineConfig({
  test: {
    maxWorkers: '100%', // the default leaves one core idle; of two that is half
    testTimeout: 120_000, // a promise is kept or broken, not late: a busy machine takes its time
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          exclude: [...OTHERS, ...PURE],
          environment: 'node',
          setupFiles: ['tests/unit/words/setup.ts', 'tests/unit/quick-tasks.ts'],
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit-pure',
          include: PURE,
          exclude: OTHERS,
          environment: 'node',
          isolate: false,
          unstubGlobals: true,
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
              launchOptions: {
                ...(chromium ? { executablePath: chromium } : {}),
                chromiumSandbox: false,
                args: HEADLESS_ARGS,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
