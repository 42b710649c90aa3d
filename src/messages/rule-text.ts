/** What a rule says, in a phrase. */
import { writeTime } from '../domain/criteria-text.ts';
import { displayNumber } from '../domain/phone-number.ts';
import type { Callers, RuleContent } from '../domain/rule.ts';
import { periodReading } from './period-words.ts';
import type { Language, Words } from './types.ts';

const MOST_NUMBERS = 3;

/** The types, the time and the callers of a rule: `missed calls`, `in working hours`, `from VIP clients`. */
export const rulePhrases = (
  words: Words,
  { types, time, callers }: RuleContent,
): { types: string; time: string; callers: string } => ({
  types: types.map((type) => words.types[type]).join(', '),
  time: time.kind === 'period' ? writeTime(time) : words.timesInProse[time.kind],
  callers:
    callers.kind === 'listed'
      ? words.listedInProse(callers.numbers.join(', '))
      : words.callersInProse[callers.kind],
});

const callersText = (words: Words, callers: Callers): string => {
  if (callers.kind !== 'listed') return words.callersInProse[callers.kind];
  const shown = callers.numbers.slice(0, MOST_NUMBERS).map(displayNumber).join(', ');
  const more = callers.numbers.length - MOST_NUMBERS;
  return words.listedInProse(more > 0 ? `${shown} ${words.andMore(more)}` : shown);
};

/** `пропущенные, сб и вс с 10:00 до 16:00, с номеров +7 916 123-45-67`: on a line, however much it lists. */
export const ruleText = (
  { words, language }: { words: Words; language: Language },
  { types, time, callers }: RuleContent,
): string => {
  const when =
    time.kind === 'period' ? periodReading(language, time) : words.timesInProse[time.kind];
  const asked = types.includes('missed') ? [when, callersText(words, callers)] : [];
  return [types.map((type) => words.types[type]).join(' + '), ...asked].join(', ');
};
