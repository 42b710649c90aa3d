/** What a rule says, on a line. */
import { displayNumber } from '../../domain/phone-number.ts';
import type { RuleContent } from '../../domain/rule.ts';
import { periodReading } from '../../messages/period-words.ts';
import type { View } from './draw.ts';

const MOST_NUMBERS = 3;

/** `пропущенные, сб и вс с 10:00 до 16:00, с номеров +7 916 123-45-67` */
export const ruleText = (
  { words, language }: Pick<View, 'words' | 'language'>,
  { types, time, callers }: RuleContent,
): string => {
  const when =
    time.kind === 'period' ? periodReading(language, time) : words.timesInProse[time.kind];
  const parts = [types.map((type) => words.types[type]).join(' + ')];
  if (types.includes('missed')) {
    const shown =
      callers.kind === 'listed' ? callers.numbers.slice(0, MOST_NUMBERS).map(displayNumber) : [];
    const more = callers.kind === 'listed' ? callers.numbers.length - shown.length : 0;
    const numbers = `${shown.join(', ')}${more > 0 ? ` ${words.andMore(more)}` : ''}`;
    parts.push(
      when,
      callers.kind === 'listed' ? words.listedInProse(numbers) : words.callersInProse[callers.kind],
    );
  }
  return parts.join(', ');
};
