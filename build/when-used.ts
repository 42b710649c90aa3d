/** Parts of oclif that few commands use: each is loaded when something of it is first used. */
import { createRequire } from 'node:module';
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

/** As oclif itself finds them. */
const { resolve } = createRequire(createRequire(import.meta.url).resolve('@oclif/core'));

const OCLIF = /\/@oclif\/core\/lib\//;
const PREFIX = '\0when-used:';

/** Entries of their own, so that each lies in a file of its own. */
export const partsOfOclif = (): Record<string, string> =>
  Object.fromEntries(PACKAGES.map((name) => [`oclif/${name}`, resolve(name)]));

/** A module that stands for another one: a function for one that is a function, else with its fields. */
const standIn = (load: string): string => `
let loaded;
const real = () => (loaded ??= ${load});
const own = (name) => name === '__esModule' || name === 'default';
module.exports = new Proxy(function () {}, {
  get: (_, name) => (own(name) ? undefined : real()[name]),
  apply: (_, self, args) => Reflect.apply(real(), self, args),
});
`;

export const whenUsed: Plugin = {
  name: 'when-used',
  resolveId(source, importer = '') {
    const isPart = BUILT_IN.includes(source) || PACKAGES.includes(source);
    return OCLIF.test(importer) && isPart ? `${PREFIX}${source}` : null;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return null;
    const name = id.slice(PREFIX.length);
    return standIn(
      BUILT_IN.includes(name)
        ? `process.getBuiltinModule('${name}')`
        : `require(__dirname + '/../oclif/${name}.cjs')`,
    );
  },
};
