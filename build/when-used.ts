/** What few commands use: each is loaded when something of it is first used. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

const BUILT_IN = ['node:child_process', 'node:readline'];
const PACKAGES = [
  'ansi-escapes',
  'clean-stack',
  'cli-spinners',
  'ejs',
  'get-package-type',
  'indent-string',
  'lilconfig',
  'minimatch',
  'string-width',
  'tinyglobby',
  'widest-line',
  'wordwrap',
  'wrap-ansi',
];

/** What our own modules import by these names, since a module has to be one with names. */
const OF_OURS: Readonly<Record<string, string>> = {
  'temporal-polyfill': 'Temporal',
  chalk: 'Chalk',
};

const ours = createRequire(import.meta.url);
/** As oclif itself finds them. */
const oclifs = createRequire(ours.resolve('@oclif/core'));

const OCLIF = /\/@oclif\/core\/lib\//;
const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));
const PREFIX = '\0when-used:';

/** Entries of their own, so that each lies in a file of its own. */
export const usedSeldom = (): Record<string, string> => ({
  ...Object.fromEntries(PACKAGES.map((name) => [`oclif/${name}`, oclifs.resolve(name)])),
  ...Object.fromEntries(Object.keys(OF_OURS).map((name) => [`packages/${name}`, name])),
});

/** A value that stands for another one: it can be called, made anew with, and has its fields. */
const standIn = (load: string): string => `
let loaded;
const real = () => (loaded ??= ${load});
const own = (name) => name === '__esModule' || name === 'default';
const value = new Proxy(function () {}, {
  get: (_, name) => (own(name) ? undefined : real()[name]),
  apply: (_, self, args) => Reflect.apply(real(), self, args),
  construct: (_, args) => Reflect.construct(real(), args),
});
`;

const partOfOclif = (name: string): string =>
  BUILT_IN.includes(name)
    ? `process.getBuiltinModule('${name}')`
    : `require(__dirname + '/../oclif/${name}.cjs')`;

export const whenUsed: Plugin = {
  name: 'when-used',
  resolveId(source, importer = '') {
    const isPart = BUILT_IN.includes(source) || PACKAGES.includes(source);
    const isOurs = importer.startsWith(SOURCES) && source in OF_OURS;
    return (OCLIF.test(importer) && isPart) || isOurs ? `${PREFIX}${source}` : null;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return null;
    const name = id.slice(PREFIX.length);
    const imported = OF_OURS[name];
    if (imported === undefined) return `${standIn(partOfOclif(name))}module.exports = value;`;
    const load = `require(__dirname + '/../packages/${name}.cjs').${imported}`;
    return `${standIn(load)}export { value as ${imported} };`;
  },
};
