/** The program as it is built: oclif is handed its plugin ready-made, so that it looks for nothing on the disk. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Interfaces } from '@oclif/core';
import { Plugin } from '@oclif/core/config';
import { execute } from '@oclif/core/execute';
import { settings } from '@oclif/core/settings';

/** What only help and completion tell of a command. */
type Told = Pick<Command.Cached, 'flags' | 'examples' | 'description'>;

type Known = Pick<Command.Cached, 'id' | 'aliases' | 'hiddenAliases' | 'hidden' | 'args'>;

/** What the build writes beside the modules. */
type Built = {
  pjson: Interfaces.PJSON & { oclif: { hooks: Plugin['hooks'] } };
  commands: Record<string, Known>;
};

const readJson = (root: string, name: string) =>
  JSON.parse(readFileSync(join(root, 'dist', name), 'utf8'));

/** Loads a built file, of which that of a command is asked for. */
export type Load = (file: string) => { default: Command.Class };

/** The commands of the plugin, built as they lie in src; what is told of them is read when it is first asked for. */
const loadableCommands = (
  plugin: Plugin,
  load: Load,
  commands: Built['commands'],
): Command.Loadable[] => {
  let read: Record<string, Told> | undefined;
  const told = (id: string): Told => {
    read ??= readJson(plugin.root, 'help.json') as Record<string, Told>;
    return read[id] ?? { flags: {} };
  };
  return Object.entries(commands).map(([id, command]) => ({
    ...command,
    get flags() {
      return told(id).flags;
    },
    get examples() {
      return told(id).examples;
    },
    get description() {
      return told(id).description;
    },
    load: async () => {
      const file = join(plugin.root, 'dist/commands', `${id.replaceAll(':', '/')}.cjs`);
      return Object.assign(load(file).default, { id, plugin });
    },
  }));
};

/** As `load` of the plugin makes it, which would read package.json and the manifest, and search for more. */
const loadedPlugin = (root: string, load: Load, { pjson, commands }: Built): Plugin => {
  const plugin = Object.assign(new Plugin({ root, pjson, isRoot: true }), { root });
  const { name, version } = pjson;
  return Object.assign(plugin, {
    name,
    alias: name,
    version,
    pjson,
    type: 'core',
    moduleType: 'commonjs',
    isRoot: true,
    valid: true,
    hooks: pjson.oclif.hooks,
    hasManifest: true,
    commands: loadableCommands(plugin, load, commands),
    commandIDs: Object.keys(commands),
  } as const);
};

const silent = (): void => undefined;

/** In place of oclif's own, which loads a package to find that nothing is asked for. */
const SILENT: Interfaces.Logger = {
  namespace: 'oclif',
  child: () => SILENT,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};

/** @param root the folder of the package */
export const run = async (root: string, load: Load): Promise<void> => {
  // With NODE_ENV=test or development oclif would look for sources and ts-node.
  settings.enableAutoTranspile = false;
  const plugin = loadedPlugin(root, load, readJson(root, 'oclif.json'));
  const plugins = new Map([[plugin.name, plugin]]);
  const logger = process.env.DEBUG ? {} : { logger: SILENT };
  await execute({ loadOptions: { root, plugins, ...logger } });
};
