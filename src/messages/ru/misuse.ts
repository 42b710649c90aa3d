/** По-русски: что не так со словами командной строки. */
import type { Misuse } from '../../domain/fault.ts';
import { listed, plain, quotedRussian } from '../quote.ts';

export const misuseText = (misuse: Misuse): string => {
  switch (misuse.kind) {
    case 'flag-unknown':
      return misuse.nearest === null
        ? `флага ${plain(misuse.flag)} нет`
        : `флага ${plain(misuse.flag)} нет; может быть, ${plain(misuse.nearest)}?`;
    case 'flag-twice':
      return `флаг ${plain(misuse.flag)} указан дважды`;
    case 'flag-missing':
      return `не указан флаг ${plain(misuse.flag)}`;
    case 'flags-exclusive':
      return `флаги ${plain(misuse.flag)} и ${plain(misuse.other)} исключают друг друга`;
    case 'flags-together':
      return `флаг ${plain(misuse.flag)} указывают вместе с ${listed(misuse.others)}`;
    case 'value-missing':
      return misuse.allowed.length === 0
        ? `у флага ${plain(misuse.flag)} нет значения`
        : `у флага ${plain(misuse.flag)} нет значения; возможны: ${listed(misuse.allowed)}`;
    case 'value-unknown': {
      const where = misuse.flag === null ? '' : ` у флага ${plain(misuse.flag)}`;
      return `значения ${quotedRussian(misuse.value)}${where} нет; возможны: ${listed(misuse.allowed)}`;
    }
    case 'number-wanted':
      return `значение ${quotedRussian(misuse.value)} флага ${plain(misuse.flag)} не целое число`;
    case 'argument-missing':
      return `не указан аргумент ${plain(misuse.name).toUpperCase()}`;
    case 'argument-unexpected':
      return `лишний аргумент ${quotedRussian(misuse.text)}`;
  }
};
