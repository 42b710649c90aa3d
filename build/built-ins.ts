/** `import fs from 'node:fs'`, as packages write it, at the cost of a plain `require`. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { isAbsolute } from 'node:path';
import type { Plugin } from 'rolldown';

const WHOLE = '?whole=';

const takesOnlyDefault = (importer: string, builtIn: string): boolean =>
  isAbsolute(importer) &&
  new RegExp(`^import \\w+ from ['"]${builtIn}['"]`, 'm').test(readFileSync(importer, 'utf8'));

/** A bundled module with such an import would first copy every field of the built-in. */
export const builtInsWhole: Plugin = {
  name: 'built-ins-whole',
  resolveId(source, importer = '') {
    if (!isBuiltin(source) || !takesOnlyDefault(importer, source)) return null;
    // One for each importer, so that it comes to lie in the same file.
    return importer + WHOLE + source;
  },
  load(id) {
    const [, builtIn] = id.split(WHOLE);
    return builtIn ? `export default process.getBuiltinModule('${builtIn}');` : null;
  },
};
