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
