/** Builds the program: `node --run build`. A command is found by lying in src/commands, and a package by being used. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, rolldown } from 'rolldown';
import { ascii } from './ascii.ts';
import { builtFiles } from './built-files.ts';
import { builtInsWhole } from './built-ins.ts';
import { divide, makeManifest } from './manifest.ts';
import { billOfMaterials, licencesText, packagesOf } from './packages.ts';
import { parsersOfUndici, partOfUndici } from './undici.ts';
import { readSeldom, whenRead } from './when-read.ts';
import { partsOfOclif, whenUsed } from './when-used.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

const pjson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What oclif loads by a path of its own. */
const { helpClass, hooks } = pjson.oclif;
const LOADED = [helpClass.target, ...Object.values<string>(hooks)];

/** The built file of a module: it lies in dist as the module lies in src. */
const builtPath = (source: string): string =>
  source.replace('./src/', './dist/').replace(/\.ts$/, '.cjs');

const entries = (): Record<string, string> => {
  const commands = globSync('./src/commands/**/*.ts', { cwd: ROOT });
  const sources = ['src/cli/program.ts', ...LOADED, ...commands];
  return Object.fromEntries(
    sources.map((source) => [source.replace(/^(?:\.\/)?src\/(.*)\.ts$/, '$1'), source]),
  );
};

/** What would fail only when it is run. */
const FATAL = ['UNRESOLVED_IMPORT', 'EMPTY_IMPORT_META'];

/**
 * Few files, since each costs a start: what every start loads, what writes help, most commands, what a PBX rests on
 * wherever it is and a text in whatever language, and a PBX in this process.
 */
const EVERY_START =
  /src\/cli\/(?:program|language)\.ts|src\/messages\/types\.ts|@oclif\/core\/lib\/(?!index)|when-used|is-(?:wsl|docker|inside-container)\//;
const TEXT = /part:text/;
const SHARED = /src\/(?:contract\/(?:pbx|wire)|messages\/(?:plural|quote|size))\.ts/;
const EMBEDDED =
  /src\/(?:client\/embedded|service\/(?:service|operations\/(?:rules|decide-call)|store\/database))\.ts/;

const bundle = async (): Promise<OutputChunk[]> => {
  const build = await rolldown({
    cwd: ROOT,
    input: { ...entries(), ...partsOfOclif(), ...readSeldom, ...parsersOfUndici() },
    plugins: [whenUsed, whenRead, partOfUndici, builtInsWhole, builtFiles, ascii],
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    // oclif asks for them only to run sources.
    external: ['typescript', 'ts-node'],
    onLog: (level, log, tell) => {
      if (FATAL.includes(String(log.code))) throw new Error(`${log.code}: ${log.message}`);
      // A PBX in this process is one file: what it imports when used lies in it.
      if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') tell(level, log);
    },
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'cjs',
    exports: 'named',
    // `bin/load.js` gives the modules a `require`, and no `import`.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name].cjs',
    // Names stay, for the trace of a bug.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    codeSplitting: {
      groups: [
        { name: 'program', test: EVERY_START, priority: 5 },
        { name: 'text', test: TEXT, priority: 4 },
        { name: 'command', minShareCount: 20, priority: 3 },
        { name: 'shared', test: SHARED, priority: 2 },
        { name: 'embedded', test: EMBEDDED, priority: 1 },
      ],
    },
  });
  return output.filter((one) => one.type === 'chunk');
};

/** What oclif is told of the program at every start, without reading package.json and looking for the rest. */
const forOclif = (commands: unknown) => ({
  pjson: {
    name: pjson.name,
    version: pjson.version,
    description: pjson.description,
    oclif: {
      ...pjson.oclif,
      helpClass: { ...helpClass, target: builtPath(helpClass.target) },
      hooks: Object.fromEntries(
        Object.entries<string>(hooks).map(([event, source]) => [
          event,
          [{ target: builtPath(source), identifier: 'default' }],
        ]),
      ),
    },
  },
  commands,
});

const write = (name: string, content: unknown, indent?: number): void =>
  writeFileSync(join(DIST, name), JSON.stringify(content, null, indent));

rmSync(DIST, { recursive: true, force: true });
const [{ commands }, chunks] = await Promise.all([makeManifest(ROOT), bundle()]);
const packages = packagesOf(chunks.flatMap(({ moduleIds }) => moduleIds));
const { brief, told } = divide(commands);
write('oclif.json', forOclif(brief));
write('help.json', told);
// What is kept of another build must not be taken for this one.
const build = createHash('sha256');
for (const { fileName, code } of chunks) build.update(`${fileName}\n${code}\n`);
write('build.json', { version: pjson.version, build: build.digest('hex').slice(0, 16) });
writeFileSync(join(DIST, 'LICENSES.txt'), licencesText(packages));
write('bom.json', billOfMaterials(pjson, packages), 2);
