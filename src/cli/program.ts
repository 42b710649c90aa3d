/** The program as it is built: oclif is handed its plugin ready-made, so that it looks for nothing on the disk. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command, Interfaces } from '@oclif/core';
import { Plugin } from '@oclif/core/config';
import { execute } from '@oclif/core/execute';
import { settings } from '@oclif/core/settings';

const require = createRequire(import.meta.url);

/** What the build writes beside the modules. */
type Built = {
  pjson: Interfaces.PJSON & { oclif: { hooks: Plugin['hooks'] } };
  manifest: Interfaces.Manifest;
};

/** The built modules lie as in src. */
const loadCommand = async (plugin: Plugin, id: string): Promise<Command.Class> => {
  const file = join(plugin.root, 'dist/commands', `${id.replaceAll(':', '/')}.cjs`);
  const module: { default: Command.Class } = require(file);
  return Object.assign(module.default, { id, plugin });
};

/** As `load` of the plugin makes it, which would read package.json and the manifest, and search for more. */
const loadedPlugin = (root: string, { pjson, manifest }: Built): Plugin => {
  const plugin = new Plugin({ root, pjson, isRoot: true });
  const commands = Object.entries(manifest.commands).map(([id, command]) => ({
    ...command,
    load: () => loadCommand(plugin, id),
  }));
  const { name, version } = pjson;
  return Object.assign(plugin, {
    name,
    alias: name,
    version,
    pjson,
    root,
    type: 'core',
    moduleType: 'commonjs',
    isRoot: true,
    valid: true,
    hooks: pjson.oclif.hooks,
    manifest,
    hasManifest: true,
    commands,
    commandIDs: Object.keys(manifest.commands),
  } as const);
};

/** A disk that is full, say: what the command did is done, only what it printed is lost. */
const tellUnwritable = async ({ message: why }: Error): Promise<never> => {
  const [{ tellFaults }, { terminalOf }, { languageFlag, languageOf }] = await Promise.all([
    import('../terminal/faults.ts'),
    import('../terminal/terminal.ts'),
    import('./language.ts'),
  ]);
  const language = languageOf(languageFlag(process.argv.slice(2)), process.env);
  const fault = { code: 'file-unwritable', file: 'stdout', why } as const;
  tellFaults(terminalOf(process, language), [{ path: ['stdout'], fault }]);
  return process.exit(1);
};

/** Whoever reads may leave early, as `head` does; and of the notices nobody needs to hear. */
const bearClosedPipes = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  process.stderr.on('error', () => undefined);
};

/**
 * What cannot be printed comes here, since oclif throws it again. A bug ends in its trace alone: the line of a built
 * file that Node would print above it is as long as the file.
 */
const tellUncaught = (): void => {
  process.once('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.syscall === 'write') {
      void tellUnwritable(error);
      return;
    }
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  });
};

/** @param root the folder of the package */
export const start = async (root: string): Promise<void> => {
  bearClosedPipes();
  tellUncaught();
  // With NODE_ENV=test or development oclif would look for sources and ts-node.
  settings.enableAutoTranspile = false;
  const built: Built = JSON.parse(readFileSync(join(root, 'dist/oclif.json'), 'utf8'));
  const plugin = loadedPlugin(root, built);
  await execute({ loadOptions: { root, plugins: new Map([[plugin.name, plugin]]) } });
};
