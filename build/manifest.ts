/** oclif's manifest: what help and completion tell of the commands, without loading them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interfaces } from '@oclif/core';
import { Plugin } from '@oclif/core/config';
import { settings } from '@oclif/core/settings';

/** Made from src, and written sorted, so that it changes only with the commands. */
export const makeManifest = async (root: string): Promise<Interfaces.Manifest> => {
  settings.enableAutoTranspile = false;
  const plugin = new Plugin({
    root,
    type: 'core',
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  const { commands, ...rest } = plugin.manifest;
  const sorted = Object.entries(commands).sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = { ...rest, commands: Object.fromEntries(sorted) };
  writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify(manifest, null, 2));
  return manifest;
};

/** By command: what every start needs to know of it, and what only help and completion tell. Where it lies is known. */
export const divide = (commands: Interfaces.Manifest['commands']) => {
  const brief: Record<string, unknown> = {};
  const told: Record<string, unknown> = {};
  for (const [id, command] of Object.entries(commands)) {
    const {
      flags,
      examples,
      description,
      flagOfField: _,
      relativePath: __,
      isESM: ___,
      ...rest
    } = command;
    brief[id] = rest;
    told[id] = { flags, examples, description };
  }
  return { brief, told };
};
