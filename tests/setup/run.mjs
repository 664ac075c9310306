// Runs on any Node from 18 up, with nothing installed: plain JavaScript, no package.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(root, 'node_modules', '.bin');
const needed = [22, 18];

// `node tests/setup/run.mjs start.ts …` installs the packages where they are missing or not those of the lockfile, then runs that
// script of this folder with the project's own Node and hands on its exit code.
run(process.argv[2]);

function run(script) {
  process.chdir(root);
  if (!isInstalled()) install();
  const args = [
    '--import',
    './tests/setup/typescript.mjs',
    path.join('tests', 'setup', script),
    ...process.argv.slice(3),
  ];
  const env = { ...process.env, PATH: bin + path.delimiter + process.env.PATH };
  const child = spawn(findNode(), args, { stdio: 'inherit', env });
  process.on('SIGINT', () => undefined); // the terminal tells the child as well, which ends by itself
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Whether what lies in node_modules is what the lockfile says; packages for other systems may be missing. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (!installed) return false;
  return Object.entries(readPackages('package-lock.json') ?? {}).every(([place, { version, optional }]) => {
    const found = installed[place];
    return place === '' || (found ? found.version === version : optional);
  });
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function install() {
  console.log('Installing the packages (npm ci) …');
  // npm's warnings are about the Node that runs npm; the project then runs on its own.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail('The packages could not be installed: `npm ci` failed, see above.');
}

/** The Node that came with the packages (Linux on x64), else the one that runs this. */
function findNode() {
  const own = path.join(bin, 'node');
  for (const node of [own, process.execPath]) {
    const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    if (status === 0 && isRecent(stdout)) return node;
  }
  return fail(`Node ${needed.join('.')} or newer is needed on this system; this is ${process.version}.`);
}

function isRecent(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
