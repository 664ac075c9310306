import { describe, expect, test } from 'vitest';
import { en } from '../../../lib/words/en/catalogue';
import { listMessages } from '../../../lib/words/t';
import config, { describeManifest } from '../../../wxt.config';
import { listSources, readText } from './sources';

const required = ['activeTab', 'scripting', 'storage', 'unlimitedStorage', 'alarms', 'contextMenus', 'notifications'];
const postbreeze = ['https://api.postbreeze.ai/*', 'https://*.r2.cloudflarestorage.com/*'];
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: https: http:",
  "connect-src 'self' data: https: http:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

describe.each([
  ['chrome', [...required, 'sidePanel']],
  ['firefox', required],
])('in %s', (browser, permissions) => {
  const production = describeManifest({ browser, mode: 'production' });

  test('it asks for exactly these permissions', () => {
    expect(production.permissions).toEqual(permissions);
    expect(production.host_permissions).toEqual(postbreeze);
    expect(production.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
    expect(production).not.toHaveProperty('optional_permissions');
  });

  test('the sandbox build adds the host of the stand-in and changes nothing else', () => {
    const sandbox = describeManifest({ browser, mode: 'sandbox' });
    expect(sandbox).toEqual({ ...production, host_permissions: [...postbreeze, 'http://127.0.0.1/*'] });
  });

  test('its content policy starts at nothing', () => {
    expect(production.content_security_policy).toEqual({ extension_pages: policy.join('; ') });
  });

  test('nothing runs on any page, and no page reaches in', () => {
    for (const key of ['content_scripts', 'web_accessible_resources', 'externally_connectable', 'update_url'])
      expect(production).not.toHaveProperty(key);
  });

  test('its shortcuts are the two of the design', () => {
    expect(production.commands).toEqual({
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      'quick-pin': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_extension_command_quickPin__' },
    });
  });
});

test('Chrome is asked for at 120, Firefox at 140 with no data collected', () => {
  expect(describeManifest({ browser: 'chrome', mode: 'production' })).toMatchObject({ minimum_chrome_version: '120' });
  expect(describeManifest({ browser: 'firefox', mode: 'production' }).browser_specific_settings).toEqual({
    gecko: {
      id: 'pinbreeze@pinbreeze.app',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['none'] },
    },
  });
});

test('every permission and host has its reason beside it', () => {
  const lines = readText('wxt.config.ts').split('\n');
  for (const name of [...required, 'sidePanel', ...postbreeze]) {
    const line = lines.find((text) => text.includes(`'${name}'`));
    expect(line, name).toMatch(/\/\/ .{15,}/);
  }
});

test('every permission is used', () => {
  const code = listSources(['lib/browser', 'entrypoints'])
    .map(({ text }) => text)
    .join('\n');
  for (const api of ['scripting', 'storage', 'alarms', 'contextMenus', 'notifications'])
    expect(code, api).toMatch(new RegExp(`\\bbrowser\\.${api}\\b`));
});

test('both browsers are built as manifest version 3, without auto-imports', () => {
  expect(config).toMatchObject({ manifestVersion: 3, imports: false });
});

test('every message that the manifest names is in the catalogue', () => {
  const named = [...readText('wxt.config.ts').matchAll(/__MSG_(\w+)__/g)].map((match) => match[1]);
  expect(named).not.toEqual([]);
  expect([...listMessages(en).keys()]).toEqual(expect.arrayContaining(named));
  expect(en['extension.description'].length).toBeLessThanOrEqual(132);
});
