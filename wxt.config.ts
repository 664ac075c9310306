import type { InlineConfig, Plugin } from 'vite';
import { defineConfig, type EntrypointGroup, type UserManifest } from 'wxt';
import { writeMessages } from './lib/words/pseudo.ts';

/**
 * What the manifest depends on: the browser it is for, and the build mode: `production`, `sandbox` (reaches the stand-in),
 * `sandbox-pseudo` and `sandbox-pseudo-rtl` (the same in a made-up language, to see what is not translated or does not fit).
 */
export interface ManifestTarget {
  browser: string;
  mode: string;
  /** `serve` for `npm run dev`. */
  command?: 'build' | 'serve';
}

/** Each required permission with its reason; `tests/unit/project/manifest.test.ts` holds the list. */
const permissions = [
  'activeTab', // reads the page on which the user just acted, and no other
  'scripting', // injects the collector into that page, on demand
  'storage', // settings and the key, in trusted contexts only
  'unlimitedStorage', // Chrome may wipe IndexedDB on a full disk otherwise, and with it pins that are not sent yet
  'alarms', // wakes the worker when a pin is due
  'contextMenus', // "Schedule to Pinterest" on images, links, selections and pages
  'notifications', // quick-pin opens no window: what happened, and undo; and a pin that needs the user
] as const;

const chromiumPermissions = [
  'sidePanel', // the composer in the browser's side panel; Firefox's sidebar needs no permission
] as const;

const hostPermissions = [
  'https://api.postbreeze.ai/*', // Postbreeze's API
  'https://*.r2.cloudflarestorage.com/*', // its upload storage, named by each presign
];

/** The stand-in: no port, since Firefox grants nothing for a match pattern with one. Only in the sandbox build. */
const sandboxHost = 'http://127.0.0.1/*';

/** What the user may grant host by host, from a button that says why: pictures that cannot be read otherwise. */
const optionalHosts = ['https://*/*', 'http://*/*'];

/** What Vite needs while it serves the pages: styles that it puts in, and its line for news. WXT adds the address of its scripts. */
const served: Record<string, string> = {
  'style-src': "'unsafe-inline' http://localhost:*",
  'connect-src': 'ws://localhost:*',
};

/** From nothing up. Pictures and their bytes come from any site or address; nothing else comes from outside, and nothing is framed. */
const policies = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: https: http:",
  "connect-src 'self' data: https: http:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

function writePolicy(isServed: boolean): string {
  return policies
    .map((policy) => [policy, isServed && served[policy.split(' ')[0] ?? '']].filter(Boolean).join(' '))
    .join('; ');
}

/** The whole manifest but for what WXT adds from the entrypoints: background, popup, options page, version, icons. */
export function describeManifest({ browser, mode, command = 'build' }: ManifestTarget): UserManifest {
  return {
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: browser === 'firefox' ? [...permissions] : [...permissions, ...chromiumPermissions],
    host_permissions: mode.startsWith('sandbox') ? [...hostPermissions, sandboxHost] : hostPermissions,
    optional_host_permissions: optionalHosts,
    content_security_policy: { extension_pages: writePolicy(command === 'serve') },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      'quick-pin': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_extension_command_quickPin__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'pinbreeze@pinbreeze.app',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  };
}

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  manifest: ({ browser, mode, command }) => describeManifest({ browser, mode, command }),
  vite: () => ({
    // Everything is on the disk: a preload gains nothing there, and its code would be in every page. The styles of what is
    // loaded when asked are in the page's own file, so that nothing has to be loaded before it.
    plugins: [importPlainly, readWordsAtOnce],
    // For the oldest browsers of the manifest; for older ones `:dir()` would become a list of languages.
    build: { modulePreload: false, cssCodeSplit: false, cssTarget: ['chrome120', 'firefox140'] },
    // The sandbox build differs from what ships by its address alone: no development markers, no paths of this machine.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  }),
  hooks: {
    'build:publicAssets': (wxt, files) => {
      files.push({ relativeDest: '_locales/en/messages.json', contents: writeMessages(wxt.config.mode) });
    },
    'entrypoints:grouped': (_wxt, groups) => buildEachByItself(groups),
    'vite:build:extendConfig': ([entry], config) => {
      if (entry?.inputPath.endsWith('.html')) loadPageAsOneFile(config);
    },
  },
});

/** Stands in for Vite's own code around each `import()`, 3 kB that would load styles and preloads first. */
const importPlainly: Plugin = {
  name: 'import-plainly',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : undefined),
};

/** While pages are served, words come from the catalogue's source, so that a change of them shows as a change of code does. */
const readWordsAtOnce: Plugin = {
  name: 'read-words-at-once',
  apply: 'serve',
  transform: (code, id) =>
    id.endsWith('lib/words/t.ts')
      ? `import { en as served } from './en/catalogue';\n${code}\nread = (name) => listMessages(served).get(name) ?? '';`
      : undefined,
};

/** Built together, a page would load whatever any of the others and the worker use of what they share. */
function buildEachByItself(groups: EntrypointGroup[]): void {
  groups.splice(
    0,
    groups.length,
    ...groups.flatMap((group) => (Array.isArray(group) ? group.map((one) => [one]) : [group])),
  );
}

/**
 * What a page needs at once is one file; what it imports when asked for are others. Left alone, the bundler cuts the first
 * into a file for each set of the others that shares a part of it, and each cut costs bytes.
 */
function loadPageAsOneFile(config: InlineConfig): void {
  config.build ??= {};
  config.build.rolldownOptions ??= {};
  const { output } = config.build.rolldownOptions;
  const groups = [{ name: (id: string, modules: Modules) => (isNeededAtOnce(id, modules) ? 'page' : null) }];
  config.build.rolldownOptions.output = { ...(Array.isArray(output) ? output[0] : output), codeSplitting: { groups } };
}

interface Modules {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null;
}

/** Whether an unbroken chain of plain imports leads from an entry to the module. */
function isNeededAtOnce(id: string, modules: Modules, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = modules.getModuleInfo(id);
  return info !== null && (info.isEntry || info.importers.some((one) => isNeededAtOnce(one, modules, seen)));
}
