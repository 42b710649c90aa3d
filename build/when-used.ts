/** oclif as a start needs it: what few commands use of it is loaded when it is first used, and what all use is made little. */
import { createRequire } from 'node:module';
import type { Plugin } from 'rolldown';

const BUILT_IN = ['node:child_process', 'node:perf_hooks', 'node:readline'];

const SELDOM = [
  'ansi-escapes',
  'clean-stack',
  'cli-spinners',
  'debug',
  'ejs',
  'get-package-type',
  'lilconfig',
  'minimatch',
  'tinyglobby',
  'wordwrap',
  'wsl-utils',
];

/** Files with what oclif imports: one for all that help writes with, since whoever needs one of it needs the rest. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  text: ['ansis', 'indent-string', 'string-width', 'supports-color', 'widest-line', 'wrap-ansi'],
  ...Object.fromEntries(SELDOM.map((name) => [name, [name]])),
};
const PART_OF = new Map(
  Object.entries(PARTS).flatMap(([part, names]) => names.map((name) => [name, part] as const)),
);

/** As oclif itself finds them. */
const oclifs = createRequire(createRequire(import.meta.url).resolve('@oclif/core'));

/** oclif, and what it imports. */
const OCLIF = /\/(?:@oclif\/core\/lib|debug|supports-color|widest-line|wrap-ansi)\//;
const PART = '\0part:';
const WHEN_USED = '\0when-used:';

/** Entries of their own, so that each lies in a file of its own. */
export const partsOfOclif = (): Record<string, string> =>
  Object.fromEntries(Object.keys(PARTS).map((part) => [`oclif/${part}`, PART + part]));

const part = (name: string): string =>
  (PARTS[name] ?? [])
    .map((one) => `exports['${one}'] = require('${oclifs.resolve(one)}');`)
    .join('\n');

const loaded = (name: string): string =>
  BUILT_IN.includes(name)
    ? `process.getBuiltinModule('${name}')`
    : `require('built:oclif/${PART_OF.get(name)}')['${name}']`;

/** A module that stands for another one: a function for one that is a function, else with its fields. */
const standIn = (name: string): string => `
let loaded;
const real = () => (loaded ??= ${loaded(name)});
const own = (name) => name === '__esModule' || name === 'default';
module.exports = new Proxy(function () {}, {
  get: (_, name) => (own(name) ? undefined : real()[name]),
  apply: (_, self, args) => Reflect.apply(real(), self, args),
});
`;

/** Whether it is a terminal, a stream knows as well; to know it, the real one loads all of the network. */
const TTY = `
const STREAMS = ['stdin', 'stdout', 'stderr'];
module.exports = { isatty: (fd) => process[STREAMS[fd]].isTTY === true };
`;

/** What every start does use of a module, without the rest of it. */
const LIGHTER: Readonly<Record<string, string>> = {
  'node:tty': TTY,
  tty: TTY,
  // One small file is read: done at once, that takes less than loading what reads it in the background.
  'node:fs/promises': `
    const fs = require('node:fs');
    const atOnce = (_, name) => async (...args) => fs[name + 'Sync'](...args);
    module.exports = new Proxy({}, { get: atOnce });
  `,
  // The rest of it runs programs of Windows.
  'wsl-utils': `
    export { default as isWsl } from '${createRequire(oclifs.resolve('wsl-utils')).resolve('is-wsl')}';
    export const powerShellPath = () => ${loaded('wsl-utils')}.powerShellPath();
  `,
  // How wide letters are is known without the tables of all characters.
  'string-width': `
    const LETTERS = /^[ -~\\u0400-\\u0481\\u048a-\\u04ff]*$/;
    const isPlain = (text) => typeof text === 'string' && LETTERS.test(text);
    module.exports = (text) => (isPlain(text) ? text.length : ${loaded('string-width')}(text));
  `,
  // Help fills in no more than these two.
  ejs: `
    const NAMES = /<%= (?:config\\.bin|command\\.id) %>/g;
    exports.render = (text, data, ...more) => {
      const filled = String(text).replace(NAMES, (name) =>
        name.includes('bin') ? data.config.bin : data.command.id,
      );
      return filled.includes('<%') ? ${loaded('ejs')}.render(text, data, ...more) : filled;
    };
  `,
};

export const whenUsed: Plugin = {
  name: 'when-used',
  resolveId(source, importer = '') {
    if (source.startsWith(PART)) return source;
    const isPart = source in LIGHTER || BUILT_IN.includes(source) || PART_OF.has(source);
    return OCLIF.test(importer) && isPart ? WHEN_USED + source : null;
  },
  load(id) {
    if (id.startsWith(PART)) return part(id.slice(PART.length));
    if (!id.startsWith(WHEN_USED)) return null;
    const name = id.slice(WHEN_USED.length);
    return LIGHTER[name] ?? standIn(name);
  },
};
