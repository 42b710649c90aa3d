#!/usr/bin/env node
// Must parse and load on any old Node, to tell its user so: nothing here is newer than Node 6.
const { join } = require('path');

const ROOT = join(__dirname, '..');
const RERUN = 'PBXCTL_RERUN';

/** @param {string} version */
function isEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return Number(major) > 24 || (Number(major) === 24 && Number(minor) >= 15);
}

function refuse() {
  console.error(`pbxctl needs Node.js 24.15 or newer; this is ${process.version}`);
  process.exit(1);
}

/** The Node 24 that is installed as a package, if it is. */
function installedNode() {
  const { existsSync, readFileSync } = require('fs');
  // The second place is for pbxctl being itself a package in node_modules.
  return ['node_modules/node', '../node']
    .map((place) => join(ROOT, place))
    .filter((place) => existsSync(join(place, 'package.json')))
    .filter((place) =>
      isEnough(JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')).version),
    )
    .map((place) => join(place, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))
    .find((program) => existsSync(program));
}

/**
 * Runs the same command line by a newer Node.
 * @param {string} node
 */
function rerun(node) {
  const { spawn } = require('child_process');
  const { constants } = require('os');
  const { isatty } = require('tty');

  const child = spawn(node, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { [RERUN]: '1' }),
  });
  // A terminal sends Ctrl-C to the child as well: sent on, it would count as two.
  const onTerminal = [0, 1, 2].some((fd) => isatty(fd));
  process.on('SIGINT', () => onTerminal || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', refuse);
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? Number(code) : 128 + constants.signals[signal]);
  });
}

function start() {
  delete process.env[RERUN];
  require('./load.js').start(ROOT);
}

if (isEnough(process.versions.node)) {
  start();
} else {
  const node = process.env[RERUN] ? undefined : installedNode();
  if (node === undefined) refuse();
  else rerun(node);
}
