#!/usr/bin/env node
// Must parse on any old Node, to tell its user so: no static import, no top-level await, no `?.`.

const RERUN = 'PBXCTL_RERUN';

/** @param {string} version */
function isEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 15);
}

function refuse() {
  console.error(`pbxctl needs Node.js 24.15 or newer; this is ${process.version}`);
  process.exit(1);
}

/** Runs the same command line by the Node 24 that is installed as a package, if it is. */
async function rerun() {
  const { spawn } = await import('node:child_process');
  const { existsSync, readFileSync } = await import('node:fs');
  const { constants } = await import('node:os');
  const { isatty } = await import('node:tty');
  const { fileURLToPath } = await import('node:url');

  // The second place is for pbxctl being itself a package in node_modules.
  const node = ['../node_modules/node/', '../../node/']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .filter((place) => existsSync(`${place}package.json`))
    .filter((place) => isEnough(JSON.parse(readFileSync(`${place}package.json`, 'utf8')).version))
    .map((place) => `${place}bin/node${process.platform === 'win32' ? '.exe' : ''}`)
    .find(existsSync);
  if (node === undefined) return refuse();

  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [RERUN]: '1' },
  });
  // A terminal sends Ctrl-C to the child as well: sent on, it would count as two.
  const onTerminal = [0, 1, 2].some((fd) => isatty(fd));
  process.on('SIGINT', () => onTerminal || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', refuse);
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? code : 128 + constants.signals[signal]);
  });
}

async function start() {
  delete process.env[RERUN];
  process.getBuiltinModule('node:module').enableCompileCache();
  // The reader of a pipe may leave early, as `head` does.
  process.stdout.on('error', (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPIPE') process.exit();
    throw error;
  });
  // Whoever read the notices may be gone as well; the work goes on.
  process.stderr.on('error', () => {});
  const { settings } = await import('@oclif/core/settings');
  // With NODE_ENV=test or development oclif would look for sources and ts-node.
  settings.enableAutoTranspile = false;
  const { execute } = await import('@oclif/core/execute');
  await execute({ dir: import.meta.url });
}

if (isEnough(process.versions.node)) void start();
else if (process.env[RERUN]) refuse();
else rerun().catch(refuse);
