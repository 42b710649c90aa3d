/** English: what is wrong with the words of a command line. */
import type { Misuse } from '../../domain/fault.ts';
import { listed, plain, quotedEnglish } from '../quote.ts';

export const misuseText = (misuse: Misuse): string => {
  switch (misuse.kind) {
    case 'flag-unknown':
      return misuse.nearest === null
        ? `there is no flag ${plain(misuse.flag)}`
        : `there is no flag ${plain(misuse.flag)}; did you mean ${plain(misuse.nearest)}?`;
    case 'flag-twice':
      return `the flag ${plain(misuse.flag)} is given twice`;
    case 'flag-missing':
      return `the flag ${plain(misuse.flag)} is missing`;
    case 'flags-exclusive':
      return `the flags ${plain(misuse.flag)} and ${plain(misuse.other)} exclude each other`;
    case 'flags-together':
      return `the flag ${plain(misuse.flag)} goes together with ${listed(misuse.others)}`;
    case 'value-missing':
      return misuse.allowed.length === 0
        ? `the flag ${plain(misuse.flag)} needs a value`
        : `the flag ${plain(misuse.flag)} needs one of these values: ${listed(misuse.allowed)}`;
    case 'value-unknown': {
      const where = misuse.flag === null ? '' : ` of the flag ${plain(misuse.flag)}`;
      return `the value ${quotedEnglish(misuse.value)}${where} is none of these: ${listed(misuse.allowed)}`;
    }
    case 'number-wanted':
      return `the value ${quotedEnglish(misuse.value)} of the flag ${plain(misuse.flag)} is no whole number`;
    case 'argument-missing':
      return `the argument ${plain(misuse.name).toUpperCase()} is missing`;
    case 'argument-unexpected':
      return `the argument ${quotedEnglish(misuse.text)} is one too many`;
  }
};
