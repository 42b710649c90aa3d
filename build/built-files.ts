/** `require('built:messages/en/words')` loads another built file, from wherever in dist the one that says so comes to lie. */
import { dirname, relative } from 'node:path/posix';
import type { Plugin } from 'rolldown';

export const builtFiles: Plugin = {
  name: 'built-files',
  resolveId: (source) =>
    source.startsWith('built:') ? { id: source, external: 'absolute' } : null,
  renderChunk: (code, { fileName }) =>
    code.replace(
      /(?<=\brequire\(["'`])built:([\w/-]+)/g,
      (_, file: string) => `./${relative(dirname(fileName), file)}.cjs`,
    ),
};
