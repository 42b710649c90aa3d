/** Flags that mean the same everywhere. */
import { boolean, option } from '@oclif/core/flags';
import { LIST_FORMATS } from '../terminal/list.ts';

export const listFlags = {
  output: option({
    char: 'o',
    options: LIST_FORMATS,
    description: 'form of the list; without a terminal: tab-separated rows',
  })(),
  wide: boolean({ description: 'cut nothing, however narrow the terminal is' }),
  'no-pager': boolean({ description: 'print at once what is longer than the screen' }),
};

export const writeFlags = {
  'dry-run': boolean({ description: 'check everything and print the result, but write nothing' }),
};

export const dialogueFlags = {
  plain: boolean({
    description: 'ask in plain lines, one after another, as screen readers want it',
  }),
};

export const confirmFlags = {
  yes: boolean({ char: 'y', description: 'do not ask for confirmation' }),
};
