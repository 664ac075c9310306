import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readText, root } from './sources';

const standIn = 'http://127.0.0.1/*';

function readManifest(build: string) {
  return JSON.parse(readText(`.output/${build}/manifest.json`));
}

function listFiles(build: string): string[] {
  const folder = path.join(root, '.output', build);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

describe.each(['chrome-mv3', 'firefox-mv3'])('%s, as built', (build) => {
  const manifest = readManifest(build);

  test('asks for the permissions of the design and no more', () => {
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.permissions).toEqual([
      'activeTab',
      'scripting',
      'storage',
      'unlimitedStorage',
      'alarms',
      'contextMenus',
      'notifications',
      ...(build === 'firefox-mv3' ? [] : ['sidePanel']),
    ]);
    expect(manifest.host_permissions).toEqual(['https://api.postbreeze.ai/*', 'https://*.r2.cloudflarestorage.com/*']);
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
    expect(manifest).not.toHaveProperty('optional_permissions');
  });

  test('declares no content script and shows no file to pages', () => {
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  test('opens the composer from the toolbar and the options in a tab', () => {
    expect(manifest.action.default_popup).toBe('popup.html');
    expect(manifest.options_ui).toMatchObject({ page: 'options.html', open_in_tab: true });
    for (const page of ['popup.html', 'options.html', 'queue.html'])
      expect(existsSync(path.join(root, '.output', build, page)), page).toBe(true);
  });

  test('has its icon in every size', () => {
    expect(Object.keys(manifest.icons)).toEqual(['16', '32', '48', '96', '128']);
    for (const file of Object.values<string>(manifest.icons))
      expect(existsSync(path.join(root, '.output', build, file)), file).toBe(true);
  });

  test('holds no word of the stand-in, and no code made from text', () => {
    for (const file of listFiles(build).filter((name) => /\.(js|html|json)$/.test(name))) {
      const text = readText(`.output/${build}/${file}`);
      expect(text, file).not.toContain('127.0.0.1');
      expect(text, file).not.toMatch(/\bnew Function\(|\beval\(/);
    }
  });

  test('differs from the sandbox build by the host of the stand-in alone', () => {
    const sandbox = readManifest(`${build}-sandbox`);
    expect(sandbox).toEqual({ ...manifest, host_permissions: [...manifest.host_permissions, standIn] });
  });
});

test('in Chrome the worker is a module, so that it shares its code with the screens', () => {
  expect(readManifest('chrome-mv3').background).toMatchObject({ service_worker: 'background.js', type: 'module' });
});
