/** Arguments that mean the same everywhere. None of them reads stdin by itself: only `-` does. */
import { string } from '@oclif/core/args';

export const idsArgs = {
  ids: string({
    description: 'ids and ranges of ids: 12 15-20; - reads them from stdin',
    ignoreStdin: true,
  }),
};

export const whoArgs = {
  who: string({
    description: 'ids (7 10-12, - reads them from stdin), or names, e-mails, numbers with +',
    ignoreStdin: true,
  }),
};

export const fileArgs = {
  file: string({ description: 'file to read; - is stdin', required: true, ignoreStdin: true }),
};
