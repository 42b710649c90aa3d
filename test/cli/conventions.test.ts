import { describe, expect, test } from 'vitest';
import { PbxCommand } from '../../src/cli/command.ts';
import { commandNamed, commandNames, examplesOf } from '../support/commands.ts';

const WRITES = /^(?:add|edit|rm|set|import|sync|report|read|apply)$/;
const LOSES = /^(?:rm|import|sync|apply|backup)$/;
const LISTS = /^(?:list|show)$/;
const SINGLE = /^(?:schedule|settings) |^audit show$/;
/** It makes secrets, and lists them this once. */
const LISTS_WHAT_IT_MAKES = 'subscribers connect-telegram';
/** Of this machine alone: they talk to no PBX. */
const LOCAL = /^(?:profiles |sources login$)/;

describe.each(commandNames)('%s', (name) => {
  const verb = name.split(' ').at(-1) ?? '';

  test('has a summary of one sentence or two, and examples that call it', async () => {
    const command = await commandNamed(name);
    expect(command.summary).toMatch(/^[A-Z].*\.$/);
    const examples = examplesOf(command);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example).toContain(`pbxctl ${name}`);
  });

  test('describes each flag and argument', async () => {
    const { flags, args } = await commandNamed(name);
    for (const { description } of [...Object.values(flags ?? {}), ...Object.values(args ?? {})])
      expect(description).toBeTruthy();
  });

  test('prints JSON on demand, and talks to any PBX in either language', async () => {
    const command = await commandNamed(name);
    expect(command.enableJsonFlag).toBe(true);
    const isLocal = LOCAL.test(name);
    expect(Object.keys(command.baseFlags ?? {})).toEqual(isLocal ? ['lang'] : ['pbx', 'lang']);
    expect(command.prototype instanceof PbxCommand).toBe(!isLocal);
  });

  test('never reads stdin for an argument that is not given', async () => {
    const { args } = await commandNamed(name);
    for (const argument of Object.values(args ?? {})) expect(argument.ignoreStdin).toBe(true);
  });

  test('has --dry-run if it writes, -o if it lists, --yes if something is lost', async () => {
    const flags = Object.keys((await commandNamed(name)).flags ?? {});
    const isOfPbx = !LOCAL.test(name);
    expect(flags.includes('dry-run')).toBe(isOfPbx && WRITES.test(verb));
    expect(flags.includes('output')).toBe(
      (isOfPbx && LISTS.test(verb) && !SINGLE.test(name)) || name === LISTS_WHAT_IT_MAKES,
    );
    expect(flags.includes('yes')).toBe(isOfPbx && LOSES.test(verb));
  });
});
