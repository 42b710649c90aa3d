/** Imported for what it does, before oclif is, which looks at stdout and stderr as it loads. */
import { printAtOnce } from './output.ts';

printAtOnce();
