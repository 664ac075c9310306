import { expect, test } from 'vitest';
import { readText } from './sources';

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}
const project = JSON.parse(readText('package.json'));
const lock: { packages: Record<string, Locked> } = JSON.parse(readText('package-lock.json'));
const locked = Object.entries(lock.packages).filter(([place]) => place !== '');
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
const named = kinds.flatMap((kind) => Object.entries<string>(project[kind] ?? {}));

test('every version is exact', () => {
  expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('the lockfile holds what package.json names', () => {
  for (const [name, version] of named) expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  for (const kind of kinds) expect(lock.packages['']).toHaveProperty(kind, project[kind]);
});

test('the lockfile names no address of its own, and every package by its content', () => {
  expect(locked.filter(([, { resolved }]) => resolved).map(([place]) => place)).toEqual([]);
  expect(locked.filter(([, { integrity }]) => !integrity).map(([place]) => place)).toEqual([]);
});

test('the lockfile holds the parts for other systems too, without which `npm ci` refuses it everywhere', () => {
  const parts = locked.flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies));
  const isLocked = (name: string) => locked.some(([place]) => place.endsWith(`node_modules/${name}`));
  expect(parts.filter((name) => !isLocked(name))).toEqual([]);
});

test('no package runs a script of its own at install', () => {
  const running = locked.filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional);
  expect(running.map(([place]) => place)).toEqual([]);
});

test('what ships is free to ship', () => {
  const free = /^(MIT|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD|MPL-2\.0)$/;
  const shipped = locked.filter(([, { dev, optional }]) => !dev && !optional);
  expect(
    shipped
      .filter(([, { license }]) => !free.test(license ?? ''))
      .map(([place, { license }]) => `${place}: ${license}`),
  ).toEqual([]);
});

test('the licence is MIT', () => {
  expect(project.license).toBe('MIT');
  expect(readText('LICENSE')).toContain('MIT License');
});
