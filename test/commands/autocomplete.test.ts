import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spawnProgram, spawnShell, temporaryFolder } from '../support/cli.ts';
import { errorOf, faultsOf } from '../support/problems.ts';

/** What bash offers for the last word of the line, by the completion that the program has set up. */
const offered = (setup: string, words: readonly string[]): string[] => {
  const typed = words.map((word) => `'${word}'`).join(' ');
  const script = `${setup}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; COMP_LINE='${words.join(' ')}'
    _pbxctl_autocomplete; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const told = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  // Readline, too, shows each once.
  return [...new Set(told.split('\n').filter(Boolean))];
};

test('prints the line for the shell, and bash then completes topics, commands and flags', async () => {
  const environment = { XDG_CACHE_HOME: temporaryFolder() };
  const made = await spawnProgram(['autocomplete', 'bash'], { environment });
  expect(made).toMatchObject({ code: 0 });
  expect(made.stdout).toMatch(/^test -f '.*bash_setup' && source '.*bash_setup'\n$/);
  expect(made.stderr).toContain('~/.bashrc');
  expect(offered(made.stdout, ['pbxctl', 'ru'])).toEqual(['rules']);
  expect(offered(made.stdout, ['pbxctl', 'rules', 'e'])).toEqual(['edit', 'export']);
  expect(offered(made.stdout, ['pbxctl', 'rules', 'edit', '--ti'])).toEqual(['--time']);
});

test('the example of its help works when pasted', async () => {
  const HOME = temporaryFolder();
  const environment = { HOME, XDG_CACHE_HOME: HOME };
  const pasted = await spawnShell('pbxctl autocomplete bash >> ~/.bashrc && cat ~/.bashrc', {
    environment,
  });
  expect(pasted.stdout).toMatch(/^test -f .*\n$/);
});

test('finds out the shell by itself, or says that it could not', async () => {
  const XDG_CACHE_HOME = temporaryFolder();
  const found = await spawnProgram(['autocomplete', '--json'], {
    environment: { SHELL: '/usr/bin/zsh', XDG_CACHE_HOME },
  });
  expect(found.json()).toMatchObject({ shell: 'zsh' });
  const unknown = await spawnProgram(['autocomplete', '--json'], {
    environment: { SHELL: '/usr/bin/fish', XDG_CACHE_HOME },
  });
  expect(faultsOf(unknown)).toEqual([2, 'shell-unknown']);
});

test('another shell is refused', async () => {
  const failed = await spawnProgram(['autocomplete', 'fish', '--json']);
  expect(errorOf(failed).detail).toContain('bash, zsh');
});

test('a cache folder that cannot be written to is told as such', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const failed = await spawnProgram(['autocomplete', 'bash', '--json'], {
    environment: { XDG_CACHE_HOME: file },
  });
  const folder = join(file, 'pbxctl', 'autocomplete');
  expect(faultsOf(failed)).toEqual([2, `${folder} file-unwritable`]);
});
