// The package as people install it: packed, installed into an empty folder without a network, and run.
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/cli.ts';

const TIMEOUT = 120_000;
const MOST_BYTES = 8 * 1024 * 1024;

const npm = (folder: string, ...argv: string[]): string =>
  execFileSync('npm', [...argv, '--offline', '--loglevel=error', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });

let folder = '';
let installed = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pbxctl-package-'));
  const packed = npm(ROOT, 'pack', '--json', '--pack-destination', folder);
  const [{ filename }] = JSON.parse(packed);
  writeFileSync(join(folder, 'package.json'), '{}');
  npm(folder, 'install', `./${filename}`, '--no-audit', '--no-fund');
  installed = join(folder, 'node_modules/pbxctl');
  return () => rmSync(folder, { recursive: true, force: true });
}, TIMEOUT);

const pbxctl = (line: string, environment: Record<string, string> = {}): string =>
  execFileSync(process.execPath, [join(folder, 'node_modules/.bin/pbxctl'), ...line.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: String(process.env.PATH), HOME: folder, ...environment },
  });

const filesIn = (place: string): string[] =>
  globSync('**/*', { cwd: place }).filter((file) => statSync(join(place, file)).isFile());

describe('the package', () => {
  test('brings nothing with it, and is small', () => {
    expect(globSync('node_modules/*', { cwd: folder })).toEqual(['node_modules/pbxctl']);
    const bytes = filesIn(installed).map((file) => statSync(join(installed, file)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });

  test('holds only what runs, and what tells of it', () => {
    const others = filesIn(installed).filter((file) => !/^dist\/.*\.cjs$/.test(file));
    expect(others.sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/load.js',
      'bin/package.json',
      'bin/run.js',
      'dist/LICENSES.txt',
      'dist/bom.json',
      'dist/build.json',
      'dist/help.json',
      'dist/oclif.json',
      'package.json',
    ]);
  });

  test('works on a fresh machine: it makes a PBX and shows it', () => {
    pbxctl('subscribers add --name Иванов --extension 101');
    pbxctl('rules add --addresses 101 --time working');
    expect(JSON.parse(pbxctl('rules list --json'))).toMatchObject([
      { subscriber: { name: 'Иванов' } },
    ]);
  });

  test('reads numbers of any country', () => {
    pbxctl('subscribers add --name Smith --number +442079460958');
    expect(pbxctl('subscribers list -o csv')).toContain('+442079460958');
  });

  test('keeps what was compiled by version, unless it is told not to', () => {
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const kept = (cache: string): string[] =>
      globSync(`pbxctl/compiled/${version}/v*/*/*`, { cwd: cache });
    const [keeps, without] = [join(folder, 'with'), join(folder, 'without')];
    pbxctl('--version', { XDG_CACHE_HOME: keeps });
    pbxctl('--version', { XDG_CACHE_HOME: without, PBXCTL_NO_CACHE: '1' });
    expect(kept(keeps).length).toBeGreaterThan(0);
    expect(kept(without)).toEqual([]);
  });

  test('names every package in it, with its licence', () => {
    const bill = JSON.parse(readFileSync(join(installed, 'dist/bom.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    const licences = readFileSync(join(installed, 'dist/LICENSES.txt'), 'utf8');
    const names = bill.components.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['@oclif/core', 'zod', 'undici', 'fastify']));
    for (const { name, version } of bill.components)
      expect(licences).toContain(`${name} ${version} (`);
  });
});
