/** All commands as they stand in src, each by the words that name it. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@oclif/core/command';
import { ROOT } from './cli.ts';

/** What of an example stands for the program's name. */
const NAME = '<%= config.bin %>';

type CommandClass = typeof Command;

/** Those of one word that are about a PBX like the others. */
const ONE_WORD = ['backup', 'doctor'];

export const commandNames: readonly string[] = globSync('*/*.ts', {
  cwd: join(ROOT, 'src/commands'),
})
  .map((file) => file.replace(/\.ts$/, '').replaceAll('/', ' ').replaceAll('\\', ' '))
  .concat(ONE_WORD)
  .sort();

export const commandNamed = async (name: string): Promise<CommandClass> => {
  const [topic, verb] = name.split(' ');
  const module =
    verb === undefined
      ? import(`../../src/commands/${topic}.ts`)
      : import(`../../src/commands/${topic}/${verb}.ts`);
  return (await module).default;
};

/** The examples of its help, as they are typed. */
export const examplesOf = ({ examples = [] }: CommandClass): string[] =>
  examples.map((example) =>
    (typeof example === 'string' ? example : example.command).replaceAll(NAME, 'pbxctl'),
  );
