// What the built program loads for a command: a start pays for every file, and for what Node has not at hand.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spawnProgram, temporaryFolder } from '../support/cli.ts';
import { office } from '../support/office.ts';
import { served } from '../support/served.ts';

/** The files of dist, by what is kept of them, and the modules of Node that a command has loaded when it ends. */
const loadedBy = async (line: string, environment: Record<string, string>): Promise<string[]> => {
  const folder = temporaryFolder();
  const [hook, list] = [join(folder, 'hook.cjs'), join(folder, 'loaded.json')];
  writeFileSync(
    hook,
    `process.on('exit', () => {
      require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList));
    });`,
  );
  const options = {
    environment: { ...environment, PBXCTL_CACHE_DIR: folder, NODE_OPTIONS: `--require ${hook}` },
  };
  expect(await spawnProgram(line.split(' '), options)).toMatchObject({ code: 0 });
  const builtIns: string[] = JSON.parse(readFileSync(list, 'utf8'));
  return [
    ...globSync('compiled/*/*/*/*', { cwd: folder }).map((file) => basename(file)),
    ...builtIns.map((name) => name.replace('NativeModule ', 'node:')),
  ];
};

const PACKAGES = /^packages-/;
/** Each takes as long as a tenth of an empty program, or longer. */
const DEAR = /^node:(?:crypto|http2|tls|https)$/;

describe('rules list', () => {
  test('on a file loads no client, no package that few commands use, and one language', async () => {
    const { address } = await office();
    const loaded = await loadedBy('rules list --lang en', { PBX_URL: address });
    expect(loaded).toContain('chunks-embedded.cjs');
    expect(loaded.filter((name) => name.startsWith('messages'))).toEqual(['messages-en-words.cjs']);
    for (const left of [PACKAGES, DEAR, /chunks-(?:agent|http)/])
      expect(loaded.filter((name) => left.test(name))).toEqual([]);
  });

  test('on a service loads no service, and of undici no parser that it does not use', async () => {
    const { url, token } = await served();
    const environment = { PBX_URL: url, PBX_TOKEN: await token() };
    const loaded = await loadedBy('rules list --lang ru', environment);
    expect(loaded).toContain('chunks-http.cjs');
    expect(loaded.filter((name) => name.startsWith('messages'))).toEqual(['messages-ru-words.cjs']);
    for (const left of [PACKAGES, DEAR, /chunks-embedded/, /^undici/, /^node:sqlite$/])
      expect(loaded.filter((name) => left.test(name))).toEqual([]);
  });

  test('on the service of a profile loads nothing that writes profiles', async () => {
    const { url, token } = await served();
    const config = join(temporaryFolder(), 'pbxctl');
    mkdirSync(config);
    const state = { current: 'here', profiles: { here: { address: url } } };
    writeFileSync(join(config, 'profiles.json'), JSON.stringify(state));
    writeFileSync(join(config, 'tokens.json'), JSON.stringify({ [url]: await token() }));
    const loaded = await loadedBy('rules list', { XDG_CONFIG_HOME: dirname(config) });
    expect(loaded).toContain('chunks-http.cjs');
    for (const left of [PACKAGES, DEAR, /chunks-(?:profiles|semver)/])
      expect(loaded.filter((name) => left.test(name))).toEqual([]);
  });
});
