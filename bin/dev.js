#!/usr/bin/env node
// Runs src as it is, without a build.
const { execute } = require('@oclif/core/execute');
const { settings } = require('@oclif/core/settings');

settings.enableAutoTranspile = false;
// Of a command that was added since, the manifest does not know.
void execute({ loadOptions: { root: `${__dirname}/..`, ignoreManifest: true } });
