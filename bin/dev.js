#!/usr/bin/env node
// Runs src as it is, without a build.
import { fileURLToPath } from 'node:url';
import { execute } from '@oclif/core/execute';
import { settings } from '@oclif/core/settings';
import pjson from '../package.json' with { type: 'json' };

settings.enableAutoTranspile = false;
await execute({
  loadOptions: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    // The manifest, too, leads to dist.
    ignoreManifest: true,
    pjson: {
      ...pjson,
      oclif: JSON.parse(JSON.stringify(pjson.oclif).replaceAll('./dist/', './src/')),
    },
  },
});
