/** По-русски: справка команд. Ключ это английский текст: изменится он, и перевод станет лишним, что заметит тест. */
import type { HelpTexts } from '../types.ts';
import { calls } from './help/calls.ts';
import { checks } from './help/checks.ts';
import { general, headings, marks } from './help/general.ts';
import { operations } from './help/operations.ts';
import { pbx } from './help/pbx.ts';
import { people } from './help/people.ts';
import { rules } from './help/rules.ts';
import { sources } from './help/sources.ts';

export const help = {
  texts: {
    ...general,
    ...rules,
    ...checks,
    ...people,
    ...calls,
    ...pbx,
    ...sources,
    ...operations,
  } satisfies HelpTexts,
  headings,
  marks,
};
