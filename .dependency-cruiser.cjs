// Which way imports may go.

// Without TypeScript's JavaScript API (version 7 has none) no .ts file is read, and all is called well.
if (typeof require('typescript').transpileModule !== 'function') {
  throw new Error('dependency-cruiser needs a typescript package with a JavaScript API');
}

// A folder may import itself and the folders named here.
const mayImport = {
  domain: [],
  messages: ['domain'],
  contract: ['domain', 'messages'],
  provisioning: ['domain', 'contract'],
  client: ['domain', 'contract'],
  service: ['domain', 'messages', 'contract'],
  terminal: ['domain', 'messages', 'contract'],
  cli: ['domain', 'messages', 'contract', 'provisioning', 'client', 'terminal'],
};
const folders = Object.keys(mayImport);
const knowsService = ['^src/client/(?:embedded|sources)\\.ts$', '^src/commands/serve\\.ts$'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `${folder}-imports`,
      comment: `src/${folder} imports ${['itself', ...mayImport[folder]].join(', ')} and packages.`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: knowsService },
      to: { path: '^src/', pathNot: `^src/(?:${[folder, ...mayImport[folder]].join('|')})/` },
    })),
    {
      name: 'embedded-imports',
      comment: 'client/embedded.ts and client/sources.ts are the clients that know the service.',
      severity: 'error',
      from: { path: '^src/client/(?:embedded|sources)\\.ts$' },
      to: {
        path: '^src/',
        pathNot: `^src/(?:${['client', ...mayImport.client, 'service'].join('|')})/`,
      },
    },
    {
      name: 'embedded-is-loaded-when-used',
      comment: 'A command that talks to a remote PBX never loads the service.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: '^src/client/(?:embedded|sources)\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'commands-without-service',
      comment: 'Of the commands only serve knows the service.',
      severity: 'error',
      from: { path: '^src/commands/', pathNot: knowsService },
      to: { path: '^src/service/' },
    },
    {
      name: 'nothing-imports-commands',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/commands/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'known-folders',
      comment: 'A new folder of src needs a line in mayImport.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: `^src/(?:${[...folders, 'commands'].join('|')})/` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^src/commands/', '^src/cli/command-not-found\\.ts$'] },
      to: {},
    },
    {
      name: 'program-without-tests',
      severity: 'error',
      from: { path: '^(?:src|bin)/' },
      to: { path: '^test/' },
    },
    {
      name: 'bundled-is-a-dev-dependency',
      comment:
        'The build puts what src uses into dist: whoever installs the program needs no package beside it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'program-without-build',
      severity: 'error',
      from: { path: '^(?:src|bin)/' },
      to: { path: '^build/' },
    },
    {
      name: 'declared-dependencies',
      comment: 'What is imported stands in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // bin has a package.json of its own, which only says how to read its files.
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
