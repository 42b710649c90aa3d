/** What our own modules import and few commands read: each is a file of its own, loaded when a name of it is first read. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAND_IN = '\0when-read:';

const PACKAGES = ['chalk', 'libphonenumber-js', 'temporal-polyfill'];
/** A command speaks one language, and of few things. */
const LANGUAGES = ['en', 'ru'];
const TEXTS = ['bot', 'facts', 'faults', 'findings', 'period', 'wizard', 'words'];

const textFiles = LANGUAGES.flatMap((language) =>
  TEXTS.map((texts) => `messages/${language}/${texts}`),
);

/** What is imported, by the built file that it is loaded from: entries of their own. */
export const readSeldom: Readonly<Record<string, string>> = Object.fromEntries([
  ...PACKAGES.map((name) => [`packages/${name}`, name]),
  ...textFiles.map((file) => [file, join(ROOT, 'src', `${file}.ts`)]),
]);

/** A module with the same names. An imported name is read where it is used: no sooner is its file loaded. */
const standIn = async (file: string, source: string): Promise<string> => {
  const { default: _, ...named } = await import(source);
  const getters = Object.keys(named).map((name) => `get ${name}() { return real().${name}; }`);
  return `
let loaded;
const real = () => (loaded ??= require('built:${file}'));
module.exports = { __esModule: true, ${getters.join(', ')} };
`;
};

export const whenRead: Plugin = {
  name: 'when-read',
  resolveId(source, importer) {
    if (importer === undefined) return null;
    const imported = source.startsWith('.') ? join(dirname(importer), source) : source;
    const [file] = Object.entries(readSeldom).find(([, one]) => one === imported) ?? [];
    return file === undefined ? null : `${STAND_IN}${file}`;
  },
  load(id) {
    const file = id.startsWith(STAND_IN) ? id.slice(STAND_IN.length) : '';
    const source = readSeldom[file];
    return source === undefined ? null : standIn(file, source);
  },
};
